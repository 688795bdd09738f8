package us.apolo.images.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerProvider;

class OciLayoutProviderTest {
    private static LocalDockerProvider provider() {
        return ServiceLoader.load(LocalDockerProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.name().equals("oci-layout"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void makesAStoreInTheFolderThatIsTheLocation() {
        try (var store = provider().create(LocalDockerConfig.DEFAULT.withLocation("some/folder"))) {
            assertInstanceOf(OciLayout.class, store);
            assertTrue(store.toString().endsWith("some/folder"), store::toString);
        }
    }

    @Test
    void withoutALocationItSaysThatOneIsNeeded() {
        var error =
                assertThrows(IllegalArgumentException.class, () -> provider().create(LocalDockerConfig.DEFAULT));

        assertTrue(String.valueOf(error.getMessage()).contains("location"), error::toString);
    }

    @Test
    void whatIsNoPathIsRefused() {
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> provider().create(LocalDockerConfig.DEFAULT.withLocation("a\0b")));

        assertEquals("The location of the local store is not a path: a\0b", error.getMessage());
    }
}
