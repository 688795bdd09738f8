package us.apolo.images.port.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.port.engine.EngineMessages.Failure;

class EngineMessagesTest {
    /** Each row: what it means, which engine says so, and its words. */
    @ParameterizedTest
    @CsvFileSource(resources = "/engine-messages.txt", delimiter = '|', quoteCharacter = '\u0001')
    void whatEnginesSayIsUnderstood(Failure meaning, String engine, String words) {
        assertThat(EngineMessages.read(words.replace("\\n", "\n"))).as(engine).isEqualTo(meaning);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "connection refused|Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused",
                "no such host|Get \"https://registry.invalid/v2/\": dial tcp: lookup registry.invalid: no such host",
                "EOF|failed to fetch anonymous token: Get \"https://auth.example/token?secret=1\": EOF",
                "unexpected EOF|unexpected EOF",
                "503|received unexpected HTTP status: 503 Service Unavailable",
                "503|failed to read from destination repository org/app: 503 (Service Unavailable)",
                "''|no space left on device"
            },
            delimiter = '|')
    void theReasonIsTheStatusOrTheWordsThatAreKnown(String reason, String words) {
        assertThat(EngineMessages.reason(words)).isEqualTo(reason);
    }
}
