package us.apolo.images.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.wire.WireExchange;

/** A body as the server sees it. */
record Received(HttpHeaders headers, String text) {
    static Received of(WireExchange exchange) throws IOException {
        return new Received(exchange.headers(), new String(exchange.body().readAllBytes(), UTF_8));
    }
}
