package us.apolo.images.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import us.apolo.images.TagOption;

/** {@code push}. */
@Command(
        name = "push",
        description = {
            "Pushes a local image to a registry and prints where it went.",
            "",
            "Without REMOTE it goes to the current project under its own name. A name without a tag means latest."
        },
        footer = {
            "",
            "Examples:",
            "  apolo-images push my-app:v1",
            "  apolo-images push my-app:v1 image:/research/my-app:stable",
            "  apolo-images push --docker oci-layout:build my-app:v1 image:my-app:v2"
        })
final class PushCommand implements Action {
    @Parameters(index = "0", paramLabel = "LOCAL", description = "The image on this machine: NAME[:TAG].")
    private String local = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "REMOTE",
            description = "Where it is to go: image:NAME[:TAG] for example.")
    private @Nullable String remote;

    @Override
    public ExitCode run(Session session) {
        var source = session.localImage(local);
        var target = remote == null ? session.toRemote(source) : session.remoteImage(remote, TagOption.DEFAULT);
        var pushed = session.showing(progress -> session.images().push(source, target, progress));
        session.output()
                .answer(
                        pushed.toString(),
                        json -> json.text("local", source.toString())
                                .text("remote", pushed.toString())
                                .text("docker", pushed.asDockerUrl()));
        return ExitCode.DONE;
    }
}
