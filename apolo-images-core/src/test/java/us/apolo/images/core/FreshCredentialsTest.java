package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.HOST;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.REPOSITORY;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.port.Manifest;

/** A store that says that the registry does not accept the credentials. */
class FreshCredentialsTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);
    private static final Credentials STALE = new Credentials("user", "stale");
    private static final Credentials FRESH = new Credentials("user", "fresh");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private Optional<Credentials> renewed = Optional.of(FRESH);
    private final Setting setting = new Setting(builder -> builder.credentials(new CredentialsProvider() {
        @Override
        public Optional<Credentials> credentials(String registry) {
            asked.add("credentials " + registry);
            return Optional.of(STALE);
        }

        @Override
        public Optional<Credentials> renew(String registry, Credentials refused) {
            asked.add("renew " + registry + " " + refused.password());
            return renewed;
        }
    }));

    FreshCredentialsTest() {
        setting.store.put("app:v1", IMAGE);
        setting.store.accept(credentials -> credentials.equals(Optional.of(FRESH)));
    }

    @AfterEach
    void close() {
        setting.close();
    }

    @Test
    void aPushIsRepeatedOnceWithFreshOnes() {
        setting.images.push(LOCAL, REMOTE);

        assertThat(asked).containsExactly("credentials " + HOST, "renew " + HOST + " stale");
        assertThat(setting.store.transfers)
                .extracting(it -> it.credentials().orElseThrow())
                .containsExactly(STALE, FRESH);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void aPullIsRepeatedOnceWithFreshOnes() {
        setting.registry.put(REPOSITORY, "v2", IMAGE);

        setting.images.pull(REMOTE.withTag("v2"));

        assertThat(asked).containsExactly("credentials " + HOST, "renew " + HOST + " stale");
        assertThat(setting.store.names()).containsExactlyInAnyOrder("app:v1", "app:v2");
    }

    @Test
    void freshOnesThatAreRefusedTooAreNotFollowedByOthers() {
        setting.store.accept(credentials -> false);

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isInstanceOf(NotAuthenticatedException.class);
        assertThat(setting.store.transfers).hasSize(2);
        assertThat(asked).hasSize(2);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void theSameOnesAreNotTriedAgain() {
        renewed = Optional.of(STALE);

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isInstanceOf(NotAuthenticatedException.class);
        assertThat(setting.store.transfers).hasSize(1);
    }

    @Test
    void withoutOthersThePushIsNotRepeated() {
        renewed = Optional.empty();

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isInstanceOf(NotAuthenticatedException.class);
        assertThat(setting.store.transfers).hasSize(1);
    }

    @Test
    void theProviderIsAskedAgainForTheNextOperation() {
        setting.images.push(LOCAL, REMOTE);
        setting.images.push(LOCAL, REMOTE);

        assertThat(asked).filteredOn(it -> it.startsWith("credentials")).hasSize(2);
    }

    @Test
    void whatTheProviderThrowsEndsThePushAndLeavesNothing() {
        var error = new IllegalStateException("The login has expired");
        try (var other = new Setting(builder -> builder.credentials(registry -> {
            throw error;
        }))) {
            other.store.put("app:v1", IMAGE);

            assertThatThrownBy(() -> other.images.push(LOCAL, REMOTE)).isSameAs(error);
            assertThat(other.store.names()).containsExactly("app:v1");
        }
    }
}
