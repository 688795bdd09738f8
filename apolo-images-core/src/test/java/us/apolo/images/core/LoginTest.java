package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.AdapterSelectionException;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.core.operation.FakeTime;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.port.LoginPort;
import us.apolo.images.port.Transfer;

/** What a login is asked for, and what counts beside it. */
class LoginTest {
    private static final String OTHER_HOST = "other.example.org";

    private final Declared declared;
    private final Providers.Transport transport = new Providers.Transport(HttpTransportConfig.DEFAULT);
    private final MemoryRegistry registry = new MemoryRegistry();
    private final MemoryStore store = new MemoryStore(registry);

    LoginTest(@TempDir Path folder) {
        declared = new Declared(folder);
        Providers.TRANSPORTS.clear();
    }

    @AfterEach
    void close() {
        declared.close();
    }

    /** A login that knows one registry, and remembers which transports it was asked with. */
    private static final class PlayedLogin implements LoginPort {
        private final List<HttpTransport> configsOver = new ArrayList<>();
        private final List<HttpTransport> credentialsOver = new ArrayList<>();
        private final List<ImagesException> failures = new ArrayList<>();

        @Override
        public ApoloConfig config(HttpTransport transport) {
            configsOver.add(transport);
            if (!failures.isEmpty()) {
                throw failures.remove(0);
            }
            return Setting.config();
        }

        @Override
        public CredentialsProvider credentials(HttpTransport transport) {
            credentialsOver.add(transport);
            return CredentialsProvider.of(Setting.HOST, "person", "login-token");
        }
    }

    private final PlayedLogin login = new PlayedLogin();

    private ApoloImages.Builder builder() {
        return ApoloImages.builder()
                .login(login)
                .transport(transport)
                .registry(registry)
                .localStore(store);
    }

    private Optional<Credentials> credentialsOfAPush(ApoloImages.Builder builder) {
        store.put("app:v1", MemoryRegistry.image("app"));
        try (var images = builder.build()) {
            images.push(new LocalImage("app", "v1"), Setting.REMOTE);
        }
        return store.transfers.stream()
                .map(Transfer::credentials)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void aLoginIsAllThatIsNeeded() {
        assertThat(credentialsOfAPush(builder())).contains(new Credentials("person", "login-token"));
        assertThat(login.configsOver).containsExactly(transport);
        assertThat(login.credentialsOver).containsExactly(transport);
    }

    @Test
    void theNamesAreReadByTheLoginsConfiguration() {
        try (var images = builder().build()) {
            assertThat(images.parser().remoteImage("image:app:v1")).isEqualTo(Setting.REMOTE);
        }
    }

    @Test
    void nothingIsAskedOfTheLoginBeforeTheImagesAreBuilt() {
        builder();

        assertThat(login.configsOver).isEmpty();
        assertThat(login.credentialsOver).isEmpty();
    }

    @Test
    void aGivenConfigurationTakesThePlaceOfTheLogins() {
        var config = ApoloConfig.builder()
                .cluster("default", URI.create("https://" + Setting.HOST))
                .organization("acme")
                .project("mine")
                .build();
        try (var images = builder().config(config).build()) {
            assertThat(images.parser().remoteImage("image:app:v1").projectName())
                    .isEqualTo("mine");
        }
        assertThat(login.configsOver).isEmpty();
    }

    @Test
    void givenCredentialsAreAskedFirst() {
        assertThat(credentialsOfAPush(builder().credentials(CredentialsProvider.of(Setting.HOST, "robot", "own"))))
                .contains(new Credentials("robot", "own"));
        assertThat(credentialsOfAPush(builder().credentials(CredentialsProvider.of(OTHER_HOST, "robot", "own"))))
                .contains(new Credentials("person", "login-token"));
    }

    @Test
    void aLoginThatIsNoneIsAnErrorAndTheTransportThatWasMadeIsClosed() {
        declared.declare(HttpTransportProvider.class, Providers.Alpha.class);
        login.failures.add(new CredentialsUnavailableException("Log in first", null));

        assertThatThrownBy(() ->
                        ApoloImages.builder().login(login).localStore(store).build())
                .isInstanceOf(CredentialsUnavailableException.class);

        assertThat(Providers.TRANSPORTS)
                .singleElement()
                .satisfies(it -> assertThat(it.timesClosed()).isEqualTo(1));
    }

    @Test
    void aTransportThatWasGivenStaysOpen() {
        login.failures.add(new CredentialsUnavailableException("Log in first", null));

        assertThatThrownBy(() -> builder().build()).isInstanceOf(CredentialsUnavailableException.class);

        assertThat(transport.timesClosed()).isZero();
    }

    @Test
    void aLoginNeedsATransportEvenBesideARegistryThatIsGiven() {
        assertThatThrownBy(() ->
                        ApoloImages.builder().login(login).registry(registry).build())
                .isInstanceOf(AdapterSelectionException.class);
    }

    @Test
    void whatMayPassWhileTheLoginIsAskedIsTriedAgain() {
        login.failures.add(new RegistryUnavailableException("Not now", null, null, null));
        login.failures.add(new RegistryUnavailableException("Not now", null, null, null));

        builder().time(new FakeTime()).build().close();

        assertThat(login.configsOver).hasSize(3);
    }
}
