package us.apolo.images.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServedPeerTest {
    @TempDir
    private Path folder;

    private ServedPeer peer;

    @BeforeEach
    void start() {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = List.of(java, "-cp", System.getProperty("java.class.path"), Echo.class.getName());
        peer = ServedPeer.start(
                "echo", command, Map.of("ECHO", "!"), folder.resolve("log").toFile());
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void doesOneTaskAfterTheOther() {
        assertThat(peer.run(List.of("a", "b")).found()).isEqualTo("a+b!");
        assertThat(peer.run(List.of("c")).found()).isEqualTo("c!");
        assertThat(peer.run(List.of("c")).seconds()).isPositive();
    }

    @Test
    void aTaskThatFailsIsToldWithItsReasonAndTheNextOneIsDone() {
        assertThatThrownBy(() -> peer.run(List.of("fail")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("echo could not do [fail]")
                .hasMessageContaining("as told to");
        assertThat(peer.run(List.of("d")).found()).isEqualTo("d!");
    }

    @Test
    void endsWhenItIsClosed() {
        var process = ProcessHandle.of(peer.pid()).orElseThrow();

        peer.close();

        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aProgramThatHasEndedIsTold() {
        assertThat(ProcessHandle.of(peer.pid()).orElseThrow().destroyForcibly()).isTrue();

        assertThatThrownBy(() -> peer.run(List.of("a"))).hasMessageContaining("echo");
    }
}
