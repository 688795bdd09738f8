package us.apolo.images.docker.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.docker.cli.FakeCommand.print;
import static us.apolo.images.docker.cli.Transfers.DIGEST;
import static us.apolo.images.docker.cli.Transfers.IMAGE;
import static us.apolo.images.docker.cli.Transfers.PUSHED;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;

/** Whichever way an operation ends, nothing of the command goes on. */
@Timeout(120)
class DockerCommandEndingTest {
    private static final String STEP = "0b3ff98ede61: Preparing";

    @TempDir
    Path folder;

    private FakeCommand command;

    @BeforeEach
    void prepare() throws IOException {
        command = new FakeCommand(folder);
    }

    @AfterEach
    void forgetInterrupt() {
        Thread.interrupted();
    }

    /** A command that hangs, and one that hangs with a child that ignores every request and holds both pipes. */
    private void hangAt(String word, String kind) throws IOException {
        var stubborn = command.write("stubborn", """
                #!/bin/sh
                trap '' TERM HUP INT PIPE
                echo $$ > '%s/child'
                while :; do sleep 1; done
                """.formatted(folder));
        var root = "echo $$ > '" + folder + "/root'";
        if (kind.equals("alone")) {
            command.on(word, print(STEP), "echo $$ > '" + folder + "/child'", root, "exec sleep 1000");
        } else {
            command.on(word, print(STEP), "'" + stubborn + "' &", root, "wait");
        }
    }

    private void awaitHanging() throws IOException {
        Processes.idIn(folder.resolve("root"));
        Processes.idIn(folder.resolve("child"));
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(Processes.endsSoon(Processes.idIn(folder.resolve("root")))).isTrue();
        assertThat(Processes.endsSoon(Processes.idIn(folder.resolve("child")))).isTrue();
        if (Files.exists(folder.resolve("config"))) {
            assertThat(command.configFolder()).doesNotExist();
        }
    }

    /** What an operation on a thread of its own ends with. */
    private record Ending(Throwable failure, boolean interrupted) {}

    private static final class Operation {
        private final FutureTask<Ending> task;
        private final Thread thread;

        Operation(Runnable work) {
            this.task = new FutureTask<>(() -> {
                try {
                    work.run();
                    throw new AssertionError("It was not ended");
                } catch (RuntimeException e) {
                    return new Ending(e, Thread.currentThread().isInterrupted());
                }
            });
            this.thread = new Thread(task, "operation");
            thread.start();
        }

        Ending end() throws Exception {
            return task.get(20, TimeUnit.SECONDS);
        }
    }

    private static void assertCancelled(Ending ending, Reason reason) {
        assertThat(ending.failure())
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
        assertThat(ending.interrupted()).isEqualTo(reason == Reason.INTERRUPTED);
    }

    private static void run(DockerCommand store, String word) {
        if (word.equals("push")) {
            store.push(Transfers.with("alice", "secret"), step -> {});
        } else if (word.equals("pull")) {
            store.pull(Transfers.with("alice", "secret"), step -> {});
        } else {
            store.inspect(IMAGE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"push alone", "push parent", "pull alone", "pull parent", "inspect parent", "version parent"})
    void anInterruptEndsTheCommandAndItsChildren(String where) throws Exception {
        var word = where.substring(0, where.indexOf(' '));
        hangAt(word, where.substring(where.indexOf(' ') + 1));
        try (var store = command.store()) {
            var operation = new Operation(() -> run(store, word));
            awaitHanging();
            operation.thread.interrupt();
            assertCancelled(operation.end(), Reason.INTERRUPTED);
            assertNothingIsLeft();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"push alone", "push parent", "pull alone", "inspect parent", "version parent"})
    void toCloseTheStoreEndsTheCommandAndItsChildren(String where) throws Exception {
        var word = where.substring(0, where.indexOf(' '));
        hangAt(word, where.substring(where.indexOf(' ') + 1));
        var store = command.store();
        var operation = new Operation(() -> run(store, word));
        awaitHanging();
        store.close();
        assertCancelled(operation.end(), Reason.CLOSED);
        assertNothingIsLeft();
    }

    @Test
    void anInterruptFromBeforeCounts() throws IOException {
        try (var store = command.store()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> {}))
                    .isInstanceOf(OperationCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(command.calls()).isEmpty();
        }
    }

    @Test
    void anInterruptDuringAStepEndsTheTransfer() throws IOException {
        hangAt("push", "parent");
        try (var store = command.store()) {
            assertThatThrownBy(() -> store.push(
                            Transfers.anonymous(),
                            step -> Thread.currentThread().interrupt()))
                    .isInstanceOf(OperationCancelledException.class);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void toCloseTheStoreDuringAStepEndsTheTransfer() throws IOException {
        hangAt("push", "alone");
        var store = command.store();
        assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> store.close()))
                .isInstanceOfSatisfying(
                        OperationCancelledException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    }

    @Test
    void whatAListenerThrowsEndsTheCommandAndIsThrownOn() throws Exception {
        hangAt("push", "parent");
        var mine = new StackOverflowError();
        try (var store = command.store()) {
            assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> {
                        hangingIsNoticed();
                        throw mine;
                    }))
                    .isSameAs(mine);
            assertNothingIsLeft();
        }
    }

    private void hangingIsNoticed() {
        try {
            awaitHanging();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aClosedStoreDoesNothingMore() {
        var store = command.store();
        store.close();
        store.close();
        assertThatThrownBy(() -> store.inspect(IMAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.untag(IMAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.tag(DIGEST, IMAGE)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.push(Transfers.anonymous(), step -> {}))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.pull(Transfers.anonymous(), step -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void stepsComeInOrderOnTheCallingThread() throws IOException {
        command.on(
                "push",
                "i=0; while [ $i -lt 2000 ]; do echo \"0b3ff98ede61: Retrying in $i seconds\"; i=$((i+1)); done",
                print(PUSHED));
        var heard = new ArrayList<String>();
        var threads = new HashSet<Thread>();
        try (var store = command.store()) {
            store.push(Transfers.anonymous(), step -> {
                threads.add(Thread.currentThread());
                heard.add(step.message());
            });
        }
        assertThat(threads).containsExactly(Thread.currentThread());
        assertThat(heard).hasSize(2001);
        for (var i = 0; i < 2000; i++) {
            assertThat(heard.get(i)).isEqualTo("Retrying in " + i + " seconds");
        }
    }

    @Test
    void manyTransfersAtOnceKeepApart() throws Exception {
        command.on("push", print(STEP, PUSHED));
        try (var store = command.store()) {
            var tasks = new ArrayList<FutureTask<Integer>>();
            for (var i = 0; i < 8; i++) {
                var task = new FutureTask<>(() -> {
                    var heard = new AtomicInteger();
                    for (var round = 0; round < 4; round++) {
                        assertThat(store.push(Transfers.anonymous(), step -> heard.incrementAndGet()))
                                .isEqualTo(DIGEST);
                    }
                    return heard.get();
                });
                tasks.add(task);
                new Thread(task).start();
            }
            for (var task : tasks) {
                assertThat(task.get(60, TimeUnit.SECONDS)).isEqualTo(8);
            }
        }
    }

    /** What the next test runs in a Java of its own: a push that hangs. */
    static final class Program {
        private Program() {}

        public static void main(String... arguments) throws IOException {
            var command = new FakeCommand(Path.of(arguments[0]));
            command.on(
                    "push",
                    "echo $$ > '" + arguments[0] + "/child'",
                    "echo $$ > '" + arguments[0] + "/root'",
                    "exec sleep 1000");
            command.store().push(Transfers.with("alice", "secret"), step -> {});
        }
    }

    @Test
    void theEndOfTheProgramEndsTheCommandAndTakesTheCredentialsAway() throws Exception {
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile())
                .start();
        try {
            awaitHanging();
            assertThat(command.configFolder().resolve("config.json")).exists();
            program.destroy();
            assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertNothingIsLeft();
        } finally {
            program.destroyForcibly();
        }
    }
}
