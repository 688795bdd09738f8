package us.apolo.images.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import us.apolo.images.TagOption;

/** {@code pull}. */
@Command(
        name = "pull",
        description = {
            "Pulls an image from a registry and prints its name on this machine.",
            "",
            "Without LOCAL it gets the name and the tag alone. A name without a tag means latest."
        },
        footer = {
            "",
            "Examples:",
            "  apolo-images pull image:my-app:v1",
            "  apolo-images pull image:/research/my-app:stable my-app:from-research",
            "  apolo-images pull --docker oci-layout:images image:my-app:v1"
        })
final class PullCommand implements Action {
    @Parameters(
            index = "0",
            paramLabel = "REMOTE",
            description = "The image on the registry: image:NAME[:TAG] for example.")
    private String remote = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "LOCAL",
            description = "The name that it is to have on this machine: NAME[:TAG].")
    private @Nullable String local;

    @Override
    public ExitCode run(Session session) {
        var source = session.remoteImage(remote, TagOption.DEFAULT);
        var target = local == null ? session.images().parser().toLocal(source) : session.localImage(local);
        var pulled = session.showing(progress -> session.images().pull(source, target, progress));
        session.output()
                .answer(
                        pulled.toString(),
                        json -> json.text("remote", source.toString()).text("local", pulled.toString()));
        return ExitCode.DONE;
    }
}
