package us.apolo.images.quickstart;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;

/** The steps, one after the other. What they leave in a registry or an engine goes away with {@link #close()}. */
final class Tour implements AutoCloseable {
    private static final int SHOWN = 5;

    private final Images images;
    private final Parts parts;
    private final ImageProgressListener progress;
    private final Narrator narrator;
    private final LocalImage local;
    private boolean isLocal;
    private @Nullable RemoteImage pushed;

    Tour(Images images, Parts parts, ImageProgressListener progress, Narrator narrator, String name) {
        this.images = images;
        this.parts = parts;
        this.progress = progress;
        this.narrator = narrator;
        local = images.parser().localImage(name + ":v1");
    }

    void run() {
        make();
        var remote = push();
        look(remote);
        var digest = narrator.step(
                "The digest names the content, whatever becomes of the tag.",
                "Digest digest = images.digest(remote);",
                () -> images.digest(remote));
        pull(remote);
        delete(remote, digest);
    }

    private void make() {
        narrator.step(
                "A small image of random bytes is made in the %s, so that there is something to push."
                        .formatted(parts.local().word()),
                "LocalImage local = images.parser().localImage(\"%s\");".formatted(local),
                () -> {
                    isLocal = true;
                    parts.local().make(local);
                    return local;
                });
    }

    private RemoteImage push() {
        return narrator.step(
                "It goes to the current cluster, organization and project.",
                "RemoteImage remote = images.push(local, progress);",
                () -> {
                    pushed = images.parser().toRemote(local);
                    return images.push(local, progress);
                });
    }

    private void look(RemoteImage remote) {
        narrator.step("These repositories may be seen.", "images.list();", () -> shown(images.list()));
        narrator.step(
                "The image has these tags.",
                "images.tags(remote.withoutTag());",
                () -> shown(images.tags(remote.withoutTag())));
        narrator.step(
                "Its layers take so many bytes on the registry.",
                "images.size(remote);",
                () -> images.size(remote) + " bytes");
        narrator.step("Name and size of one tag.", "images.tagInfo(remote);", () -> images.tagInfo(remote));
    }

    private static String shown(List<RemoteImage> found) {
        var more = found.size() > SHOWN ? " and %d more".formatted(found.size() - SHOWN) : "";
        return found.stream().limit(SHOWN).map(RemoteImage::toString).collect(Collectors.joining(", ")) + more;
    }

    private void pull(RemoteImage remote) {
        narrator.say("%nThe %s forgets the image now, so that there is something to pull."
                .formatted(parts.local().word()));
        parts.local().forget(local);
        isLocal = false;
        narrator.step(
                "It comes back under its name and tag.", "LocalImage pulled = images.pull(remote, progress);", () -> {
                    isLocal = true;
                    return images.pull(remote, progress);
                });
    }

    private void delete(RemoteImage remote, Digest digest) {
        narrator.step("The image is deleted from the registry.", "images.rm(remote, digest);", () -> {
            var deleted = images.rm(remote, digest);
            pushed = null;
            return deleted;
        });
        narrator.step(
                "It is gone: to ask for it is an error now, of a type of its own.", "images.digest(remote);", () -> {
                    try {
                        throw new IllegalStateException("The registry still has it: " + images.digest(remote));
                    } catch (ImageNotFoundException e) {
                        return "ImageNotFoundException: " + e.getMessage();
                    }
                });
    }

    /** Removes what is still there: after a failure, that may be anything. Private parts go away as a whole. */
    @Override
    public void close() {
        // An interrupt has ended the tour; it must not end the cleaning up as well.
        var interrupted = Thread.interrupted();
        try {
            removePushed();
        } finally {
            removeLocal();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void removePushed() {
        if (pushed == null || !parts.registry().isKept()) {
            return;
        }
        try {
            images.rm(pushed, images.digest(pushed));
        } catch (ImageNotFoundException e) {
            // The push did not get that far.
            pushed = null;
        }
    }

    private void removeLocal() {
        if (isLocal && parts.local().isKept() && parts.local().has(local)) {
            parts.local().forget(local);
        }
    }
}
