package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import org.junit.jupiter.api.Test;

class EngineRefusalTest {
    @Test
    void theMessageIsTakenOutOfAnAnswer() {
        assertThat(EngineRefusal.words(new InternalServerErrorException("{\"message\":\"no room left\"}")))
                .isEqualTo("no room left");
    }

    @Test
    void anAnswerThatIsNoJsonIsTheMessage() {
        assertThat(EngineRefusal.words(new DockerException("<html>Bad gateway</html>", 502)))
                .isEqualTo("<html>Bad gateway</html>");
        assertThat(EngineRefusal.words(new DockerException("[]", 502))).isEqualTo("[]");
    }
}
