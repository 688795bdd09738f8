package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Attempt;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryUnavailableException;

/** What becomes of a list whose page breaks off. */
class PageRetryTest extends PatientRegistryTest {
    /** A body whose end never comes. */
    private static Answer brokenPage(String beginning) {
        return Answer.status(200)
                .body(Bodies.cut(beginning + " ".repeat(9000), new SocketException("Connection reset")));
    }

    @Test
    void aPageThatBreaksOffGoesOnBehindTheNamesThatWereGiven() {
        transport.answers(brokenPage("{\"tags\":[\"a\",\"b\","), Answer.ok("{\"tags\":[\"a\",\"b\",\"c\"]}"));

        assertThat(registry().tags(REPOSITORY)).containsExactly("a", "b", "c");
        assertThat(transport.requests()).hasSize(2);
    }

    @Test
    void onlyThePageThatBreaksOffIsAskedForAgain() {
        var next = TAGS_URL + "?last=b";
        transport.answers(
                Answer.ok("{\"tags\":[\"a\",\"b\"]}").with("Link", "<" + next + ">; rel=\"next\""),
                brokenPage("{\"tags\":[\"c\","),
                brokenPage("{\"tags\":["),
                Answer.ok("{\"tags\":[\"c\",\"d\"]}"));

        assertThat(registry().tags(REPOSITORY)).containsExactly("a", "b", "c", "d");
        assertThat(transport.lines().subList(1, 4)).containsOnly("GET " + next);
    }

    @Test
    void aPageThatBreaksOffAndCannotBeHadAgainIsAnError() {
        transport.script(request -> brokenPage("{\"tags\":[\"a\","));

        assertThatThrownBy(() -> registry().tags(REPOSITORY).toList())
                .isInstanceOfSatisfying(
                        RegistryUnavailableException.class,
                        e -> assertThat(e.attempts())
                                .extracting(Attempt::outcome)
                                .hasSize(4));
        assertThat(transport.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"tags\":[\"a\",\"x\",\"c\"]}", "{\"tags\":[\"a\"]}", "{}"})
    void aPageThatIsAnotherOneNowCannotGoOn(String other) {
        transport.answers(brokenPage("{\"tags\":[\"a\",\"b\","), Answer.ok(other));

        assertThatThrownBy(() -> registry().tags(REPOSITORY).toList())
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("after 2 attempts");
    }

    @Test
    void aPageThatIsClosedWhileItWaitsLeavesNothingOpen() {
        transport.answers(brokenPage("{\"tags\":[\"a\","));
        time.onSleep(Thread.currentThread()::interrupt);

        try (var tags = registry().tags(REPOSITORY)) {
            assertThatThrownBy(tags::toList).isInstanceOf(OperationCancelledException.class);
        }
    }
}
