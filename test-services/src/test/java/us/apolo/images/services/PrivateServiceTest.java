package us.apolo.images.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class PrivateServiceTest {
    private final PrivateService service = PrivateService.open("test");
    private final Path ready = service.folder().resolve("ready");

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void itIsStartedWhenItIsReady() {
        start("echo up; touch 'READY'; sleep 600");

        assertThat(service.isRunning()).isTrue();
        assertThat(service.log()).isEqualTo("up\n");
    }

    @Test
    void theEnvironmentReachesIt() {
        service.start(
                List.of("sh", "-c", "echo $NAME; touch '%s'; sleep 600".formatted(ready)),
                Map.of("NAME", "value"),
                () -> Files.exists(ready));

        assertThat(service.log()).isEqualTo("value\n");
    }

    @Test
    void itsLogIsShownWhenItEndsTooEarly() {
        assertThatThrownBy(() -> start("echo no such thing >&2; exit 1"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("test ended before it was ready")
                .hasMessageContaining("no such thing");
    }

    @Test
    void aProgramThatIsMissingIsNamed() {
        assertThatThrownBy(() -> service.start(List.of("/no/such/program"), Map.of(), () -> true))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("/no/such/program");
        assertThat(service.log()).isEmpty();
    }

    @Test
    void anInterruptEndsTheWaitAndStays() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> start("sleep 600"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void itDoesNotStartTwice() {
        start("touch 'READY'; sleep 600");

        assertThatThrownBy(() -> start("true")).hasMessageContaining("running already");
    }

    @Test
    void itStartsAgainAfterAStopAndKeepsItsLog() throws Exception {
        start("echo one; touch 'READY'; sleep 600");
        service.stop();
        assertThat(service.isRunning()).isFalse();
        Files.delete(ready);

        start("echo two; touch 'READY'; sleep 600");

        assertThat(service.log()).isEqualTo("one\ntwo\n");
    }

    @Test
    void aKillEndsTheChildrenToo() {
        start("trap '' TERM; sleep 600 & echo $!; touch 'READY'; wait");
        var child = ProcessHandle.of(Long.parseLong(service.log().strip()));

        service.kill();

        assertThat(service.isRunning()).isFalse();
        assertThat(child).matches(process -> process.map(ProcessTree::isGone).orElse(true));
    }

    @Test
    void closeLeavesNothingBehind() {
        start("mkdir -p 'READY.d/deep'; ln -s / 'READY.d/root'; touch 'READY'; sleep 600");

        service.close();

        assertThat(service.isRunning()).isFalse();
        assertThat(service.folder().path()).doesNotExist();
        assertThat(Path.of("/etc")).isNotEmptyDirectory();
    }

    @Test
    void whatIsClosedDoesNotStart() {
        service.close();

        assertThatThrownBy(() -> start("true"))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void theFolderIsForItsOwnerAlone() throws Exception {
        assertThat(Files.getPosixFilePermissions(service.folder().path()))
                .allSatisfy(permission -> assertThat(permission.name()).startsWith("OWNER"));
    }

    private void start(String script) {
        service.start(
                List.of("sh", "-c", script.replace("READY", ready.toString())), Map.of(), () -> Files.exists(ready));
    }
}
