package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.core.operation.Heard;
import us.apolo.images.observation.ImagesObserver;
import us.apolo.images.observation.Operation;
import us.apolo.images.observation.OperationEnd;
import us.apolo.images.observation.OperationKind;
import us.apolo.images.observation.OperationListener;
import us.apolo.images.observation.TransferStart;

/** What those who observe operations hear, and that they cannot break one. */
class ObserverTest {
    private final Heard heard = new Heard();
    private final Heard other = new Heard();
    private final Setting setting =
            new Setting(builder -> builder.observer(heard).observer(other));

    ObserverTest() {
        Scenario.prepare(setting);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    private static OperationKind kind(Scenario scenario) {
        return OperationKind.valueOf(scenario.name());
    }

    @ParameterizedTest
    @EnumSource
    void anOperationStartsAndEndsOnTheCallersThread(Scenario scenario) {
        try {
            scenario.run(setting.images);
        } catch (ImageNotFoundException e) {
            assertThat(scenario).isEqualTo(Scenario.RM);
        }

        assertThat(heard.kinds()).startsWith("asked", "started").endsWith("OperationEnd");
        assertThat(heard.events()).extracting(Heard.Event::thread).containsOnly(Thread.currentThread());
        assertThat(heard.events())
                .extracting(Heard.Event::operation)
                .allSatisfy(operation -> assertThat(operation.kind()).isEqualTo(kind(scenario)))
                .containsOnly(heard.events().get(0).operation());
        assertThat(heard.only(OperationEnd.class).outcome())
                .isEqualTo(scenario == Scenario.RM ? "ImageNotFoundException" : "success");
    }

    @ParameterizedTest
    @EnumSource
    void anOperationWithoutAThreadOfItsCallersIsAskedAboutThereAllTheSame(Scenario scenario) {
        scenario.start(setting.images).handle((result, failure) -> result).join();

        Caller.await(() -> heard.kinds().contains("OperationEnd"));
        assertThat(heard.kinds().stream().filter("asked"::equals)).hasSize(1);
        assertThat(heard.events().get(0).thread()).isEqualTo(Thread.currentThread());
        assertThat(heard.events().get(0).operation().kind()).isEqualTo(kind(scenario));
        assertThat(heard.events().subList(1, heard.events().size()))
                .extracting(Heard.Event::thread)
                .isNotEmpty()
                .doesNotContain(Thread.currentThread());
    }

    @Test
    void operationsAreToldApart() {
        setting.images.digest(REMOTE);
        setting.images.digest(REMOTE);

        assertThat(heard.events().stream().map(event -> event.operation().id()).distinct())
                .hasSize(2);
        assertThat(heard.events().get(0).operation().subject()).isEqualTo(REMOTE.toString());
    }

    @Test
    void allWhoObserveHearTheSame() {
        setting.images.push(LOCAL, REMOTE);

        assertThat(heard.kinds())
                .containsExactly("asked", "started", "TransferStart", "TransferEnd", "OperationEnd")
                .isEqualTo(other.kinds());
    }

    @Test
    void aStreamIsOneOperation() {
        try (var tags = setting.images.tagsStream(Setting.UNTAGGED)) {
            assertThat(tags).hasSize(1);
            assertThat(heard.kinds()).containsExactly("asked", "started", "OperationEnd");
        }
        assertThat(heard.kinds()).hasSize(3);
    }

    @Test
    void aStreamThatIsClosedBeforeItsEndEnds() {
        try (var tags = setting.images.tagsStream(Setting.UNTAGGED)) {
            assertThat(tags.iterator().hasNext()).isTrue();
            assertThat(heard.all(OperationEnd.class)).isEmpty();
        }
        assertThat(heard.only(OperationEnd.class).outcome()).isEqualTo("success");
    }

    @Test
    void aStreamThatFailsEndsWithTheFailure() {
        var failure = new IllegalStateException("no more");
        setting.registry.calls.on("tag ", Calls.failing(() -> failure));
        try (var tags = setting.images.tagsStream(Setting.UNTAGGED)) {
            assertThatThrownBy(tags::toList).isSameAs(failure);
        }
        assertThat(heard.only(OperationEnd.class).failure()).containsSame(failure);
    }

    @Test
    void anOperationThatIsCancelledEndsSo() {
        var there = new CountDownLatch(1);
        setting.registry.calls.on("digest", Calls.blocking(there));
        var future = setting.images.async().digest(REMOTE);
        Caller.await(there);

        future.cancel(true);

        assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
        Caller.await(() -> heard.kinds().contains("OperationEnd"));
        assertThat(heard.only(OperationEnd.class).failure()).containsInstanceOf(OperationCancelledException.class);
    }

    @Test
    void everyOperationThatIsAskedAboutEndsOnceWheneverItIsCancelled() {
        for (var round = 0; round < 300; round++) {
            setting.images.async().digest(REMOTE).cancel(true);
        }

        Caller.await(() -> heard.all(OperationEnd.class).size() == 300);
        assertThat(heard.kinds().stream().filter("asked"::equals)).hasSize(300);
    }

    @Test
    void whatIsAskedOfClosedImagesEndsToo() {
        setting.images.close();

        assertThatThrownBy(() -> setting.images.digest(REMOTE)).isInstanceOf(IllegalStateException.class);
        assertThat(heard.kinds()).contains("OperationEnd");
    }

    /** Throws at everything. */
    private static final class Broken implements ImagesObserver {
        private final AtomicInteger calls = new AtomicInteger();
        private final boolean fromTheFirst;

        Broken(boolean fromTheFirst) {
            this.fromTheFirst = fromTheFirst;
        }

        private RuntimeException fail() {
            calls.incrementAndGet();
            return new IllegalStateException("The meter is broken");
        }

        @Override
        public OperationListener operation(Operation operation) {
            if (fromTheFirst) {
                throw fail();
            }
            return new OperationListener() {
                @Override
                public void started() {
                    throw fail();
                }

                @Override
                public void transferStarted(TransferStart transfer) {
                    throw new NoClassDefFoundError("a library that is not there");
                }

                @Override
                public void ended(OperationEnd end) {
                    throw fail();
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anObserverThatThrowsIsLoggedOnceAndBreaksNothing(boolean fromTheFirst) {
        var broken = new Broken(fromTheFirst);
        var after = new Heard();
        try (var logged = new Logged();
                var unlucky = new Setting(builder -> builder.observer(broken).observer(after))) {
            Scenario.prepare(unlucky);

            unlucky.images.push(LOCAL, REMOTE);
            unlucky.images.push(LOCAL, REMOTE);

            assertThat(broken.calls).hasValueGreaterThan(1);
            assertThat(logged.warnings()).singleElement().asString().contains(Broken.class.getName(), "breaks nothing");
        }
        assertThat(after.all(OperationEnd.class)).hasSize(2);
    }

    @Test
    void anObserverThatGivesNothingIsOneThatThrows() {
        try (var logged = new Logged();
                var unlucky = new Setting(builder -> builder.observer(operation -> nothing()))) {
            Scenario.prepare(unlucky);

            unlucky.images.digest(REMOTE);

            assertThat(logged.warnings()).hasSize(1);
        }
    }

    @SuppressWarnings("NullAway") // what is not allowed
    private static OperationListener nothing() {
        return null;
    }

    @Test
    void whatAListenerAsksForIsAnOperationOfItsOwn() {
        var nested = new Heard();
        var images = new Setting[1];
        ImagesObserver asking = operation -> new OperationListener() {
            @Override
            public void transferStarted(TransferStart transfer) {
                images[0].images.digest(REMOTE);
            }
        };
        try (var asked = new Setting(builder -> builder.observer(asking).observer(nested))) {
            images[0] = asked;
            Scenario.prepare(asked);

            asked.images.push(LOCAL, REMOTE);
        }
        assertThat(nested.all(OperationEnd.class)).hasSize(2);
        assertThat(List.copyOf(nested.events()).stream()
                        .map(event -> event.operation().kind())
                        .distinct())
                .containsExactlyInAnyOrder(OperationKind.PUSH, OperationKind.DIGEST);
    }
}
