package us.apolo.images.port.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import us.apolo.images.port.engine.EngineMessages.Failure;

class EngineMessagesTest {
    /** Each row: what it means, which engine says so, and its words. */
    @ParameterizedTest
    @CsvFileSource(resources = "/engine-messages.txt", delimiter = '|', quoteCharacter = '\u0001')
    void whatEnginesSayIsUnderstood(Failure meaning, String engine, String words) {
        assertThat(EngineMessages.read(words.replace("\\n", "\n"))).as(engine).isEqualTo(meaning);
    }
}
