package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryUnavailableException;

/** When a stream of names asks, and when it lets go. */
class PageStreamTest extends RegistryTest {
    private static Answer page(int number) {
        return Answer.ok("{\"tags\": [\"%d-a\", \"%d-b\"]}".formatted(number, number))
                .with("Link", "<?page=" + (number + 1) + ">; rel=next");
    }

    @Test
    void nothingIsAskedForBeforeTheStreamIsRead() {
        try (var tags = registry().tags(REPOSITORY)) {
            assertThat(tags.map(String::length)).isNotNull();
        }

        assertThat(transport.requests()).isEmpty();
    }

    @Test
    void theNextPageIsAskedForWhenTheLastOneIsUsedUp() {
        transport.answers(page(1), page(2));
        try (var tags = registry().tags(REPOSITORY)) {
            var names = tags.iterator();

            assertThat(names.next()).isEqualTo("1-a");
            assertThat(names.next()).isEqualTo("1-b");
            assertThat(transport.requests()).hasSize(1);

            assertThat(names.next()).isEqualTo("2-a");
            assertThat(transport.requests()).hasSize(2);
        }
    }

    @Test
    void onePageAtATimeIsOpen() {
        transport.answers(page(1), page(2));
        try (var tags = registry().tags(REPOSITORY)) {
            tags.iterator().forEachRemaining(name -> {
                assertThat(transport.unfinished()).isEqualTo(1);
                if (name.equals("2-b")) {
                    transport.answers(Answer.ok("{}"));
                }
            });
        }
    }

    @Test
    void closingEarlyFreesThePage() {
        transport.answers(page(1));
        try (var tags = registry().tags(REPOSITORY)) {
            assertThat(tags.findFirst()).contains("1-a");
            assertThat(transport.unfinished()).isEqualTo(1);
        }

        assertThat(transport.unfinished()).isZero();
    }

    @Test
    void aClosedStreamIsAtItsEnd() {
        transport.answers(page(1));
        var tags = registry().tags(REPOSITORY);
        var names = tags.iterator();
        assertThat(names.next()).isEqualTo("1-a");

        tags.close();

        assertThat(names.hasNext()).isFalse();
        assertThatThrownBy(names::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void readingToTheEndFreesThePageWithoutClosing() {
        transport.answers(page(1), Answer.ok("{\"tags\": [\"c\"]}"));

        assertThat(registry().tags(REPOSITORY).count()).isEqualTo(3);

        assertThat(transport.unfinished()).isZero();
    }

    @Test
    void anErrorInAPageFreesIt() {
        transport.answers(Answer.ok("{\"tags\": [\"a\", 1]}"));

        assertThatThrownBy(() -> registry().tags(REPOSITORY).toList()).isInstanceOf(RegistryProtocolException.class);

        assertThat(transport.unfinished()).isZero();
    }

    @Test
    void anErrorInTheSecondPageComesBehindTheNamesOfTheFirst() {
        transport.answers(page(1), Answer.status(502));
        var names = registry().tags(REPOSITORY).iterator();

        assertThat(names.next()).isEqualTo("1-a");
        assertThat(names.next()).isEqualTo("1-b");
        assertThatThrownBy(names::hasNext).isInstanceOf(RegistryUnavailableException.class);
        assertThat(names.hasNext()).isFalse();
    }

    @Test
    void anErrorOfTheReaderLeavesThePageToClose() {
        transport.answers(page(1));

        assertThatThrownBy(() -> {
                    try (var tags = registry().tags(REPOSITORY)) {
                        tags.forEach(name -> {
                            throw new IllegalStateException("The reader has failed");
                        });
                    }
                })
                .isInstanceOf(IllegalStateException.class);

        assertThat(transport.unfinished()).isZero();
    }
}
