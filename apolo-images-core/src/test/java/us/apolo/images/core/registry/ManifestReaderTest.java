package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.Platform;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;

class ManifestReaderTest {
    private static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
    private static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final String DIGEST = "sha256:" + "ab".repeat(32);

    private static Manifest read(String contentType, String document) {
        return ManifestReader.read("host/app:v1", contentType, document.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String document, String... words) {
        assertThatThrownBy(() -> read("", document))
                .isInstanceOf(RegistryProtocolException.class)
                .hasMessageContaining("host/app:v1")
                .hasMessageContainingAll(words);
    }

    private static String image(String layers) {
        return "{\"schemaVersion\": 2, \"layers\": " + layers + "}";
    }

    private static String layer(String size) {
        return "{\"digest\": \"" + DIGEST + "\", \"size\": " + size + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.OCI_MANIFEST, DOCKER_MANIFEST})
    void anImageHasAConfigurationAndLayers(String mediaType) {
        var document = """
                {"schemaVersion": 2, "mediaType": "%s",
                 "config": {"mediaType": "c", "digest": "%s", "size": 7},
                 "layers": [{"mediaType": "l", "digest": "%s", "size": 5, "annotations": {"a": "b", "n": 1}},
                            {"digest": "%s", "size": 9007199254740993}]}""".formatted(mediaType, DIGEST, DIGEST, DIGEST);

        var image = (Manifest.Image) read(mediaType, document);

        assertThat(image.content().mediaType()).isEqualTo(mediaType);
        assertThat(Objects.requireNonNull(image.config()).size()).isEqualTo(7);
        assertThat(image.layers()).extracting(Descriptor::mediaType).containsExactly("l", "");
        assertThat(image.layers().get(0).annotations()).isEqualTo(Map.of("a", "b"));
        assertThat(image.size()).isEqualTo(9007199254740998L);
    }

    @ParameterizedTest
    @ValueSource(strings = {MediaTypes.OCI_INDEX, DOCKER_LIST})
    void anIndexHasManifestsForPlatforms(String mediaType) {
        var document = """
                {"schemaVersion": 2, "mediaType": "%s", "manifests": [
                 {"digest": "%s", "size": 1, "platform": {"os": "linux", "architecture": "arm", "variant": "v7"}},
                 {"digest": "%s", "size": 1, "platform": {"os": "linux", "architecture": "amd64", "variant": ""}},
                 {"digest": "%s", "size": 1, "platform": {"os": "", "architecture": "amd64"}},
                 {"digest": "%s", "size": 1, "platform": "linux/amd64"},
                 {"digest": "%s", "size": 1}]}""".formatted(mediaType, DIGEST, DIGEST, DIGEST, DIGEST, DIGEST);

        var index = (Manifest.Index) read(mediaType, document);

        assertThat(index.content().mediaType()).isEqualTo(mediaType);
        assertThat(index.manifests())
                .extracting(Descriptor::platform)
                .containsExactly(
                        new Platform("linux", "arm", "v7"), new Platform("linux", "amd64", null), null, null, null);
    }

    @Test
    void theDocumentsOwnMediaTypeGoesBeforeAWrongContentType() {
        var document = image("[]").replace("{\"schema", "{\"mediaType\": \"" + DOCKER_MANIFEST + "\", \"schema");

        assertThat(read("application/json", document).content().mediaType()).isEqualTo(DOCKER_MANIFEST);
        assertThat(read(DOCKER_LIST, document).content().mediaType()).isEqualTo(DOCKER_MANIFEST);
    }

    @Test
    void withoutAnyMediaTypeTheMembersTell() {
        assertThat(read("", image("[]")).content().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
        assertThat(read("text/plain", "{\"manifests\": []}").content().mediaType())
                .isEqualTo(MediaTypes.OCI_INDEX);
        assertThat(read(DOCKER_LIST, "{\"manifests\": []}").content().mediaType())
                .isEqualTo(DOCKER_LIST);
    }

    @Test
    void aMediaTypeThatCouldNotBeSentBackIsNotKept() {
        var document = "{\"mediaType\": \"a\\r\\nX-Other: b\", \"layers\": []}";

        assertThat(read("", document).content().mediaType()).isEqualTo(MediaTypes.OCI_MANIFEST);
    }

    @Test
    void anImageThatCallsItselfAnIndexIsRefused() {
        assertRefused("{\"mediaType\": \"" + DOCKER_LIST + "\", \"layers\": []}", "calls itself " + DOCKER_LIST);
        assertRefused(
                "{\"mediaType\": \"" + DOCKER_MANIFEST + "\", \"manifests\": []}", "calls itself " + DOCKER_MANIFEST);
    }

    @Test
    void whatIsBothAnImageAndAnIndexIsRefused() {
        assertRefused("{\"layers\": [], \"manifests\": []}", "both an image and an index");
    }

    @Test
    void theOldSchemaIsNamed() {
        assertRefused("{\"schemaVersion\": 1, \"fsLayers\": []}", "schema 1", "push the image again");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"layers\": null}",
                "{\"layers\": {}}",
                "{\"manifests\": \"\"}",
                "{\"schemaVersion\": \"1\"}",
                "{\"schemaVersion\": 99999999999999999999}",
                "{\"errors\": [{\"code\": \"DENIED\"}]}"
            })
    void whatIsNeitherAnImageNorAnIndexIsRefused(String document) {
        assertRefused(document, "neither layers nor manifests");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[]", "null", "true", "1", "\"text\""})
    void whatIsNoJsonObjectIsRefused(String document) {
        assertRefused(document, "not a JSON object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{", "{\"layers\": [", "{\"layers\": []", "{'layers': []}", "{\"layers\": []} x"})
    void whatIsNotJsonIsRefused(String document) {
        assertRefused(document, "not JSON");
    }

    @Test
    void whatWouldTakeFarMoreMemoryThanItIsLongIsRefused() {
        assertRefused("{\"layers\":[" + "{},".repeat(300_000) + "{}]}", "is not JSON");
    }

    @Test
    void whatIsNotJsonIsNotQuotedSinceItMayRepeatASecret() {
        assertThatThrownBy(() -> read("", "{\"layers\": [\n topsecret]}"))
                .hasMessageContaining("is not JSON in line 2, column ")
                .satisfies(e -> assertThat(Texts.of(e)).doesNotContain("topsecret"));
    }

    @Test
    void deepNestingIsRefusedBeforeItOverflowsTheStack() {
        assertRefused("{\"layers\": " + "[".repeat(1_000_000), "not JSON");
        assertRefused("{\"a\":".repeat(200_000), "not JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "1.5",
                "1.0",
                "1e3",
                "null",
                "\"7\"",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999999999999999"
            })
    void anImpossibleSizeIsRefused(String size) {
        assertRefused(image("[" + layer(size) + "]"), "impossible size");
    }

    @Test
    void aSizeOfTooManyDigitsIsRefused() {
        assertRefused(image("[" + layer("9".repeat(100_000)) + "]"), "not JSON");
    }

    @Test
    void theLargestSizeIsRead() {
        var image = (Manifest.Image) read("", image("[" + layer("9223372036854775807") + "]"));

        assertThat(image.size()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null]", "[1]", "[[]]", "[{}]", "[{\"size\": 1}]", "[{\"digest\": 1, \"size\": 1}]"})
    void aLayerWithoutItsPartsIsRefused(String layers) {
        assertRefused(image(layers), "descriptor without a digest");
    }

    @Test
    void aLayerWithoutSizeIsRefused() {
        assertRefused(image("[{\"digest\": \"" + DIGEST + "\"}]"), "impossible size");
    }

    @Test
    void aBrokenConfigurationIsRefused() {
        assertRefused("{\"layers\": [], \"config\": {\"digest\": \"" + DIGEST + "\"}}", "impossible size");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256", "sha256:", "sha256:AB", "../../other", "sha256:%s/../x"})
    void aBrokenDigestIsRefused(String digest) {
        assertRefused(image("[{\"digest\": \"" + digest + "\", \"size\": 1}]"), "broken digest");
    }

    @Test
    void anArtifactMayHaveNoConfiguration() {
        assertThat(((Manifest.Image) read("", "{\"layers\": [], \"config\": null}")).config())
                .isNull();
    }
}
