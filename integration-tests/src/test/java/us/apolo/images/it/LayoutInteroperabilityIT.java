package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.Digest;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.services.Command;
import us.apolo.images.services.Program;
import us.apolo.images.services.RealParts;

/**
 * The folder of the layout adapter before others: what skopeo writes is pushed, what is written here skopeo reads and an
 * engine runs, and an image has one digest wherever it has been.
 */
@ExtendWith(RealServices.Extension.class)
class LayoutInteroperabilityIT {
    /** A program without libraries that is on every Debian. */
    private static final List<String> RUNNABLE = List.of("/ldconfig", "--version");

    private static final LocalImage APP = new LocalImage("app", "v1");

    private final RealServices services;
    private final String project = RealServices.newProject();

    @TempDir
    Path parent = Path.of("");

    private Path folder = Path.of("");

    LayoutInteroperabilityIT(RealServices services) {
        RealParts.require(Program.SKOPEO);
        this.services = services;
    }

    @BeforeEach
    void nameFolder() {
        folder = parent.resolve("layout");
    }

    private ApoloImages.Builder builder(Transport transport) {
        return ApoloImages.builder()
                .transport(transport.name().toLowerCase(Locale.ROOT))
                .config(services.config(project))
                .credentials(services.credentials());
    }

    private RemoteImage remote(String repository) {
        return RemoteImage.newExternalImage(
                "layout/" + project + "/" + repository, services.registry().authority(), "v1");
    }

    private String docker(String... words) {
        return services.engine().docker(words).run().output();
    }

    /** An image that does something when it is run. */
    private void makeRunnable(String name) {
        var archive = parent.resolve("files.tar");
        Command.of("tar", "-C", "/sbin", "-cf", archive.toString(), "ldconfig").run();
        docker("import", "--change", "CMD [\"" + String.join("\",\"", RUNNABLE) + "\"]", archive.toString(), name);
    }

    private void assertRuns(String name) {
        assertThat(docker("run", "--rm", "--network=none", name)).contains("ldconfig");
    }

    @ParameterizedTest
    @EnumSource
    void anImageHasOneDigestOnEveryWayRound(Transport transport) throws IOException {
        makeRunnable(APP.toString());
        var first = remote("first");
        var digest = pushFromEngine(transport, first);
        docker("rmi", "--force", APP.toString());
        var skopeo = new Skopeo(services, parent);

        try (var store = OciLayout.open(folder);
                var images = builder(transport).localStore(store).build()) {
            images.pull(first, APP);
            assertThat(store.inspect(APP).orElseThrow().id()).isEqualTo(digest);
            assertThat(skopeo.layers("oci:" + folder + ":" + APP))
                    .isEqualTo(skopeo.layers("docker://" + first.asDockerUrl()))
                    .isNotEmpty();

            images.push(APP, remote("second"));
            assertThat(images.digest(remote("second"))).isEqualTo(digest);
        }
        try (var images = engineImages(transport)) {
            images.pull(remote("second"), APP);
        }
        assertRuns(APP.toString());
        assertThat(pushFromEngine(transport, remote("third"))).isEqualTo(digest);
        docker("rmi", "--force", APP.toString());
    }

    private Images engineImages(Transport transport) {
        return services.builder(
                        transport == Transport.OKHTTP ? AdapterPair.OKHTTP_AND_DAEMON : AdapterPair.APACHE_AND_DAEMON,
                        project)
                .build();
    }

    private Digest pushFromEngine(Transport transport, RemoteImage remote) {
        try (var images = engineImages(transport)) {
            images.push(APP, remote);
            return images.digest(remote);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFolderThatSkopeoHasWrittenIsPushed(Transport transport) throws IOException {
        var skopeo = new Skopeo(services, parent);
        new OciFolder(parent.resolve("source")).writeIndex("v1", List.of("amd64", "arm64"), List.of(5, 6));
        skopeo.copy("oci:" + parent.resolve("source") + ":v1", "oci:" + folder + ":" + APP);
        // On the way skopeo has compressed the layers.
        var written = skopeo.digest("oci:" + folder + ":" + APP);
        try (var images = builder(transport).localStore(OciLayout.open(folder)).build()) {
            images.push(APP, remote("skopeo"));

            assertThat(images.digest(remote("skopeo"))).isEqualTo(written);
        }
        assertThat(skopeo.digest("docker://" + remote("skopeo").asDockerUrl())).isEqualTo(written);
    }

    @ParameterizedTest
    @EnumSource
    void aFolderThatIsWrittenHereIsCopiedIntoAnEngineThatRunsTheImage(Transport transport) throws IOException {
        makeRunnable(APP.toString());
        pushFromEngine(transport, remote("runnable"));
        docker("rmi", "--force", APP.toString());
        try (var images = builder(transport).localStore(OciLayout.open(folder)).build()) {
            images.pull(remote("runnable"), APP);
        }
        var skopeo = new Skopeo(services, parent);

        skopeo.copy(
                "oci:" + folder + ":" + APP,
                "docker-daemon:copied:v1",
                "--dest-daemon-host=" + services.engine().host());

        assertRuns("copied:v1");
        docker("rmi", "--force", "copied:v1");
    }

    @ParameterizedTest
    @EnumSource
    void whatIsWrittenHereSkopeoAddsTo(Transport transport) throws IOException {
        var skopeo = new Skopeo(services, parent);
        new OciFolder(parent.resolve("source")).writeImage("v1", 4_321);
        skopeo.copy(
                "oci:" + parent.resolve("source") + ":v1",
                "docker://" + remote("added").asDockerUrl());
        try (var store = OciLayout.open(folder);
                var images = builder(transport).localStore(store).build()) {
            images.pull(remote("added"), APP);

            skopeo.copy("oci:" + parent.resolve("source") + ":v1", "oci:" + folder + ":theirs:v2");

            var written = skopeo.digest("oci:" + folder + ":theirs:v2");
            assertThat(store.names()).containsExactlyInAnyOrder(APP, new LocalImage("theirs", "v2"));
            assertThat(store.inspect(new LocalImage("theirs", "v2"))
                            .orElseThrow()
                            .id())
                    .isEqualTo(written);
            store.untag(APP);
            assertThat(skopeo.digest("oci:" + folder + ":theirs:v2")).isEqualTo(written);
        }
    }
}
