package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.port.HttpHeaders;

class LinkFieldTest {
    private static Optional<String> next(String... fields) {
        var headers = HttpHeaders.builder();
        for (var field : fields) {
            headers.add("Link", field);
        }
        return LinkField.next(headers.build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</next>; rel=\"next\"",
                "</next>;rel=next",
                " < /next > ; rel = \"next\" ",
                "</next>; REL=\"Next\"",
                "</next>; rel=\"last next\"",
                "</next>; rel=\" next  prev \"",
                "</next>; title=\"a, <b>; rel=prev\"; rel=\"next\"",
                "</next>; title=\"a \\\"quoted\\\", word\"; rel=\"next\"",
                "</next>; hreflang=en; crossorigin; rel=next; type=\"a/b\"",
                "</next>; rel=\"next\"; rel=\"prev\"",
                "</first>; rel=\"first\", </next>; rel=\"next\", </last>; rel=\"last\"",
                "</first>; title=\"; rel=next\", </next>; rel=\"next\"",
                "</first>; rel=first; title=\"a,b\",</next>;rel=next",
                "</next>; rel=next, </other>; rel=next"
            })
    void theNextPageIsFound(String field) {
        assertThat(next(field)).contains("/next");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/next; rel=\"next\"",
                "</other>",
                "</other>; rel=\"prev\"",
                "</other>; rel",
                "</other>; rel=\"nextpage\"",
                "</other>; rel=\"next-archive\"",
                "</other>; rev=\"next\"",
                "</other>; xrel=next",
                "</other>; title=\"; rel=next\"",
                "</other>;\"; rel=next\"",
                "</other>; title=\"rel=next\"; rel=prev",
                "</other>; rel=\"prev\"; rel=\"next\"",
                "</other>; rel=\"next",
                "</other; rel=\"next\""
            })
    void otherLinksAreNotFollowed(String field) {
        assertThat(next(field)).isEmpty();
    }

    @Test
    void theTargetMayHaveCommasSemicolonsAndQuotes() {
        assertThat(next("</v2/_catalog?last=a,b;c\"d\"&n=2>; rel=\"next\""))
                .contains("/v2/_catalog?last=a,b;c\"d\"&n=2");
    }

    @Test
    void aFieldMayStandOnSeveralLines() {
        assertThat(next("</first>; rel=first", "</next>; rel=next")).contains("/next");
        assertThat(next()).isEmpty();
    }

    @Test
    @Timeout(30)
    void aTargetWithoutEndIsLookedAtOnce() {
        assertThat(next("<".repeat(500_000))).isEmpty();
        assertThat(next("<".repeat(500_000) + ">; rel=next")).contains("<".repeat(499_999));
    }

    @Test
    void longFieldsDoNotOverflowTheStack() {
        var filler = "x".repeat(500_000);

        assertThat(next("</a>; title=\"" + filler + "\"; " + filler + "; rel=next"))
                .contains("/a");
        assertThat(next("</a>; title=\"" + filler)).isEmpty();
    }
}
