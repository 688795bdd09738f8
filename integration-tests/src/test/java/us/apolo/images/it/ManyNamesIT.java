package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.Images;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.core.registry.HttpRegistry;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.services.RegistryProcess;
import us.apolo.images.transport.okhttp.OkHttpTransport;

/** A thousand tags and two thousand repositories, written through the registry port and listed in full. */
@org.junit.jupiter.api.Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyNamesIT {
    private static final int REPOSITORIES = 2_000;
    private static final int TAGS = 1_000;
    private static final int PAGE_LIMIT = 300;

    /** The configuration and the only layer of every image, for all that a registry looks. */
    private static final byte[] BLOB = "{}".getBytes(StandardCharsets.UTF_8);

    private final RegistryProcess registry =
            RegistryProcess.builder().catalogMaxEntries(PAGE_LIMIT).start();

    private Images images(String transport) {
        // No image moves here, but of two local stores one has to be named all the same.
        return ApoloImages.builder()
                .transport(transport)
                .localStore("docker-daemon")
                .config(config())
                .build();
    }

    private ApoloConfig config() {
        return ApoloConfig.builder().cluster("many", registry.uri()).build();
    }

    @BeforeAll
    void fill() {
        try (var transport = OkHttpTransport.create(HttpTransportConfig.DEFAULT)) {
            var port = new HttpRegistry.Factory(transport, config()).create(CredentialsProvider.anonymous());
            var first = repository(0);
            port.writeBlob(first, Digest.sha256(BLOB), HttpBody.of(BLOB));
            IntStream.range(0, REPOSITORIES).parallel().forEach(i -> addRepository(port, first, repository(i)));
            IntStream.range(0, TAGS)
                    .parallel()
                    .forEach(i -> port.putManifest(first, Reference.tag("t" + i), manifest()));
        }
    }

    private static void addRepository(RegistryPort port, Repository source, Repository repository) {
        if (!repository.equals(source)) {
            assertThat(port.mountBlob(repository, Digest.sha256(BLOB), source)).isTrue();
        }
        port.putManifest(repository, Reference.tag("v1"), manifest());
    }

    private Repository repository(int number) {
        return new Repository(registry.authority(), "acme/ml/repository-%04d".formatted(number));
    }

    private static ManifestContent manifest() {
        var mediaType = "application/vnd.oci.image.manifest.v1+json";
        var text = """
                {"schemaVersion":2,"mediaType":"%s",
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
                "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}""".formatted(mediaType, Digest.sha256(BLOB), BLOB.length, Digest.sha256(BLOB), BLOB.length);
        return new ManifestContent(mediaType, text.getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    void end() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "apache"})
    void listsEveryRepositoryAlthoughThePagesAreSmallerThanAskedFor(String transport) {
        try (var images = images(transport)) {
            assertThat(images.list())
                    .extracting(RemoteImage::name)
                    .containsExactlyElementsOf(IntStream.range(0, REPOSITORIES)
                            .mapToObj("repository-%04d"::formatted)
                            .toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "apache"})
    void aStreamStopsAskingWhenNobodyReadsOn(String transport) {
        try (var images = images(transport);
                var stream = images.listStream()) {
            assertThat(stream.limit(5)).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "apache"})
    void listsEveryTagAndItsSize(String transport) {
        var image = RemoteImage.newPlatformImage("repository-0000", registry.authority(), "ml", "many", "acme", null);

        try (var images = images(transport)) {
            assertThat(images.tags(image)).hasSize(TAGS + 1).doesNotHaveDuplicates();
            assertThat(images.tagInfos(image))
                    .hasSize(TAGS + 1)
                    .extracting(Tag::size)
                    .containsOnly((long) BLOB.length);
        }
    }
}
