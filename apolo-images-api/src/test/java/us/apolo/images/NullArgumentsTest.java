package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.port.HttpHeaders;

/** Builders and the parser say at once which argument is null. */
@NullUnmarked
class NullArgumentsTest {
    @ParameterizedTest
    @MethodSource
    void theErrorNamesTheArgumentThatIsNull(String argument, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(argument);
    }

    static Stream<Arguments> theErrorNamesTheArgumentThatIsNull() {
        return Stream.of(ofConfigurations(), ofPolicies(), ofHeaders(), ofNames())
                .flatMap(calls -> calls);
    }

    private static Arguments call(String argument, ThrowingCallable call) {
        return arguments(argument, call);
    }

    private static Stream<Arguments> ofConfigurations() {
        var builder = ApoloConfig.builder();
        return Stream.of(
                call("name", () -> builder.cluster(null, null)),
                call("registryUrl", () -> builder.cluster("default", null)),
                call("name", () -> builder.currentCluster(null)));
    }

    private static Stream<Arguments> ofPolicies() {
        var builder = RetryPolicy.builder();
        return Stream.of(
                call("duration", () -> builder.maxDuration(null)),
                call("first", () -> builder.delays(null, Duration.ZERO)),
                call("max", () -> builder.delays(Duration.ZERO, null)),
                call("duration", () -> builder.maxRetryAfter(null)),
                call("newStatuses", () -> builder.statuses(null)),
                call(
                        "statuses",
                        () -> new RetryPolicy(1, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, null)));
    }

    private static Stream<Arguments> ofHeaders() {
        var builder = HttpHeaders.builder();
        return Stream.of(
                call("name", () -> builder.add(null, "value")),
                call("value", () -> builder.add("name", null)),
                call("others", () -> builder.addAll(null)));
    }

    private static Stream<Arguments> ofNames() {
        var parser = new ImageParser(ApoloConfig.builder().build());
        return Stream.of(
                call("text", () -> parser.localImage(null)),
                call("text", () -> parser.remoteImage(null)),
                call("text", () -> parser.platformImage(null, TagOption.ALLOW)),
                call("tagOption", () -> parser.remoteImage("app", null)),
                call("image", () -> parser.toRemote(null)),
                call("image", () -> parser.toLocal(null)));
    }
}
