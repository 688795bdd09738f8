package us.apolo.images.testkit.wire;

import java.io.IOException;

/** What a {@link WireServer} does with a request. Called on the connection's own thread. */
@FunctionalInterface
public interface WireHandler {
    /**
     * Answers a request, once, or does something to its connection.
     *
     * @param exchange the request, and the means to answer it
     * @throws IOException if the connection breaks; it is closed then
     */
    void handle(WireExchange exchange) throws IOException;
}
