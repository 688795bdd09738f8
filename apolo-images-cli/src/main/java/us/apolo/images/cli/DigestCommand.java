package us.apolo.images.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import us.apolo.images.TagOption;

/** {@code digest}. */
@Command(
        name = "digest",
        description = {"Prints the digest of an image on a registry.", "", "A name without a tag means latest."},
        footer = {"", "Example:", "  apolo-images digest image:my-app:v1"})
final class DigestCommand implements Action {
    @Parameters(paramLabel = "IMAGE", description = "The image on the registry: image:NAME[:TAG] for example.")
    private String name = "";

    @Override
    public ExitCode run(Session session) {
        var image = session.remoteImage(name, TagOption.DEFAULT);
        var digest = session.images().digest(image).toString();
        session.output()
                .answer(digest, json -> json.text("image", image.toString()).text("digest", digest));
        return ExitCode.DONE;
    }
}
