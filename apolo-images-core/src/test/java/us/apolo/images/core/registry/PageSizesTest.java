package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.Repository;

/** How many names are asked for at once. */
class PageSizesTest extends RegistryTest {
    private static final String CATALOG_URL = ROOT + "/v2/_catalog";

    private static Answer upTo(int limit, HttpRequest request) {
        var query = request.uri().getQuery();
        var refused = query != null && Integer.parseInt(query.replace("n=", "")) > limit;
        return refused
                ? Answer.status(400).body("{\"errors\": [{\"code\": \"PAGINATION_NUMBER_INVALID\"}]}")
                : Answer.ok("{\"tags\": [\"a\"], \"repositories\": [\"r\"]}");
    }

    private List<String> lines() {
        return transport.lines().stream()
                .map(line -> line.replace("GET " + ROOT, ""))
                .toList();
    }

    @Test
    void lessIsAskedForUntilTheRegistryAnswers() {
        transport.script(request -> upTo(100, request));

        assertThat(registry().repositories(HOST)).containsExactly("r");

        assertThat(lines()).containsExactly("/v2/_catalog?n=10000", "/v2/_catalog?n=1000", "/v2/_catalog?n=100");
    }

    @Test
    void inTheEndTheNumberIsLeftToTheRegistry() {
        transport.script(request -> upTo(0, request));

        assertThat(registry().repositories(HOST)).containsExactly("r");

        assertThat(lines()).endsWith("/v2/_catalog?n=100", "/v2/_catalog").hasSize(4);
    }

    @Test
    void whatARegistryAnsweredToIsRememberedForTheNextOperation() {
        transport.script(request -> upTo(1000, request));

        assertThat(registry().repositories(HOST)).containsExactly("r");
        assertThat(registry().repositories(HOST)).containsExactly("r");

        assertThat(lines()).containsExactly("/v2/_catalog?n=10000", "/v2/_catalog?n=1000", "/v2/_catalog?n=1000");
    }

    @Test
    void itIsRememberedForThatListOfThatRegistryAlone() {
        transport.script(request -> upTo(1000, request));

        assertThat(registry().repositories(HOST)).containsExactly("r");
        assertThat(registry().tags(REPOSITORY)).containsExactly("a");
        assertThat(registry().repositories("other.example.org")).containsExactly("r");

        assertThat(transport.lines())
                .containsExactly(
                        "GET " + CATALOG_URL + "?n=10000",
                        "GET " + CATALOG_URL + "?n=1000",
                        "GET " + TAGS_URL + "?n=10000",
                        "GET " + TAGS_URL + "?n=1000",
                        "GET https://other.example.org/v2/_catalog?n=10000",
                        "GET https://other.example.org/v2/_catalog?n=1000");
    }

    @Test
    void aRefusalThatStaysIsTheRegistrysErrorAndTeachesNothing() {
        transport.script(request -> request.uri().getPath().contains("bad")
                ? Answer.status(400).body("{\"errors\": [{\"code\": \"NAME_INVALID\"}]}")
                : upTo(10_000, request));

        assertThatThrownBy(() -> registry().tags(new Repository(HOST, "bad")).toList())
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("NAME_INVALID");
        assertThat(registry().tags(REPOSITORY)).containsExactly("a");

        assertThat(lines())
                .containsExactly(
                        "/v2/bad/tags/list?n=10000",
                        "/v2/bad/tags/list?n=1000",
                        "/v2/bad/tags/list?n=100",
                        "/v2/bad/tags/list",
                        "/v2/acme/ml/app/tags/list?n=10000");
    }

    @Test
    void anotherRefusalIsNoReasonToAskForLess() {
        transport.answers(Answer.status(405));

        assertThatThrownBy(() -> registry().repositories(HOST).toList()).isInstanceOf(RegistryRefusedException.class);
    }
}
