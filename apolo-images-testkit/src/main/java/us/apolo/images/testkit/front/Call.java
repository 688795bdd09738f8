package us.apolo.images.testkit.front;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import us.apolo.images.Digest;
import us.apolo.images.InvalidNameException;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.Reference;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.wire.WireExchange;

/** One call of the registry protocol: what is asked, and how to answer. */
record Call(WireExchange exchange, Route route, Query query) {
    static final String JSON = "application/json; charset=utf-8";

    String repository() {
        return route.repository();
    }

    String method() {
        return exchange.method();
    }

    Digest digest() {
        return digest(route.item());
    }

    static Digest digest(String text) {
        try {
            return Digest.parse(text);
        } catch (InvalidNameException e) {
            throw new RefusedException(ErrorCode.DIGEST_INVALID, text);
        }
    }

    /** A colon makes it a digest: no tag has one. */
    Reference reference() {
        return route.item().indexOf(':') < 0 ? Reference.tag(route.item()) : Reference.digest(digest());
    }

    /** An absolute address on this registry, by the name that the client knows it by. */
    String address(String path) {
        var host = exchange.headers().first("Host");
        return host.isEmpty() ? path : exchange.scheme() + "://" + host.get() + path;
    }

    void answer(int status, HttpHeaders.Builder headers) throws IOException {
        exchange.respond(status, headers.build(), new byte[0]);
    }

    void answerJson(int status, HttpHeaders.Builder headers, String json) throws IOException {
        exchange.respond(status, headers.add("Content-Type", JSON).build(), json.getBytes(StandardCharsets.UTF_8));
    }

    /** For a method that the address does not know. */
    void refuseMethod(String allowed) throws IOException {
        exchange.respond(
                405,
                HttpHeaders.builder().add("Allow", allowed).build(),
                "Method not allowed\n".getBytes(StandardCharsets.UTF_8));
    }
}
