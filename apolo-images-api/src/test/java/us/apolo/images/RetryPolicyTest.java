package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RetryPolicyTest {
    @Test
    void whatIsNotSetIsAsByDefault() {
        assertThat(RetryPolicy.builder().build()).isEqualTo(RetryPolicy.DEFAULT);
        assertThat(RetryPolicy.NONE)
                .isEqualTo(RetryPolicy.builder().maxAttempts(1).build())
                .isNotEqualTo(RetryPolicy.DEFAULT);
    }

    @Test
    void everyPartCanBeSet() {
        var policy = RetryPolicy.builder()
                .maxAttempts(9)
                .maxDuration(Duration.ofSeconds(8))
                .delays(Duration.ofSeconds(1), Duration.ofSeconds(7))
                .maxRetryAfter(Duration.ofSeconds(6))
                .statuses(Set.of(404))
                .build();

        assertThat(policy)
                .isEqualTo(new RetryPolicy(
                        9,
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(6),
                        Set.of(404)));
    }

    @Test
    void theStatusesAreCopied() {
        var statuses = new HashSet<>(Set.of(500));
        var policy = RetryPolicy.builder().statuses(statuses).build();
        statuses.add(502);

        assertThat(policy.statuses()).containsExactly(500);
    }

    static Stream<UnaryOperator<RetryPolicy.Builder>> impossible() {
        var negative = Duration.ofMillis(-1);
        var second = Duration.ofSeconds(1);
        return Stream.of(
                builder -> builder.maxAttempts(0),
                builder -> builder.maxDuration(negative),
                builder -> builder.delays(negative, second),
                builder -> builder.delays(second, negative),
                builder -> builder.delays(second, Duration.ofMillis(999)),
                builder -> builder.maxRetryAfter(negative),
                builder -> builder.statuses(Set.of(200)),
                builder -> builder.statuses(Set.of(600)));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void whatIsOutOfBoundsIsRefused(UnaryOperator<RetryPolicy.Builder> change) {
        var builder = change.apply(RetryPolicy.builder());

        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class);
    }
}
