package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;

/** What a page of a list may hold. */
class PageContentTest extends RegistryTest {
    private List<String> tags(String body) {
        transport.answers(Answer.ok(body));
        return registry().tags(REPOSITORY).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tags\": null}", "{}", "{\"name\": \"app\"}", "{\"tags\": []}", "{\"tags\": [null]}"})
    void aListMayBeEmptyNullOrMissing(String body) {
        assertThat(tags(body)).isEmpty();
    }

    @Test
    void nullsAreLeftOut() {
        assertThat(tags("{\"tags\": [null, \"a\", null, \"b\", null]}")).containsExactly("a", "b");
    }

    @Test
    void namesComeAsTheyAreInTheOrderOfTheRegistry() {
        assertThat(tags("{\"tags\": [\"z\", \"a\", \"\", \"z\", \"\\u00e9\", \"../x\"]}"))
                .containsExactly("z", "a", "", "z", "é", "../x");
    }

    @Test
    void otherMembersAreSkipped() {
        assertThat(
                        tags(
                                "{\"child\": [\"x\", {\"tags\": [\"y\"]}], \"manifest\": {\"tags\": [\"z\"]}, \"tags\": [\"a\"]}"))
                .containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"a\"",
                "<html>",
                "{\"tags\": \"a\"}",
                "{\"tags\": {\"a\": 1}}",
                "{\"errors\": [{\"code\": \"UNKNOWN\"}]}",
                "{\"name\": \"app\", \"message\": \"come back later\"}",
                "{\"repositories\": [\"a\"]}",
                "{\"tags\": [1]}",
                "{\"tags\": [\"a\", true]}",
                "{\"tags\": [[\"a\"]]}",
                "{\"tags\": [{\"name\": \"a\"}]}",
                "{\"tags\": [\"a\" \"b\"]}",
                "{\"tags\": [\"a\", \"b",
                "{\"tags\": [\"a\",",
                "{\"tags\": [",
                "{\"name\": [",
                "{\"name\""
            })
    void whatIsNoListOfNamesIsRefused(String body) {
        assertThatThrownBy(() -> tags(body))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("does not answer with a JSON list of tags");
    }

    @Test
    void deepNestingIsRefusedBeforeItOverflowsTheStack() {
        assertThatThrownBy(() -> tags("{\"other\": " + "[".repeat(1_000_000)))
                .isInstanceOf(RegistryProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"tags\": [\"a\", ", "{\"manifest\": "})
    void aPageWithoutEndInWhichNoNameComesIsRefused(String start) {
        var body = Bodies.endless(start, ' ');
        transport.answers(Answer.status(200).body(body));

        assertThatThrownBy(() -> registry().tags(REPOSITORY).toList()).isInstanceOf(RegistryProtocolException.class);

        assertThat(body.count()).isLessThan(65 << 20);
    }

    @Test
    void whatIsToldOfManyManifestsBeforeTheTagsMayTakeItsSpace() {
        var manifests = IntStream.range(0, 200_000).mapToObj(i -> (i == 0 ? "" : ",") + "\"" + "x".repeat(300) + "\"");
        var parts = Stream.of(Stream.of("{\"manifest\": ["), manifests, Stream.of("], \"tags\": [\"a\", \"b\"]}"));
        transport.answers(Answer.status(200)
                .body(Bodies.generated(parts.flatMap(part -> part).iterator())));

        assertThat(registry().tags(REPOSITORY)).containsExactly("a", "b");
    }

    @Test
    void aPageMayHaveAnyNumberOfNames() {
        assertThat(tags("{\"tags\": [" + "\"a\",".repeat(600_000) + "\"b\"]}")).hasSize(600_001);
    }

    @Test
    void whatIsNoListIsNotQuotedSinceItMayRepeatASecret() {
        assertThatThrownBy(() -> tags("{\"tags\": [topsecret]}"))
                .isInstanceOf(RegistryProtocolException.class)
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("topsecret"));
    }

    @Test
    void aNameWithoutEndIsRefused() {
        var body = Bodies.endless("{\"tags\": [\"", 'x');
        transport.answers(Answer.status(200).body(body));

        assertThatThrownBy(() -> registry().tags(REPOSITORY).toList()).isInstanceOf(RegistryProtocolException.class);

        assertThat(body.count()).isLessThan(2 << 20);
    }

    @Test
    void aPageThatBreaksOffIsAnErrorBehindTheNamesThatCame() {
        transport.answers(Answer.status(200).body(Bodies.cut("{\"tags\": [\"a\", \"b\", ", new IOException("reset"))));

        var names = registry().tags(REPOSITORY).iterator();

        assertThat(names.next()).isEqualTo("a");
        assertThat(names.next()).isEqualTo("b");
        assertThatThrownBy(names::hasNext)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("reset");
        assertThat(names.hasNext()).isFalse();
    }

    @Test
    void aMillionNamesInOnePageAreReadAsTheyCome() {
        var names = IntStream.range(0, 1_000_000).mapToObj(i -> (i == 0 ? "" : ",") + "\"name-" + i + "\"");
        var body = Bodies.generated(Stream.of(Stream.of("{\"repositories\": ["), names, Stream.of("]}"))
                .flatMap(part -> part)
                .iterator());
        transport.answers(Answer.status(200).body(body));

        var delivered = 0L;
        var count = 0;
        for (var name : (Iterable<String>) registry().repositories(HOST)::iterator) {
            delivered += name.length() + 3L;
            count++;
            if (count % 1000 == 0) {
                assertThat(body.count() - delivered).as("bytes read ahead").isLessThan(64 * 1024);
            }
        }

        assertThat(count).isEqualTo(1_000_000);
    }

    @Test
    void aRepositoryWithoutTagsMayBeGone() {
        transport.answers(Answer.status(404).body("""
                {"errors": [{"code": "NAME_UNKNOWN"}]}"""));

        assertThatThrownBy(() -> registry().tags(REPOSITORY).toList())
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContainingAll("registry.example.org/acme/ml/app", "NAME_UNKNOWN");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 405, 501})
    void aRegistryMayHaveNoCatalog(int status) {
        transport.answers(Answer.status(status));

        assertThatThrownBy(() -> registry().repositories(HOST).toList())
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageContaining("does not list its repositories");
    }
}
