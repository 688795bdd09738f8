package us.apolo.images.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireServer;

/** Bodies are never in memory as a whole. */
public interface HugeBodyContract extends TransportUnderTest {
    /**
     * Three gigabytes there and back in a Java virtual machine with 64 megabytes. It makes this class anew and asks it for
     * the transport.
     *
     * @throws Exception if the machine cannot be started
     */
    @Test
    default void hugeBodiesNeedLittleMemory() throws Exception {
        var received = new CompletableFuture<Long>();
        try (var server = WireServer.start(exchange -> handle(exchange, received))) {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-Djava.util.logging.config.file=/dev/null",
                            "-cp",
                            classPath(),
                            HugeBodies.class.getName(),
                            getClass().getName(),
                            server.uri().toString())
                    .redirectErrorStream(true)
                    .start();
            try {
                process.getOutputStream().close();
                var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(true, process.waitFor(30, TimeUnit.SECONDS), "it ends");
                assertEquals(0, process.exitValue(), told);
                assertEquals(HugeBodies.HUGE, received.get(30, TimeUnit.SECONDS));
            } finally {
                process.destroyForcibly();
            }
        }
    }

    /** The class path of this machine, its module path, and where this class is from. */
    private String classPath() throws URISyntaxException {
        var paths = new LinkedHashSet<String>();
        paths.add(System.getProperty("java.class.path", ""));
        paths.add(System.getProperty("jdk.module.path", ""));
        for (var type : new Class<?>[] {getClass(), HugeBodies.class}) {
            paths.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        paths.remove("");
        return String.join(File.pathSeparator, paths);
    }

    private static void handle(WireExchange exchange, CompletableFuture<Long> received) throws IOException {
        var piece = new byte[64 * 1024];
        if (exchange.method().equals("PUT")) {
            var total = 0L;
            for (var count = exchange.body().read(piece);
                    count >= 0;
                    count = exchange.body().read(piece)) {
                total += count;
            }
            received.complete(total);
            exchange.respond(201);
        } else {
            try (var out = exchange.respond(200, HttpHeaders.empty(), HugeBodies.HUGE)) {
                for (var left = HugeBodies.HUGE; left > 0; left -= piece.length) {
                    out.write(piece);
                }
            }
        }
    }
}
