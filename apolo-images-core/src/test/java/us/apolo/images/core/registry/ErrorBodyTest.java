package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;

/** What may stand in the body of an error. */
class ErrorBodyTest extends RegistryTest {
    private RegistryRefusedException failure(Answer answer) {
        transport.answers(answer);
        return catchThrowableOfType(
                RegistryRefusedException.class, () -> registry().manifest(REPOSITORY, TAG));
    }

    private RegistryAnswer answer(String body) {
        return failure(Answer.status(400).body(body)).answer().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "1",
                "\"text\"",
                "{\"errors\": null}",
                "{\"errors\": \"DENIED\"}",
                "{\"errors\": [null, 1, \"a\", [], {}, {\"code\": null}, {\"code\": 5}, {\"code\": {\"code\": \"A\"}}]}",
                "{\"error\": {\"code\": \"A\"}}",
                "[{\"errors\": [{\"code\": \"A\"}]}]",
                "{\"errors\": [{\"code\": \"A\"",
                "<html><body>Bad Request</body></html>",
                "plain text"
            })
    void oddBodiesHaveNoCodes(String body) {
        var answer = answer(body);

        assertThat(answer.codes()).isEmpty();
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void anEmptyBodyIsEmpty() {
        var failure = failure(Answer.status(400));

        assertThat(failure.answer().orElseThrow().body()).isEmpty();
        assertThat(failure).hasMessageEndingWith("gave 400");
    }

    @Test
    void aMessageIsOneLine() {
        var failure = failure(
                Answer.status(400).body("{\"errors\": [{\"code\": \"A\\nB\\u001b[31m\"}]}\r\nforged line\u0000\u2028"));

        assertThat(failure.getMessage()).doesNotContainPattern("[\\p{Cntrl}\\u2028]");
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        var answer = failure(Answer.status(400).body(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 0, 'b', (byte) 0x80}))
                .answer()
                .orElseThrow();

        assertThat(answer.body()).isEqualTo("a\ufffd\ufffd b\ufffd");
    }

    @Test
    void anEndlessBodyIsCut() {
        var body = Bodies.endless("<html>", 'x');

        var failure = failure(Answer.status(400).body(body));

        assertThat(failure.answer().orElseThrow().body()).startsWith("<html>x").hasSize(RegistryAnswer.MAX_BODY);
        assertThat(failure.getMessage()).hasSizeLessThan(RegistryAnswer.MAX_BODY + 500);
        assertThat(body.count()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void codesAreCutInNumberAndLength() {
        var codes = IntStream.range(0, 500)
                .mapToObj(i -> "{\"code\": \"" + "C".repeat(100) + i + "\"}")
                .collect(Collectors.joining(", "));

        var failure = failure(Answer.status(400).body("{\"errors\": [" + codes + "]}"));

        assertThat(failure.answer().orElseThrow().codes()).hasSize(20).containsOnly("C".repeat(100));
        assertThat(failure.getMessage()).hasSizeLessThan(5000);
    }

    @Test
    void deepNestingDoesNotOverflowTheStack() {
        assertThat(answer("{\"errors\": " + "[".repeat(60_000)).codes()).isEmpty();
    }

    @Test
    void aBodyThatBreaksOffChangesNothingAboutTheStatus() {
        var reset = new IOException("reset");

        var failure = failure(Answer.status(400).body(Bodies.cut("{\"errors\"", reset)));

        assertThat(failure.answer().orElseThrow().status()).isEqualTo(400);
        assertThat(failure).hasSuppressedException(reset);
    }
}
