package us.apolo.images.docker.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import us.apolo.images.Digest;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.engine.Direction;

/** Whatever a command prints, it is understood or passed over, and its words can be shown. */
class CommandOutputFuzzTest extends FuzzTarget {
    private static final String DIGEST = Digest.sha256(new byte[1]).toString();
    private static final int LONGEST_LINE = 64 * 1024;

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of(
                        "The push refers to repository [registry.example.org/app]\n3ddbe9c30a6c: Preparing\n"
                                + "3ddbe9c30a6c: Pushed\nv1: digest: " + DIGEST + " size: 944\n",
                        0,
                        0),
                FuzzInput.of(
                        "v1: Pulling from app\n3ddbe9c30a6c: Pull complete\nDigest: " + DIGEST
                                + "\nStatus: Downloaded newer image for app:v1\n",
                        0,
                        1),
                FuzzInput.of("3ddbe9c30a6c: Download complete\n", 1, 1),
                FuzzInput.of(
                        "Trying to pull a...\nCopying blob sha256:3ddbe9c30a6c43f4 [==>--] 1.0MiB / 2.0MiB\r"
                                + "Copying blob 3ddbe9c30a6c done\n" + DIGEST.substring(7) + "\n",
                        2,
                        1),
                FuzzInput.of("\u001b[31mError response from daemon: \u001b]8;;x\u0007denied\u001b[0m: no\n", 0, 0),
                FuzzInput.of("{\"Client\":{\"ApiVersion\":\"1.45\",\"Context\":\"default\"},\"Server\":null}\n", 0, 0));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "\n",
                "\r",
                "\u001b[",
                "\u001b]",
                "\u0007",
                "\u009b",
                "3ddbe9c30a6c: ",
                "Copying blob ",
                "Digest: ",
                "Status: ",
                ": digest: ",
                " size: ",
                DIGEST,
                "Error response from daemon: ",
                "Error: ",
                "See '",
                "--help'",
                "time=\"",
                "WARN",
                "no such image",
                "Cannot connect to the Docker daemon",
                "\"Context\":",
                "\"Podman Engine\"",
                "\"APIVersion\"",
                "{\"Client\"");
    }

    @Override
    protected int largest() {
        return 8 << 20;
    }

    @Override
    protected void feed(FuzzInput input) throws IOException {
        var kind = input.one(Engine.Kind.values());
        var direction = input.one(Direction.values());
        var steps = new ArrayList<String>();
        var output = new CommandOutput(kind, direction, "v1", step -> steps.add(step.layerId()));
        var errors = new ErrorLines();
        var version = new VersionAnswer();
        var said = new StringBuilder();
        var lines = new OutputLines(input.stream(), line -> {
            require(!line.isEmpty() && line.length() <= LONGEST_LINE, "A line has something in it, and an end");
            require(line.chars().noneMatch(Character::isISOControl), "Nothing in it is for terminals");
            said.append(line).append('\n');
            output.hear(line);
            errors.hear(line);
            version.hear(line);
        });
        while (lines.read()) {
            // As long as there is something.
        }
        lines.finish();

        output.digest().ifPresent(digest -> require(said.indexOf(digest.encoded()) >= 0, "The digest was said"));
        output.pulledImage().ifPresent(image -> require(said.indexOf(image) >= 0, "The image was said"));
        output.finish(direction.lastWord());
        require(steps.stream().noneMatch(String::isEmpty), "A step is about a layer");
        require(!errors.reason(1).isEmpty(), "There is a reason");
        errors.sayNotThere();
        version.kind();
        require(!version.context().contains(" "), "The name of a context is a word");
    }
}
