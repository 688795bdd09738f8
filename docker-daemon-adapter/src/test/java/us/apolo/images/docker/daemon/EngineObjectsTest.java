package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EngineObjectsTest {
    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void partsOfAnInspectionThatNobodyReadsDoNoHarm() throws IOException {
        var image = EngineObjects.inspection(
                bytes("{\"Id\":\"a\",\"Size\":7,\"RepoDigests\":[\"b\"],\"Config\":\"of another form\",\"New\":[1],"
                        + "\"RootFS\":null,\"RepoTags\":{\"of\":\"another form\"}}"));
        assertThat(image.getId()).isEqualTo("a");
        assertThat(image.getSize()).isEqualTo(7);
        assertThat(image.getRepoDigests()).containsExactly("b");
        assertThat(image.getConfig()).isNull();
    }

    @Test
    void anInspectionOfAnotherFormIsAnErrorOfTheAnswer() {
        assertThatThrownBy(() -> EngineObjects.inspection(bytes("{\"Id\":[1]}")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("what the engine says cannot be read");
        assertThatThrownBy(() -> EngineObjects.inspection(bytes("<html>"))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> EngineObjects.inspection(bytes(""))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> EngineObjects.inspection(bytes("null"))).isInstanceOf(IOException.class);
    }

    @Test
    void theMessageIsTakenOutOfARefusal() {
        assertThat(EngineObjects.message("{\"message\":\"no room left\"}")).isEqualTo("no room left");
    }

    @Test
    void aRefusalThatIsNoJsonIsTheMessage() {
        assertThat(EngineObjects.message("<html>Bad gateway</html>")).isEqualTo("<html>Bad gateway</html>");
        assertThat(EngineObjects.message("[]")).isEqualTo("[]");
        assertThat(EngineObjects.message("{\"message\":{}}")).isEqualTo("{\"message\":{}}");
        assertThat(EngineObjects.message("")).isEmpty();
    }

    @Test
    void anInspectionWithoutEndIsNotKept() {
        assertThatThrownBy(() -> EngineObjects.inspection(bytes("{\"New\":[" + "[],".repeat(1 << 20))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at once");
    }

    @Test
    void whatAnEngineSaysMayGoOnForEverButNoPartOfIt() throws IOException {
        var said = "{\"status\":\"Downloading\",\"id\":\"a\"}";
        var body = new PartialInput(bytes(said.repeat(100_000) + "{\"status\":\"" + "a".repeat(2 << 20)));
        var items = EngineObjects.items(body);
        for (var i = 0; i < 100_000; i++) {
            body.nextPart();
            var item = items.nextValue();
            assertThat(item).isNotNull();
        }
        body.nextPart();
        assertThatThrownBy(items::nextValue).hasMessageContaining("at once");
    }

    @Test
    void whatCannotBeReadIsNotQuotedSinceItMayRepeatASecret() {
        assertThatThrownBy(() -> EngineObjects.inspection(bytes("{\"Id\":topsecret}")))
                .hasMessageStartingWith("what the engine says cannot be read in line 1, column ")
                .hasMessageNotContaining("topsecret")
                .hasNoCause();
    }
}
