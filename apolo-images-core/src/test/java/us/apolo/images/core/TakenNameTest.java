package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.FULL_NAME;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.REPOSITORY;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;

/** Another process moves the same image through the same engine, and takes the full name away when it is done. */
class TakenNameTest {
    private static final Manifest IMAGE = MemoryRegistry.image("app", 3);

    private final Setting setting = new Setting();

    @AfterEach
    void close() {
        setting.close();
    }

    private void takeNameAway() {
        setting.store.untag(MemoryStore.name(FULL_NAME));
    }

    @Test
    void aPullWhoseNameIsTakenBeforeItsImageHasItsOwnIsDoneAgain() {
        setting.registry.put(REPOSITORY, "v1", IMAGE);
        setting.store.calls.on("middle of pull", Calls.at(1, this::takeNameAway));

        setting.images.pull(REMOTE);

        assertThat(setting.store.names()).containsExactly("app:v1");
        assertThat(setting.store.idOf("app:v1")).contains(MemoryStore.id(IMAGE));
        assertThat(setting.store.transfers).hasSize(2);
    }

    @Test
    void aPullWhoseNameIsTakenAgainAndAgainEnds() {
        setting.registry.put(REPOSITORY, "v1", IMAGE);
        setting.store.calls.on("middle of pull", this::takeNameAway);

        assertThatThrownBy(() -> setting.images.pull(REMOTE))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining(FULL_NAME);
        assertThat(setting.store.transfers).hasSize(5);
        assertThat(setting.store.names()).isEmpty();
    }

    @Test
    void aPushWhoseNameIsTakenBeforeTheEngineLooksIsDoneAgain() {
        setting.store.put("app:v1", IMAGE);
        setting.store.calls.on("push", Calls.at(1, this::takeNameAway));

        setting.images.push(LOCAL, REMOTE);

        assertThat(setting.registry.find(REPOSITORY, Reference.tag("v1"))).isSameAs(IMAGE);
        assertThat(setting.store.names()).containsExactly("app:v1");
        assertThat(setting.store.transfers).hasSize(2);
    }

    @Test
    void aPushWhoseNameIsTakenAgainAndAgainEnds() {
        setting.store.put("app:v1", IMAGE);
        setting.store.calls.on("push", this::takeNameAway);

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isInstanceOf(ImageNotFoundException.class);
        assertThat(setting.store.transfers).hasSize(5);
        assertThat(setting.store.names()).containsExactly("app:v1");
    }

    @Test
    void anEngineThatDoesNotFindANameThatIsThereIsNotAskedAgain() {
        setting.store.put("app:v1", IMAGE);
        var error = new ImageNotFoundException("app", "the engine", null, null);
        setting.store.calls.on("push", Calls.failing(() -> error));

        assertThatThrownBy(() -> setting.images.push(LOCAL, REMOTE)).isSameAs(error);
        assertThat(setting.store.transfers).hasSize(1);
    }
}
