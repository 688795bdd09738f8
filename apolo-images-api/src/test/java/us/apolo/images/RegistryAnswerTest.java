package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAnswerTest {
    private static RegistryAnswer answer(String body, String... codes) {
        return new RegistryAnswer("GET", URI.create("https://host/v2/a/manifests/v1"), 404, List.of(codes), body);
    }

    @ParameterizedTest
    @CsvSource({
        "https://somebody:secret@host:443/v2/, https://host:443/v2/",
        "https://secret@host/v2/, https://host/v2/",
        "https://somebody:secret@my_host/v2/, https://my_host/v2/",
        "https://a%40secret@host/v2/, https://host/v2/",
        "https://host/v2/?X-Amz-Signature=secret&n=5, https://host/v2/?X-Amz-Signature=***&n=5",
        "https://host/v2/?secret, https://host/v2/?***",
        "https://host/v2/?n, https://host/v2/?n",
        "https://host/v2/?=secret, https://host/v2/?=***",
        "https://host/v2/?token=a=secret&&last=b, https://host/v2/?token=***&***&last=b",
        "https://host/v2/#secret, https://host/v2/",
        "https:secret, https:",
        "/v2/a?digest=sha256:abc, /v2/a?digest=sha256:abc",
    })
    void aUrlIsShownWithoutItsSecrets(String url, String shown) {
        assertThat(RegistryAnswer.withoutSecrets(URI.create(url))).isEqualTo(shown);
        assertThat(new RegistryAnswer("GET", URI.create(url), 500, List.of(), "").url())
                .isEqualTo(shown);
    }

    @Test
    void theBodyIsCut() {
        assertThat(answer("x".repeat(RegistryAnswer.MAX_BODY)).body()).hasSize(RegistryAnswer.MAX_BODY);
        assertThat(answer("x".repeat(RegistryAnswer.MAX_BODY + 1)).body()).hasSize(RegistryAnswer.MAX_BODY);
    }

    @Test
    void theCodesAreCopied() {
        var codes = new ArrayList<>(List.of("DENIED"));
        var answer = new RegistryAnswer("GET", "https://host/", 403, codes, "");
        codes.clear();
        assertThat(answer.codes()).containsExactly("DENIED");

        var messages = new ArrayList<>(List.of("not for you"));
        var told = new RegistryAnswer("GET", "https://host/", 403, List.of(), messages, "");
        messages.clear();
        assertThat(told.messages()).containsExactly("not for you");
    }

    @Test
    void itIsOneLineForPeople() {
        assertThat(answer(" {\"errors\": []}\n"))
                .hasToString("GET https://host/v2/a/manifests/v1 gave 404: {\"errors\": []}");
        assertThat(answer(" ")).hasToString("GET https://host/v2/a/manifests/v1 gave 404");
        assertThat(answer("one\r\ntwo\u001b[2J").toString())
                .isEqualTo("GET https://host/v2/a/manifests/v1 gave 404: one\\u000d\\u000atwo\\u001b[2J");
        assertThat(answer("", "A\nB").toString()).isEqualTo("GET https://host/v2/a/manifests/v1 gave 404 [A\\u000aB]");
    }

    @Test
    void whatTheErrorsSayStandsThereAndNotTheJsonAroundIt() {
        var json = "{\"errors\": [{\"code\": \"DENIED\", \"message\": \"not for you\"}]}";
        assertThat(new RegistryAnswer("GET", "/v2/", 403, List.of("DENIED"), List.of("not for you"), json))
                .hasToString("GET /v2/ gave 403 [DENIED]: not for you")
                .returns(json, RegistryAnswer::body);
        assertThat(new RegistryAnswer("GET", "/v2/", 403, List.of(), List.of("not for you", "nor\nyou"), ""))
                .hasToString("GET /v2/ gave 403: not for you; nor\\u000ayou");
        assertThat(answer(json, "DENIED")).hasToString("GET https://host/v2/a/manifests/v1 gave 404 [DENIED]");
    }
}
