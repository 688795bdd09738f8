package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.MemoryRegistry.entry;
import static us.apolo.images.core.MemoryRegistry.image;
import static us.apolo.images.core.MemoryRegistry.index;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.REPOSITORY;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Platform;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.Tag;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;

class SizeTest {
    private static final Manifest AMD = image("amd", 1);
    private static final Manifest ARM_V6 = image("arm v6", 20);
    private static final Manifest ARM_V7 = image("arm v7", 300);

    private final Setting setting = new Setting();

    SizeTest() {
        setting.registry.putUntagged(AMD);
        setting.registry.putUntagged(ARM_V6);
        setting.registry.putUntagged(ARM_V7);
    }

    @AfterEach
    void close() {
        setting.close();
    }

    private long sizeOf(Manifest manifest) {
        setting.registry.put(REPOSITORY, "v1", manifest);
        return setting.images.size(REMOTE);
    }

    @Test
    void theSizeIsTheSumOfTheLayers() {
        assertThat(sizeOf(image("app", 5_000_000_000L, 7, 0))).isEqualTo(5_000_000_007L);
        assertThat(setting.images.tagInfo(REMOTE)).isEqualTo(new Tag("v1", 5_000_000_007L));
    }

    @Test
    void anImageWithoutLayersHasNoSize() {
        assertThat(sizeOf(image("empty"))).isZero();
    }

    @Test
    void ofAnIndexTheImageForLinuxOnAmd64Counts() {
        assertThat(sizeOf(index("all", entry(ARM_V6, "linux/arm/v6"), entry(AMD, "linux/amd64"))))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"linux/arm/v7,300", "linux/arm/v6,20", "linux/arm,20", "linux/amd64,1"})
    void ofAnIndexTheImageForTheConfiguredPlatformCounts(String platform, long size) {
        try (var other = new Setting(builder -> builder.platform(Platform.parse(platform)))) {
            other.registry.putUntagged(AMD);
            other.registry.putUntagged(ARM_V6);
            other.registry.putUntagged(ARM_V7);
            other.registry.put(
                    REPOSITORY,
                    "v1",
                    index(
                            "all",
                            entry(AMD, "linux/amd64"),
                            entry(ARM_V6, "linux/arm/v6"),
                            entry(ARM_V7, "linux/arm/v7")));

            assertThat(other.images.size(REMOTE)).isEqualTo(size);
        }
    }

    @Test
    void theOnlyEntryOfAnIndexCountsIfItNamesNoPlatform() {
        assertThat(sizeOf(index("single", entry(ARM_V6, null)))).isEqualTo(20);
    }

    @Test
    void theOnlyEntryOfAnIndexDoesNotCountIfItNamesAnotherPlatform() {
        assertThatThrownBy(() -> sizeOf(index("single", entry(ARM_V6, "linux/arm/v6"))))
                .isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void aMissingPlatformIsSaidWithThoseThereAre() {
        assertThatThrownBy(() -> sizeOf(index("arm", entry(ARM_V6, "linux/arm/v6"), entry(ARM_V7, "linux/arm/v7"))))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("linux/amd64")
                .hasMessageContaining("linux/arm/v6, linux/arm/v7")
                .hasMessageContaining(REMOTE.toString());
    }

    @Test
    void anEmptyIndexHasNothingForThePlatform() {
        assertThatThrownBy(() -> sizeOf(index("empty")))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessageContaining("no platform by name");
    }

    @Test
    void anIndexMayStandInAnIndex() {
        var manifest = AMD;
        for (var depth = 1; depth <= 4; depth++) {
            setting.registry.putUntagged(manifest);
            manifest = index("depth " + depth, entry(manifest, "linux/amd64"));
        }
        assertThat(sizeOf(manifest)).isEqualTo(1);
    }

    @Test
    void anIndexThatContainsItselfIsGivenUp() {
        var digest = Digest.sha256(new byte[] {7});
        var placeholder = entry(AMD, "linux/amd64");
        var self = index("self", new Descriptor("", digest, 1, placeholder.platform(), Map.of()));
        setting.registry.putAs(digest, self);

        assertThatThrownBy(() -> sizeOf(self)).isInstanceOf(RegistryProtocolException.class);
        assertThat(setting.registry.calls.madeStarting("manifest")).hasSize(5);
    }

    @Test
    void sizesThatNoNumberHoldsAreAnErrorOfTheRegistry() {
        assertThatThrownBy(() -> sizeOf(image("huge", Long.MAX_VALUE, 1)))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining(REMOTE.toString());
    }

    @Test
    void aMissingTagIsSaid() {
        assertThatThrownBy(() -> setting.images.size(REMOTE.withTag("none")))
                .isInstanceOf(ImageNotFoundException.class);
    }
}
