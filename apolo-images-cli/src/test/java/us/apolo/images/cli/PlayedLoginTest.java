package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.TagOption;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.login.ApoloLogin;
import us.apolo.images.testkit.InMemoryStore;

/** The login that the first start makes up. */
class PlayedLoginTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void itIsReadLikeAnyOther() throws IOException, SQLException {
        var login = folder.resolve("login");
        PlayedLogin.write(login, URI.create("http://127.0.0.1:5000"));

        try (var images = ApoloImages.builder()
                .login(ApoloLogin.ofFolder(login))
                .transport("okhttp")
                .localStore(new InMemoryStore())
                .build()) {
            assertThat(images.parser()
                            .remoteImage("image:app:v1", TagOption.DEFAULT)
                            .asDockerUrl())
                    .isEqualTo("127.0.0.1:5000/acme/ml/app:v1");
        }
    }
}
