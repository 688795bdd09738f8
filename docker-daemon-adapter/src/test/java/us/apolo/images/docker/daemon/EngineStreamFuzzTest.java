package us.apolo.images.docker.daemon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.ImagesException;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.engine.Direction;

/** Whatever an engine answers to a push or a pull, it ends with a digest that was said, or with one of our errors. */
class EngineStreamFuzzTest extends FuzzTarget {
    private static final String PASSWORD = "one_secret";
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of(
                        HEAD
                                + "\r\n{\"status\":\"Pushing\",\"progressDetail\":{\"current\":1,\"total\":2},\"id\":\"a\"}\r\n"
                                + Transfers.PUSHED,
                        0),
                FuzzInput.of(HEAD + "\r\n" + String.join("\n", Transfers.PULLED), 1),
                FuzzInput.of(
                        HEAD
                                + "Transfer-Encoding: chunked\r\n\r\n5;a=b\r\n{\"sta\r\nb\r\ntus\":\"done\"}\r\n0\r\na: b\r\n\r\n",
                        1),
                FuzzInput.of(HEAD + "Content-Length: 14\r\n\r\n{\"status\":\"a\"}", 0),
                FuzzInput.of(
                        HEAD + "\r\n{\"errorDetail\":{\"code\":401,\"message\":\"" + PASSWORD + "\"},\"error\":\"x\"}",
                        0),
                FuzzInput.of(
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.0 404 Not Found\r\n\r\n{\"message\":\"no such image\"}",
                        1),
                FuzzInput.of(
                        HEAD + "\r\n{\"status\":\"a\",\"aux\":{\"Tag\":\"v1\"},\"progressDetail\":{\"units\":\"s\"}}",
                        1),
                FuzzInput.of(
                        HEAD + "\r\n{\"id\":\"3ddbe9c3\",\"status\":\"Download complete\",\"progressDetail\":{}}", 2));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "HTTP/1.1 200 OK\r\n",
                "Content-Length: ",
                "Transfer-Encoding: chunked\r\n",
                "\r\n\r\n",
                "\r\n",
                "ffffffffffffffff",
                "18446744073709551615",
                "{\"status\":\"",
                "\"id\":\"",
                "\"progressDetail\":{",
                "\"current\":",
                "\"total\":",
                "\"errorDetail\":{\"message\":\"",
                "\"error\":\"",
                "\"aux\":",
                "{\"a\":[],",
                "{\"a\":",
                "[[",
                "[",
                "]",
                "}",
                "null",
                "1e999",
                "-1",
                "://",
                "?",
                "Download complete",
                PASSWORD);
    }

    @Override
    protected int largest() {
        return 8 << 20;
    }

    @Override
    protected void feed(FuzzInput input) {
        var way = input.choice(3);
        var direction = way == 0 ? Direction.PUSH : Direction.PULL;
        var session = PlayedEngine.sessions(input::stream).begin(PlayedEngine.PLACE, Duration.ZERO);
        var engine = new Engine(PlayedEngine.PLACE, way == 2);
        var transfer = new EngineTransfer(direction, engine, session, Transfers.with("alice", PASSWORD));
        var layers = new ArrayList<String>();
        try {
            var digest = transfer.run(step -> hear(step, layers), start -> Optional.of(Transfers.DIGEST));
            require(way == 2 || input.text().contains(digest.encoded()), "The digest is one that was said");
        } catch (ImagesException e) {
            require(!String.valueOf(e.getMessage()).contains(PASSWORD), "No secret is told");
        }
        require(session.isClosed(), "The connection is closed");
    }

    private static void hear(ImageProgressStep step, List<String> layers) {
        require(!step.layerId().isEmpty(), "A step is about a layer");
        require(step.current().orElse(0) >= 0 && step.total().orElse(0) >= 0, "Nothing is counted below zero");
        layers.add(step.layerId());
    }
}
