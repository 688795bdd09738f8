package us.apolo.images.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
            "Deletes images from a registry, and prints each tag that is gone, with its digest.",
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
            images.forEach(image -> delete(session.images(), image, deleted));
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

    private void delete(Images images, RemoteImage image, List<Deleted> deleted) {
        if (onlyTag) {
            deleted.add(new Deleted(image, tagAlone(images, image)));
        } else if (image.tag() == null) {
            deleteAll(images, image, deleted);
        } else {
            deleteOne(images, image, deleted);
        }
    }

    private static void deleteAll(Images images, RemoteImage image, List<Deleted> deleted) {
        var digests = new TagDigests(images).of(images.tags(image));
        if (digests.isEmpty()) {
            throw new CommandException(ExitCode.NOT_DONE, image + " has no tags: there is nothing to delete");
        }
        new LinkedHashSet<>(digests.values())
                .forEach(digest -> delete(images, image, digest, having(digest, digests), deleted));
    }

    private void deleteOne(Images images, RemoteImage image, List<Deleted> deleted) {
        var digest = images.digest(image);
        var others = images.tags(image.withoutTag()).stream()
                .filter(other -> !other.equals(image))
                .toList();
        var sharing = having(digest, new TagDigests(images).of(others));
        if (!isForced && !sharing.isEmpty()) {
            throw new CommandException(
                    ExitCode.NOT_DONE,
                    inUse(
                                    image,
                                    digest,
                                    sharing.stream()
                                            .map(other -> String.valueOf(other.tag()))
                                            .toList())
                            + "Write -f to delete all of them");
        }
        var gone = Stream.concat(Stream.of(image), sharing.stream()).toList();
        delete(images, image, digest, gone, deleted);
    }

    /** With a digest go all tags that have it. */
    private static void delete(
            Images images, RemoteImage image, Digest digest, List<RemoteImage> gone, List<Deleted> deleted) {
        var its = images.rm(image, digest);
        gone.forEach(each -> deleted.add(new Deleted(each, its)));
    }

    private static List<RemoteImage> having(Digest digest, Map<RemoteImage, Digest> digests) {
        return digests.entrySet().stream()
                .filter(entry -> entry.getValue().equals(digest))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Digest tagAlone(Images images, RemoteImage image) {
        try {
            return images.rmTag(image);
        } catch (DigestInUseException e) {
            if (e.tags().isEmpty()) {
                throw e;
            }
            throw new CommandException(
                    ExitCode.NOT_DONE,
                    inUse(image, e.digest(), e.tags())
                            + "The registry cannot delete the tag alone: leave --only-tag out and write -f to delete all"
                            + " of them",
                    e);
        }
    }

    private static String inUse(RemoteImage image, Digest digest, List<String> others) {
        return image + " has not been deleted: " + digest + " is also " + String.join(", ", others)
                + ", which would go with it. ";
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
