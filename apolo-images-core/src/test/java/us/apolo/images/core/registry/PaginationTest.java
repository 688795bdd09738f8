package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.core.http.Json;

/** How a list goes on from page to page. */
class PaginationTest extends RegistryTest {
    private static final String FIRST = TAGS_URL + "?n=10000";

    private static Answer page(String... tags) {
        return Answer.ok("{\"name\": \"app\", \"tags\": " + Json.MAPPER.writeValueAsString(List.of(tags)) + "}");
    }

    private static Answer page(Answer page, String link) {
        return page.with("Link", "<" + link + ">; rel=\"next\"");
    }

    private List<String> tags() {
        return authenticated().tags(REPOSITORY).toList();
    }

    @Test
    void oneGetIsEnoughWithoutALink() {
        transport.answers(page("a", "b"));

        assertThat(tags()).containsExactly("a", "b");

        assertThat(transport.lines()).containsExactly("GET " + FIRST);
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/acme/ml/app/tags/list?last=b&n=2, https://registry.example.org/v2/acme/ml/app/tags/list?last=b&n=2",
        "?last=b&n=2, https://registry.example.org/v2/acme/ml/app/tags/list?last=b&n=2",
        "list?last=b, https://registry.example.org/v2/acme/ml/app/tags/list?last=b",
        "https://registry.example.org:443/x?next_page=abc, https://registry.example.org:443/x?next_page=abc"
    })
    void aLinkIsFollowedAsItIsWithItsOwnParameters(String link, String expected) {
        transport.answers(page(page("a", "b"), link), page("c"));

        assertThat(tags()).containsExactly("a", "b", "c");

        assertThat(transport.lines()).containsExactly("GET " + FIRST, "GET " + expected);
        assertThat(authorizations()).doesNotContain("-");
    }

    @Test
    void eachPageMayBeShorterThanTheLastOne() {
        transport.answers(
                page(page("a", "b", "c"), "?last=c"),
                page(page("d"), "?last=d"),
                page(page("e", "f"), "?last=f"),
                page("g"));

        assertThat(tags()).containsExactly("a", "b", "c", "d", "e", "f", "g");
    }

    @Test
    void anEmptyPageIsTheLastOneWhateverItsLink() {
        transport.answers(page(page("a"), "?last=a"), page(page(), "?last=b"));

        assertThat(tags()).containsExactly("a");
    }

    @Test
    void aLinkThatWasFollowedBeforeIsTheEndAndIsToldInTheLog() {
        transport.answers(page(page("a"), "?last=a"), page(page("b"), "?last=b"), page(page("c"), "?last=a"));

        try (var log = new CapturedLog()) {
            assertThat(tags()).containsExactly("a", "b", "c");
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains(
                                    "WARNING",
                                    "registry.example.org leads from a page of tags back to an earlier one"));
        }
    }

    @Test
    void aLinkToTheFirstPageIsTheEnd() {
        transport.answers(page(page("a"), FIRST));

        assertThat(tags()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://other.example.org/v2/acme/ml/app/tags/list?last=a",
                "//other.example.org/?last=a",
                "https://registry.example.org:8443/v2/acme/ml/app/tags/list?last=a",
                "https://registry.example.org.other.example.org/"
            })
    void aLinkElsewhereIsFollowedWithoutCredentials(String link) {
        transport.answers(page(page("a"), link), page("b"));

        assertThat(tags()).containsExactly("a", "b");

        assertThat(authorizations()).hasSize(2).last().isEqualTo("-");
        assertThat(authorizations().get(0)).startsWith("Basic ");
    }

    @Test
    void aLinkBackToTheRegistryGetsCredentialsAgain() {
        transport.answers(
                page(page("a"), "https://other.example.org/"), page(page("b"), TAGS_URL + "?last=b"), page("c"));

        assertThat(tags()).containsExactly("a", "b", "c");

        assertThat(authorizations()).hasSize(3).element(2).asString().startsWith("Basic ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://registry.example.org/v2/acme/ml/app/tags/list?last=a",
                "https://alice:password@registry.example.org/",
                "ftp://registry.example.org/",
                "not a link"
            })
    void aLinkToWhereNobodyShouldGoIsRefused(String link) {
        transport.answers(page(page("a"), link));

        assertThatThrownBy(this::tags)
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("links a page")
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("password"));
        assertThat(transport.requests()).hasSize(1);
    }

    @Test
    void theCatalogIsReadInTheSameWay() {
        transport.answers(
                page(Answer.ok("{\"repositories\": [\"a/b\", \"c\"]}"), "/v2/_catalog?last=c&n=2"),
                Answer.ok("{\"repositories\": [\"d\"]}"));

        assertThat(registry().repositories(HOST)).containsExactly("a/b", "c", "d");

        assertThat(transport.lines())
                .containsExactly("GET " + ROOT + "/v2/_catalog?n=10000", "GET " + ROOT + "/v2/_catalog?last=c&n=2");
    }
}
