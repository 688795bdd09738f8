package us.apolo.images.core.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.HttpHeaders;

class ChallengesTest {
    private static Set<String> schemes(String... fields) {
        var headers = HttpHeaders.builder();
        for (var field : fields) {
            headers.add("WWW-Authenticate", field);
        }
        return Challenges.of(headers.build()).all().stream()
                .map(Challenge::scheme)
                .collect(Collectors.toSet());
    }

    @Test
    void oneFieldMayHoldSeveralChallenges() {
        assertThat(schemes("Negotiate, BEARER realm=\"a, Digest b\" , service = x, Basic realm=c"))
                .containsExactlyInAnyOrder("negotiate", "bearer", "basic");
    }

    @Test
    void challengesMayStandInSeveralFields() {
        assertThat(schemes("Bearer realm=a", "Basic")).containsExactlyInAnyOrder("bearer", "basic");
    }

    @Test
    void aSchemeInAQuotedParameterDoesNotCount() {
        assertThat(schemes("Bearer realm=\"say \\\"x, Basic y\\\", Basic z\"")).containsExactly("bearer");
    }

    @Test
    void parametersAreNoSchemes() {
        assertThat(schemes("Bearer realm=a,basic=b, basic = c")).containsExactly("bearer");
    }

    @Test
    void nothingIsOffered() {
        assertThat(schemes()).isEmpty();
        assertThat(schemes("", " , ,")).isEmpty();
    }
}
