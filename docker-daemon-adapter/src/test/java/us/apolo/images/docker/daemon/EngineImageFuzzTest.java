package us.apolo.images.docker.daemon;

import java.util.List;
import us.apolo.images.ImagesException;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;

/** Whatever an engine says of an image, it is understood or one of our errors. */
class EngineImageFuzzTest extends FuzzTarget {
    private static final String HEAD = "HTTP/1.1 200 OK\r\n\r\n";

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of(
                        HEAD + "{\"Id\":\"" + Transfers.DIGEST + "\",\"Size\":7,\"RepoTags\":[\"a:b\"],"
                                + "\"RepoDigests\":[\"registry.example:5000/org/app@" + Transfers.DIGEST
                                + "\"],\"Config\":{\"Env\":[]}}",
                        0),
                FuzzInput.of(
                        HEAD + "{\"Id\":\"" + Transfers.DIGEST.encoded() + "\",\"RepoDigests\":[\""
                                + "registry.example:5000/org/app@" + Transfers.DIGEST + "\"]}",
                        1),
                FuzzInput.of(HEAD + "{\"Id\":\"\",\"RepoDigests\":null,\"RootFS\":null}", 1),
                FuzzInput.of("HTTP/1.1 404 Not Found\r\n\r\n{\"message\":\"no such image\"}", 2),
                FuzzInput.of("HTTP/1.1 409 Conflict\r\n\r\n{\"message\":\"in use\"}", 3));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "{",
                "}",
                "[",
                "]",
                "\"",
                ",",
                "\"Id\":",
                "\"Size\":",
                "\"RepoDigests\":[",
                "null",
                "-1",
                "1e999",
                "registry.example:5000/org/app@",
                Transfers.DIGEST.toString(),
                "sha256:",
                "[[",
                "{\"a\":",
                "HTTP/1.1 500 ",
                "\r\n\r\n",
                "\"message\":\"");
    }

    @Override
    protected void feed(FuzzInput input) {
        var call = input.choice(4);
        var images = new EngineImages(PlayedEngine.sessions(input::stream));
        var engine = new Engine(PlayedEngine.PLACE, true);
        try {
            switch (call) {
                case 0 ->
                    images.inspect(engine, Transfers.IMAGE)
                            .ifPresent(image -> require(image.size() >= 0, "A size is not negative"));
                case 1 ->
                    images.pulledByPodman(
                            engine,
                            Transfers.verifiedBy(Transfers.registry(Transfers.DIGEST)),
                            Transfers.DIGEST.encoded().substring(0, 1));
                case 2 -> images.tag(engine, Transfers.DIGEST, Transfers.IMAGE);
                default -> images.untag(engine, Transfers.IMAGE);
            }
        } catch (ImagesException e) {
            require(String.valueOf(e.getMessage()).length() < 3000, "A message can be read by people");
        }
    }
}
