package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.core.http.Locations;

class LocationsTest {
    private static final URI FROM = URI.create("https://host:5000/v2/a/tags/list?n=1");

    @ParameterizedTest
    @CsvSource({
        "/v2/b?x=1, https://host:5000/v2/b?x=1",
        "?n=2&last=z, https://host:5000/v2/a/tags/list?n=2&last=z",
        "other, https://host:5000/v2/a/tags/other",
        "../up, https://host:5000/v2/a/up",
        "//other/v2/, https://other/v2/",
        "https://other/v2/, https://other/v2/",
        "HTTPS://other/v2/, HTTPS://other/v2/",
        "/v2/b?x=%2F%3F, https://host:5000/v2/b?x=%2F%3F",
        "' /v2/b ', https://host:5000/v2/b",
        "/v2/b#fragment, https://host:5000/v2/b",
        "/v2/b?x=1#y?z#, https://host:5000/v2/b?x=1"
    })
    void aTargetIsResolvedAgainstTheRequest(String target, String expected) {
        assertThat(Locations.resolve(FROM, target)).hasToString(expected);
    }

    @Test
    void aQueryAloneStaysAtItsHost() {
        assertThat(Locations.resolve(URI.create("https://host//other/list"), "?n=1"))
                .hasToString("https://host//other/list?n=1");
    }

    @Test
    void plainHttpMayGoOnByHttpOrBecomeSecure() {
        var from = URI.create("http://localhost:5000/v2/");

        assertThat(Locations.resolve(from, "http://other/")).hasToString("http://other/");
        assertThat(Locations.resolve(from, "https://other/")).hasToString("https://other/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "#fragment",
                "http://host:5000/v2/",
                "HTTP://host:5000/v2/",
                "ftp://host/v2/",
                "file:///etc/passwd",
                "mailto:someone@host",
                "javascript:alert(1)",
                "https:///v2/",
                "https://user:password@host/v2/",
                "https://user@host/v2/",
                "https://host:0/v2/",
                "https://host:65536/v2/",
                "https://host:port/v2/",
                "https://ho st/v2/",
                "/v2/a b",
                "/v2/%zz",
                "https://[::1/"
            })
    void otherTargetsAreRefused(String target) {
        assertThatThrownBy(() -> Locations.resolve(FROM, target)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host/v2/?signature=secret",
                "ftp://host/v2/?signature=secret",
                "https://secret:secret@host/",
                "http://host/secret",
                "ftp://secret_host/secret",
                "/v2/ ?secret"
            })
    void aRefusalTellsNoSecret(String target) {
        assertThatThrownBy(() -> Locations.resolve(FROM, target))
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("secret"));
    }

    @Test
    void everySchemeHasItsPort() {
        assertThat(Locations.port(URI.create("https://host/"))).isEqualTo(443);
        assertThat(Locations.port(URI.create("HTTP://host/"))).isEqualTo(80);
        assertThat(Locations.port(URI.create("http://host:1/"))).isEqualTo(1);
    }
}
