package us.apolo.images.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.RemoteImage;

/** Asks for the digests of many tags, several at once. */
final class TagDigests {
    private static final int AT_ONCE = 16;

    private final Images images;

    TagDigests(Images images) {
        this.images = images;
    }

    /** The digest of each tag, in their order. A tag that has gone meanwhile is left out. */
    Map<RemoteImage, Digest> of(List<RemoteImage> tags) {
        var digests = new LinkedHashMap<RemoteImage, Digest>();
        for (var from = 0; from < tags.size(); from += AT_ONCE) {
            var some = tags.subList(from, Math.min(tags.size(), from + AT_ONCE));
            var asked = some.stream().map(images.async()::digest).toList();
            for (var i = 0; i < some.size(); i++) {
                try {
                    digests.put(some.get(i), asked.get(i).join());
                } catch (CompletionException e) {
                    requireGone(e);
                }
            }
        }
        return digests;
    }

    private static void requireGone(CompletionException failure) {
        if (failure.getCause() instanceof ImageNotFoundException) {
            return;
        }
        throw failure.getCause() instanceof ImagesException cause ? cause : failure;
    }
}
