package us.apolo.images.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import us.apolo.images.Digest;
import us.apolo.images.DigestInUseException;
import us.apolo.images.Images;
import us.apolo.images.RemoteImage;
import us.apolo.images.TagOption;

/** {@code rm}. */
@Command(
        name = "rm",
        description = {
            "Deletes images from a registry, and prints each with its digest.",
            "",
            "An image that has other tags as well is left alone unless -f says that all of them may go. A name without a"
                    + " tag means all tags, and wants -f."
        },
        footer = {
            "",
            "Examples:",
            "  apolo-images rm image:my-app:v1",
            "  apolo-images rm -f image:my-app:v1 image:/research/my-app",
            "  apolo-images rm --only-tag image:my-app:stable"
        })
final class RmCommand implements Action {
    @Parameters(
            arity = "1..*",
            paramLabel = "IMAGE",
            description = "An image on the registry: image:NAME[:TAG] for example.")
    private List<String> names = new ArrayList<>();

    @Option(names = "-f", description = "Delete the image with all of its tags.")
    private boolean isForced;

    @Option(
            names = "--only-tag",
            description = "Delete the tag and leave other tags of the image alone. Many registries cannot.")
    private boolean onlyTag;

    /** What has been deleted. */
    private record Deleted(RemoteImage image, Digest digest) {}

    @Override
    public ExitCode run(Session session) {
        if (isForced && onlyTag) {
            throw new CommandException(ExitCode.USAGE, "-f and --only-tag contradict each other");
        }
        var images = names.stream()
                .map(name -> session.remoteImage(name, TagOption.ALLOW))
                .toList();
        images.forEach(this::requireClear);
        List<Deleted> deleted = new ArrayList<>();
        try {
            images.forEach(image -> deleted.addAll(delete(session, image)));
        } finally {
            // What is gone is told, also if the next one could not be deleted.
            tell(session.output(), deleted);
        }
        return ExitCode.DONE;
    }

    private void requireClear(RemoteImage image) {
        if (image.tag() == null && !isForced) {
            throw new CommandException(
                    ExitCode.USAGE, image + " has no tag: name one, or write -f to delete the image with all tags");
        }
    }

    private List<Deleted> delete(Session session, RemoteImage image) {
        var images = session.images();
        if (image.tag() == null) {
            return all(images, image);
        }
        if (onlyTag) {
            return List.of(new Deleted(image, tagAlone(images, image)));
        }
        var digest = images.digest(image);
        if (!isForced) {
            requireOnlyTag(images, image, digest);
        }
        return List.of(new Deleted(image, images.rm(image, digest)));
    }

    private static List<Deleted> all(Images images, RemoteImage image) {
        var digests = new LinkedHashSet<>(
                new TagDigests(images).of(images.tags(image)).values());
        return digests.stream()
                .map(digest -> new Deleted(image, images.rm(image, digest)))
                .toList();
    }

    private static void requireOnlyTag(Images images, RemoteImage image, Digest digest) {
        var others = images.tags(image.withoutTag()).stream()
                .filter(other -> !other.equals(image))
                .toList();
        var sharing = new ArrayList<String>();
        new TagDigests(images).of(others).forEach((other, its) -> {
            if (its.equals(digest)) {
                sharing.add(String.valueOf(other.tag()));
            }
        });
        if (!sharing.isEmpty()) {
            throw inUse(image, digest, sharing);
        }
    }

    private static Digest tagAlone(Images images, RemoteImage image) {
        try {
            return images.rmTag(image);
        } catch (DigestInUseException e) {
            if (e.tags().isEmpty()) {
                throw e;
            }
            var refusal = inUse(image, e.digest(), e.tags());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static CommandException inUse(RemoteImage image, Digest digest, List<String> others) {
        return new CommandException(
                ExitCode.NOT_DONE,
                image + " has not been deleted: " + digest + " is also " + String.join(", ", others)
                        + ", which would go with it. Write -f to delete all of them");
    }

    private static void tell(Output output, List<Deleted> deleted) {
        if (output.isJson()) {
            output.json(json -> json.objects(
                    "deleted",
                    deleted,
                    (each, it) -> each.text("image", it.image.toString()).text("digest", it.digest.toString())));
        } else {
            deleted.forEach(it -> output.line(it.image + " " + it.digest));
        }
    }
}
