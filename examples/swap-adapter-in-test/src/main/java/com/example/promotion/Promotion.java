package com.example.promotion;

import us.apolo.images.Digest;
import us.apolo.images.Images;
import us.apolo.images.RemoteImage;

/** Gives an image that was tested the tag that others use. */
public final class Promotion {
    private final Images images;

    /**
     * Works with images that somebody else closes.
     *
     * @param images whatever is behind them
     */
    public Promotion(Images images) {
        this.images = images;
    }

    /**
     * Promotes an image. If it fails, the tag is what it was before.
     *
     * @param candidate what was tested, with its tag
     * @param tag the tag that it gets
     * @return what has that tag now
     * @throws us.apolo.images.ImagesException if it cannot be done; the message says why
     */
    public Digest promote(RemoteImage candidate, String tag) {
        // Pull and push are verified by digest, so what arrives is what was tested.
        var local = images.pull(candidate);
        return images.digest(images.push(local, candidate.withTag(tag)));
    }
}
