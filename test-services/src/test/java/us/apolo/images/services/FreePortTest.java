package us.apolo.images.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class FreePortTest {
    @Test
    void thePortCanBeUsed() throws IOException {
        var port = FreePort.pick();

        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.getLocalPort()).isEqualTo(port).isPositive();
        }
    }

    @Test
    void aPortInUseIsNotPicked() throws IOException {
        try (var taken = new ServerSocket(FreePort.pick(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePort.pick()).isNotEqualTo(taken.getLocalPort());
        }
    }
}
