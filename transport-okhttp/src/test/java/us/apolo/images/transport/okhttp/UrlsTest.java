package us.apolo.images.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.MalformedURLException;
import java.net.URI;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://host:5000/v2/",
                "http://host:5000/v2/a/manifests/v1?n=5&last=a%2Fb",
                "http://host:5000",
                "http://host:5000/",
                "http://host:5000?n=5",
                "http://host:5000//elsewhere:80/v2/",
                "http://host:5000/a/../b/./c/",
                "http://host:5000/a%20b/%C3%A4:c@d;e=f/?",
                "http://host:5000/v2/http://elsewhere/",
                "http://host:5001/v2/",
                "http://host/v2/",
                "http://HOST:5000/v2/",
                "HTTP://host:5000/v2/",
                "https://host:5000/v2/",
                "http://elsewhere:5000/v2/",
                "http://[::1]:5000/v2/",
            })
    void whateverWasReadBeforeAUrlIsReadAsOkHttpReadsIt(String uri) throws MalformedURLException {
        for (var before :
                new String[] {"http://host:5000/v2/x?y=z", "http://host:5000", "https://host:5000/v2/", uri}) {
            var urls = new Urls();
            urls.of(URI.create(before));
            assertThat(urls.of(URI.create(uri))).isEqualTo(HttpUrl.get(uri));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://host:70000/v2/?signature=secret", "http://a..b/v2/?signature=secret"})
    void whatOkHttpCannotReadIsToldWithoutSecrets(String uri) {
        var urls = new Urls();
        for (var i = 0; i < 2; i++) {
            assertThatExceptionOfType(MalformedURLException.class)
                    .isThrownBy(() -> urls.of(URI.create(uri)))
                    .withMessageContaining("/v2/")
                    .withMessageNotContaining("secret");
        }
    }
}
