package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"text\"",
                "null",
                "true",
                "[1, -2, 2147483648, 123456789012345678901234567890, 1.5, 1e3]",
                "{\"a\": {\"b\": [{\"c\": null}, [], [[true, false]], \"\"]}, \"d\": \"\\u00e9\\n\"}",
                "{\"twice\": 1, \"twice\": 2}",
                " \t{\"a\" : 1}\n"
            })
    void aDocumentIsReadAsAMapperReadsIt(String text) {
        assertThat(Json.parse(bytes(text), "The text").toString())
                .isEqualTo(JsonMapper.shared().readTree(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[1,",
                "{\"a\"}",
                "{} {}",
                "[] 1",
                "tru",
                "{\"a\": 1,}",
                "'a'",
                "{} x",
                "{\"token\": secret}"
            })
    void whatIsNoDocumentIsRefusedWithoutBeingQuoted(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.parse(bytes(text), "The text"))
                .withMessageStartingWith("The text is not ")
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void nothingIsMissing(String text) {
        assertThat(Json.parse(bytes(text), "The text").isMissingNode()).isTrue();
    }
}
