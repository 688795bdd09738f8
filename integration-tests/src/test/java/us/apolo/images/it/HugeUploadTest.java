package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.core.operation.Time;
import us.apolo.images.core.registry.HttpRegistry;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.Repository;

/** A blob of more bytes than an int counts, and than an array holds, whose upload breaks off beyond that. */
@ParameterizedClass
@EnumSource
@Timeout(300)
class HugeUploadTest {
    private static final long SIZE = 2_300_000_000L;
    private static final long CUT = 2_200_000_000L;
    private static final Digest DIGEST = Digest.sha256(new byte[0]);
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .delays(Duration.ofMillis(1), Duration.ofMillis(5))
            .build();

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final HttpTransport transport;
    private volatile long taken;

    HugeUploadTest(Transport kind) throws IOException {
        transport = kind.provider().create(HttpTransportConfig.DEFAULT);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void close() {
        transport.close();
        server.stop(0);
        threads.shutdownNow();
    }

    private static byte at(long position) {
        return (byte) (position >>> 16);
    }

    /** Bytes that tell where they are, and are made when they are read. */
    private static final class Positions extends InputStream {
        private long position;

        @Override
        public int read() {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (position == SIZE) {
                return -1;
            }
            var count = (int) Math.min(Math.min(length, SIZE - position), 65536 - position % 65536);
            Arrays.fill(bytes, offset, offset + count, at(position));
            position += count;
            return count;
        }

        @Override
        public long skip(long count) {
            var skipped = Math.min(count, SIZE - position);
            position += skipped;
            return skipped;
        }
    }

    private record Huge() implements HttpBody {
        @Override
        public OptionalLong length() {
            return OptionalLong.of(SIZE);
        }

        @Override
        public boolean replayable() {
            return true;
        }

        @Override
        public InputStream open() {
            return new Positions();
        }
    }

    /** A registry that keeps nothing, and looks whether each byte is the one that comes next. */
    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var range = exchange.getRequestHeaders().getFirst("Content-Range");
            seen.add(exchange.getRequestMethod() + (range == null ? "" : " " + range));
            var cut = exchange.getRequestMethod().equals("PUT") && taken == 0;
            take(exchange.getRequestBody(), cut ? CUT : Long.MAX_VALUE);
            if (cut) {
                return;
            }
            exchange.getResponseHeaders().set("Location", "/upload");
            exchange.getResponseHeaders().set("Range", "0-" + Math.max(0, taken - 1));
            exchange.sendResponseHeaders(
                    switch (exchange.getRequestMethod()) {
                        case "GET" -> 204;
                        case "PUT" -> 201;
                        default -> 202;
                    },
                    -1);
        }
    }

    private void take(InputStream in, long limit) throws IOException {
        var buffer = new byte[65536];
        var total = taken;
        for (var count = 0; count >= 0; count = in.read(buffer, 0, (int) Math.min(buffer.length, limit - total))) {
            requirePositions(buffer, count, total);
            total += count;
            if (total == limit) {
                break;
            }
        }
        taken = total;
    }

    private static void requirePositions(byte[] buffer, int count, long start) throws IOException {
        for (var i = 0; i < count; i++) {
            if (buffer[i] != at(start + i)) {
                throw new IOException("Another byte than that at " + (start + i));
            }
        }
    }

    @Test
    void aHugeUploadThatBreaksOffGoesOnWhereItWas() {
        var uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        var config = ApoloConfig.builder().cluster("default", uri).build();
        var registry = new HttpRegistry.Factory(transport, config, new Retries(QUICK, Time.system()))
                .create(CredentialsProvider.anonymous());

        registry.writeBlob(new Repository(uri.getAuthority(), "app"), DIGEST, new Huge());

        assertThat(taken).isEqualTo(SIZE);
        assertThat(seen).containsExactly("POST", "PUT", "GET", "PATCH 2200000000-2299999999", "PUT");
    }
}
