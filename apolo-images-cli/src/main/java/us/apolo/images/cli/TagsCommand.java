package us.apolo.images.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import us.apolo.images.RemoteImage;
import us.apolo.images.TagOption;
import us.apolo.images.TagResult;
import us.apolo.images.console.ByteCount;

/** {@code tags}. */
@Command(
        name = "tags",
        description = "Lists the tags of an image on a registry, in the registry's order.",
        footer = {"", "Examples:", "  apolo-images tags image:my-app", "  apolo-images tags -l image:/research/my-app"})
final class TagsCommand implements Action {
    @Parameters(paramLabel = "IMAGE", description = "The image on the registry, without a tag: image:NAME for example.")
    private String name = "";

    @Option(names = "-l", description = "With sizes, for linux/amd64 where there are several platforms.")
    private boolean isLong;

    @Override
    public ExitCode run(Session session) {
        var image = session.remoteImage(name, TagOption.DENY);
        return isLong ? withSizes(session, image) : namesAlone(session, image);
    }

    private static ExitCode namesAlone(Session session, RemoteImage image) {
        var output = session.output();
        try (var stream = session.images().tagsStream(image)) {
            var tags = stream.map(RemoteImage::tag);
            if (output.isJson()) {
                var all = tags.toList();
                output.json(json -> json.text("image", image.toString())
                        .objects("tags", all, (each, tag) -> each.text("name", tag)));
            } else {
                tags.forEach(tag -> output.line(String.valueOf(tag)));
            }
        }
        return ExitCode.DONE;
    }

    /** A tag that cannot be told about has its error in the place of its size. */
    private static ExitCode withSizes(Session session, RemoteImage image) {
        var results = session.images().tagInfoResults(image);
        var output = session.output();
        if (output.isJson()) {
            output.json(json -> json.text("image", image.toString()).objects("tags", results, TagsCommand::write));
        } else {
            output.table(table(results));
        }
        var failures = results.stream()
                .filter(TagResult.Failed.class::isInstance)
                .map(TagResult.Failed.class::cast)
                .toList();
        failures.forEach(failure -> session.note(
                "apolo-images: " + failure.name() + ": " + failure.error().getMessage()));
        return failures.isEmpty() ? ExitCode.DONE : ExitCode.NOT_DONE;
    }

    private static void write(Json json, TagResult result) {
        json.text("name", result.name());
        if (result instanceof TagResult.Known known) {
            json.number("size", known.tag().size());
        } else if (result instanceof TagResult.Failed failed) {
            json.text("error", failed.error().getMessage());
        }
    }

    private static Table table(List<TagResult> results) {
        var table = new Table("TAG", "SIZE");
        results.forEach(result -> table.row(result.name(), size(result)));
        return table;
    }

    private static String size(TagResult result) {
        return result instanceof TagResult.Known known
                ? ByteCount.text(known.tag().size())
                : "?";
    }
}
