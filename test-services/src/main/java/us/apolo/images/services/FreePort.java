package us.apolo.images.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that nobody listens on. */
final class FreePort {
    private FreePort() {}

    /**
     * Has the system pick a port on loopback. It is free now; another process may take it before it is used, so whoever
     * uses it tries again with the next one.
     */
    static int pick() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No port is free on loopback", e);
        }
    }
}
