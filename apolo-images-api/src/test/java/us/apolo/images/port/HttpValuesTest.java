package us.apolo.images.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpValuesTest {
    private static final URI ADDRESS = URI.create("https://host:5000/v2/");

    @Test
    void aHeaderFieldIsFoundInAnyCase() {
        var headers = HttpHeaders.builder().add("Content-Type", "text/plain").build();
        assertThat(headers.first("content-type")).contains("text/plain");
        assertThat(headers.all("CONTENT-TYPE")).containsExactly("text/plain");
        assertThat(headers.asMap()).containsKey("cOnTeNt-TyPe");
        assertThat(headers.first("accept")).isEmpty();
        assertThat(headers.all("accept")).isEmpty();
        assertThat(HttpHeaders.empty().first("accept")).isEmpty();
    }

    @Test
    void aHeaderFieldKeepsItsValuesInTheirOrder() {
        var headers = HttpHeaders.builder()
                .add("Accept", "b")
                .add("ACCEPT", "a")
                .add("accept", "")
                .build();
        assertThat(headers.all("Accept")).containsExactly("b", "a", "");
        assertThat(headers.first("Accept")).contains("b");
        assertThat(headers.asMap()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\rb", "a\nb", "a\r\nInjected: x", "a\0b", "\n"})
    void aLineBreakOrANullCharacterIsRefusedWithoutShowingTheValue(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpHeaders.builder().add("Authorization", text + "secret"))
                .satisfies(e ->
                        assertThat(e.getMessage()).contains("Authorization").doesNotContain("secret"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpHeaders.builder().add(text, "x"))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
    }

    @Test
    void aHeaderFieldHasAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HttpHeaders.builder().add("", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Authorization", "proxy-authorization", "COOKIE", "Set-Cookie", "X-Registry-Auth", "Location"})
    void aSecretIsStruckOut(String name) {
        var headers =
                HttpHeaders.builder().add(name, "secret").add(name, "secret").add("Accept", "text/plain");
        assertThat(headers.build().toString())
                .doesNotContain("secret")
                .contains(name + "=[***]")
                .contains("Accept=[text/plain]");
        assertThat(headers.build().first(name)).contains("secret");
    }

    @Test
    void theFieldsOfOthersGoBehindThoseThatAreThere() {
        var others = HttpHeaders.builder()
                .add("accept", "b")
                .add("Accept", "c")
                .add("Range", "d")
                .build();
        var headers = HttpHeaders.builder()
                .add("Accept", "a")
                .addAll(others)
                .addAll(HttpHeaders.empty())
                .add("Range", "e")
                .build();
        assertThat(headers.all("Accept")).containsExactly("a", "b", "c");
        assertThat(headers.all("Range")).containsExactly("d", "e");
        assertThat(others.all("Range")).containsExactly("d");
    }

    @Test
    void headersDoNotChange() {
        var builder = HttpHeaders.builder().add("Accept", "a");
        var headers = builder.build();
        builder.add("Accept", "b").add("Range", "c");
        assertThat(headers.asMap()).containsOnlyKeys("Accept").containsEntry("Accept", List.of("a"));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> headers.asMap().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> headers.all("Accept").clear());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/",
                "//host/v2/",
                "ftp://host/",
                "http:/v2/",
                "https:secret",
                "https://somebody:secret@host/",
                "https://secret@host/",
                "https://a:secret@my_host/",
                "file:///tmp"
            })
    void aRequestGoesToAnAbsoluteUriWithoutAUser(String uri) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpRequest("GET", URI.create(uri), HttpHeaders.empty()))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://host:5000/v2/?n=5, GET https://host:5000/v2/?n=5",
        "HTTP://host/?signature=secret, GET HTTP://host/?signature=***",
    })
    void aRequestIsShownWithoutSecrets(String uri, String shown) {
        var headers = HttpHeaders.builder().add("Authorization", "secret").build();
        var request = new HttpRequest("GET", URI.create(uri), headers);
        assertThat(request).hasToString(shown);
        assertThat(request.body()).isNull();
    }

    @Test
    void aRequestWithATokenForAMethodAndPrintableFieldsCanBeSent() {
        var headers = HttpHeaders.builder()
                .add("azAZ09!#$%&'*+-.^_`|~", "\t !~")
                .add("Accept", "")
                .build();
        assertThatNoException().isThrownBy(new HttpRequest("M-SEARCH", ADDRESS, headers)::requireSendable);
        assertThatNoException().isThrownBy(new HttpRequest("GET", ADDRESS, HttpHeaders.empty())::requireSendable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "GE T", "GET\r\n", "G\u00c4T", "GET:", "(GET)", "\"", "{", "}", "@", "[", "/", "\u007f"})
    void aMethodThatIsNoTokenCannotBeSent(String method) {
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(new HttpRequest(method, ADDRESS, HttpHeaders.empty())::requireSendable)
                .withMessage("Not a method: '" + method.replaceAll("[^ -~]", "?") + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acc ept", "Accept:", "\u00c4ccept", "Accept\u001b", "Accept/", "[Accept]"})
    void aFieldWhoseNameIsNoTokenCannotBeSent(String name) {
        var headers = HttpHeaders.builder().add(name, "secret").build();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(new HttpRequest("GET", ADDRESS, headers)::requireSendable)
                .withMessage("Not the name of a header field: '" + name.replaceAll("[^ -~]", "?") + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret\u00e4", "secret\u001b", "\u007fsecret", "secret\ud83d\ude00", "secret\u000b"})
    void aFieldWhoseValueIsNotPrintableCannotBeSentAndIsNotShown(String value) {
        var headers = HttpHeaders.builder()
                .add("Accept", "text/plain")
                .add("Accept", value)
                .build();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(new HttpRequest("GET", ADDRESS, headers)::requireSendable)
                .withMessage("The value of the header field Accept has characters other than those of printable ASCII");
    }

    @Test
    void bytesInMemoryAreABodyThatCanBeReplayed() throws IOException {
        var body = HttpBody.of(new byte[] {1, 2, 3});
        assertThat(body.length()).hasValue(3);
        assertThat(body.replayable()).isTrue();
        for (var i = 0; i < 2; i++) {
            try (var in = body.open()) {
                assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
            }
        }
        assertThat(HttpBody.of(new byte[0]).length()).hasValue(0);
    }
}
