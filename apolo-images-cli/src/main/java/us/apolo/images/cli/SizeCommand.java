package us.apolo.images.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import us.apolo.images.TagOption;
import us.apolo.images.console.ByteCount;

/** {@code size}. */
@Command(
        name = "size",
        description = {
            "Prints the size of an image on a registry: the sum of its layers as they are stored there, for linux/amd64"
                    + " where there are several platforms.",
            "",
            "1 kB is 1000 bytes; --json has the bytes. A name without a tag means latest."
        },
        footer = {"", "Example:", "  apolo-images size image:my-app:v1"})
final class SizeCommand implements Action {
    @Parameters(paramLabel = "IMAGE", description = "The image on the registry: image:NAME[:TAG] for example.")
    private String name = "";

    @Override
    public ExitCode run(Session session) {
        var image = session.remoteImage(name, TagOption.DEFAULT);
        var size = session.images().size(image);
        session.output()
                .answer(
                        ByteCount.text(size),
                        json -> json.text("image", image.toString()).number("size", size));
        return ExitCode.DONE;
    }
}
