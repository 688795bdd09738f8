package us.apolo.images.core.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.port.HttpHeaders;

class ChallengesTest {
    private static final Challenge BEARER =
            new Challenge("bearer", Map.of("realm", "https://auth.example.org/token", "service", "registry"));

    private static List<Challenge> read(String... fields) {
        var headers = HttpHeaders.builder();
        for (var field : fields) {
            headers.add("WWW-Authenticate", field);
        }
        return Challenges.of(headers.build()).all();
    }

    private static List<String> schemes(String... fields) {
        return read(fields).stream().map(Challenge::scheme).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer realm=\"https://auth.example.org/token\",service=\"registry\"",
                "bearer service=registry,realm=\"https://auth.example.org/token\"",
                "BEARER realm=https://auth.example.org/token, service=registry",
                "Bearer REALM = \"https://auth.example.org/token\" , Service\t=\t\"registry\"",
                " , ,Bearer  ,realm=\"https:\\/\\/auth.example.org/token\",,service=\"re\\gistry\", ,",
                "Bearer realm=\"https://auth.example.org/token\" service=\"registry\"",
                "Bearer realm=\"https://auth.example.org/token\",service=\"registry\",realm=\"https://other\""
            })
    void parametersMayComeInAnyOrderAndShape(String field) {
        assertThat(read(field)).containsExactly(BEARER);
    }

    @Test
    void commasAndEqualsSignsMayStandInQuotes() {
        assertThat(
                        read(
                                "Bearer scope=\"repository:a:pull,push repository:b=c:pull\", realm=\"say \\\"x, Basic y\\\"\""))
                .containsExactly(new Challenge(
                        "bearer",
                        Map.of("scope", "repository:a:pull,push repository:b=c:pull", "realm", "say \"x, Basic y\"")));
    }

    @Test
    void oneFieldMayHoldSeveralChallenges() {
        assertThat(read("Negotiate, BEARER realm=\"a, Digest b\" , service = x, Basic realm=c"))
                .containsExactly(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("bearer", Map.of("realm", "a, Digest b", "service", "x")),
                        new Challenge("basic", Map.of("realm", "c")));
    }

    @Test
    void challengesMayStandInSeveralFields() {
        assertThat(schemes("Bearer realm=a", "Basic")).containsExactly("bearer", "basic");
    }

    @Test
    void aTokenMayStandInPlaceOfParameters() {
        assertThat(read("Negotiate YWJjZA==, Basic realm=a", "NTLM abc/+._~-", "X a="))
                .containsExactly(
                        new Challenge("negotiate", Map.of()),
                        new Challenge("basic", Map.of("realm", "a")),
                        new Challenge("ntlm", Map.of()),
                        new Challenge("x", Map.of()));
    }

    @Test
    void parametersAreNoSchemes() {
        assertThat(schemes("Bearer realm=a,basic=b, basic = c")).containsExactly("bearer");
    }

    @Test
    void whatIsMalformedIsPassedOverAndWhatStandsBesideItCounts() {
        assertThat(read("realm=a, Basic realm=b")).containsExactly(new Challenge("basic", Map.of("realm", "b")));
        assertThat(read("\"Bearer\", =, ((, @x, Basic realm=b"))
                .containsExactly(new Challenge("basic", Map.of("realm", "b")));
        assertThat(read("Bearer realm=\"never ends, service=x")).containsExactly(new Challenge("bearer", Map.of()));
        assertThat(read("Bearer realm=\"ends in an escape\\")).containsExactly(new Challenge("bearer", Map.of()));
        assertThat(read("Bearer realm=, service=x")).containsExactly(new Challenge("bearer", Map.of("service", "x")));
    }

    @Test
    void nothingIsOffered() {
        assertThat(read()).isEmpty();
        assertThat(read("", " , ,", "\"", "=", "(")).isEmpty();
    }

    @Test
    void aBlankParameterIsNone() {
        assertThat(read("Bearer scope=\" \"").get(0).parameter("scope")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a ", "a=", "a,", "\"", "\\\"", ",", " ", "a=b,", "Bearer a=\"b\" ", "=", "a=\"", "x y "})
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void hugeFieldsTakeNoTimeAndNoMemory(String piece) {
        var field = piece.repeat(10_000_000 / piece.length());

        assertThat(read(field, field, field)).hasSizeLessThanOrEqualTo(20);
    }
}
