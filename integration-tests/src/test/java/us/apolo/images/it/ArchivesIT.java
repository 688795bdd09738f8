package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.Digest;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.oci.LoadedImage;
import us.apolo.images.oci.OciLayout;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Repository;
import us.apolo.images.port.Transfer;
import us.apolo.images.services.Command;
import us.apolo.images.services.PodmanCommand;
import us.apolo.images.services.Program;
import us.apolo.images.services.RealParts;
import us.apolo.images.services.SampleImage;
import us.apolo.images.testkit.InMemoryRegistry;
import us.apolo.images.testkit.TestImage;

/** Archives from engines and other tools into a folder, and from the folder into them. */
@ExtendWith(RealServices.Extension.class)
class ArchivesIT {
    private static final int LAYERS = 3;
    private static final long LAYER_BYTES = 300_000;

    private static PodmanCommand podman;

    private final RealServices services;

    @TempDir
    Path folder = Path.of("");

    private OciLayout store = OciLayout.open(Path.of("unused"));

    ArchivesIT(RealServices services) {
        this.services = services;
    }

    @BeforeAll
    static void start() {
        RealParts.require(Program.SKOPEO);
        podman = PodmanCommand.create("127.0.0.1");
    }

    @AfterAll
    static void stop() {
        podman.close();
    }

    @BeforeEach
    void open() {
        store = OciLayout.open(folder.resolve("layout"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private String make(String name, long seed) {
        return SampleImage.of(services.engine())
                .layers(LAYERS, LAYER_BYTES)
                .seed(seed)
                .make(name);
    }

    private Path archive(String name) {
        return folder.resolve(name + ".tar");
    }

    private Path saved(String image) {
        var archive = archive("engine");
        services.engine().docker("save", "--output", archive.toString(), image).run();
        return archive;
    }

    private String podman(String... arguments) {
        var words = new ArrayList<>(List.of(podman.path().toString()));
        words.addAll(List.of(arguments));
        return Command.of(words).timeLimit(Duration.ofMinutes(2)).run().output().strip();
    }

    private static String skopeo(String... arguments) {
        return rawSkopeo(arguments).strip();
    }

    private static String rawSkopeo(String... arguments) {
        var words = new ArrayList<>(List.of(Program.SKOPEO.path(), "--insecure-policy"));
        words.addAll(List.of(arguments));
        return Command.of(words).run().output();
    }

    /** The digest of the configuration, which engines use as the image's id, as skopeo finds it in the folder. */
    private String config(String image) {
        var config = rawSkopeo("inspect", "--config", "--raw", "oci:" + folder.resolve("layout") + ":" + image);
        return Digest.sha256(config.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Images images(String project) {
        return ApoloImages.builder()
                .transport("okhttp")
                .localStore(store)
                .config(services.config(project))
                .credentials(services.credentials())
                .build();
    }

    private String inEngine(String image) {
        return services.engine()
                .docker("image", "inspect", "--format", "{{.Id}}", image)
                .run()
                .output()
                .strip();
    }

    @Test
    void whatTheEngineHasSavedGoesToTheRegistryAsItIs() throws IOException {
        var config = make("saved:v1", 1);
        var loaded = store.load(saved("saved:v1"));
        var image = new LocalImage("saved", "v1");

        assertThat(loaded).hasSize(1);
        assertThat(config(loaded.get(0).names().get(0).toString())).isEqualTo(config);
        try (var images = images(RealServices.newProject())) {
            var remote = images.push(image);

            assertThat(images.digest(remote)).isEqualTo(loaded.get(0).id());
            assertThat(images.size(remote)).isBetween(LAYERS * LAYER_BYTES, LAYERS * (LAYER_BYTES + 10_000));
            store.untag(image);
            store.collect();
            assertThat(images.pull(remote)).isEqualTo(image);
            assertThat(store.inspect(image))
                    .hasValueSatisfying(stored ->
                            assertThat(stored.id()).isEqualTo(loaded.get(0).id()));
        }
        services.engine().remove("saved:v1");
        store.save(List.of(image), archive("back"));
        services.engine().docker("load", "--input", archive("back").toString()).run();
        assertThat(inEngine("saved:v1")).isEqualTo(config);
        services.engine().remove("saved:v1");
    }

    @Test
    void theEngineUnpacksWhatComesBack() throws IOException {
        make("unpacked:v1", 2);
        var before = layerFiles("unpacked:v1");
        store.load(saved("unpacked:v1"));
        services.engine().remove("unpacked:v1");
        store.save(List.of(new LocalImage("unpacked", "v1")), archive("back"));

        services.engine().docker("load", "--input", archive("back").toString()).run();

        assertThat(layerFiles("unpacked:v1")).isEqualTo(before).hasSize(LAYERS);
        services.engine().remove("unpacked:v1");
    }

    /** The digests of the files that a container has from its image. */
    private List<String> layerFiles(String image) throws IOException {
        var container = services.engine().docker("create", image).run().output().strip();
        try {
            var target = Files.createTempDirectory(folder, "files");
            services.engine().docker("cp", container + ":/.", target.toString()).run();
            try (var files = Files.list(target)) {
                var digests = new ArrayList<String>();
                for (var file : files.filter(path -> path.toString().endsWith(".bin"))
                        .sorted()
                        .toList()) {
                    digests.add(file.getFileName() + " " + Digest.sha256(Files.readAllBytes(file)));
                }
                return digests;
            }
        } finally {
            services.engine().docker("rm", container).run();
        }
    }

    @Test
    void severalImagesOfTheEngineComeAndGoInOneArchive() throws IOException {
        var one = make("several/one:v1", 3);
        var two = make("several/two:v1", 4);
        services.engine().docker("tag", "several/one:v1", "several/one:v2").run();
        var archive = archive("several");
        services.engine()
                .docker("save", "--output", archive.toString(), "several/one:v1", "several/one:v2", "several/two:v1")
                .run();

        try (var in = Files.newInputStream(archive)) {
            assertThat(store.load(in)).hasSize(2);
        }

        for (var name : List.of("several/one:v1", "several/one:v2", "several/two:v1")) {
            services.engine().remove(name);
        }
        try (var out = Files.newOutputStream(archive("back"))) {
            store.save(store.names(), out);
        }
        services.engine().docker("load", "--input", archive("back").toString()).run();
        assertThat(inEngine("several/one:v1")).isEqualTo(one);
        assertThat(inEngine("several/one:v2")).isEqualTo(one);
        assertThat(inEngine("several/two:v1")).isEqualTo(two);
        services.engine()
                .docker("rmi", "several/one:v1", "several/one:v2", "several/two:v1")
                .run();
    }

    @Test
    void podmanLoadsWhatIsSavedHere() {
        var config = make("for-podman:v1", 5);
        store.load(saved("for-podman:v1"));
        services.engine().remove("for-podman:v1");
        store.save(List.of(new LocalImage("for-podman", "v1")), archive("back"));

        podman("load", "--input", archive("back").toString());

        assertThat("sha256:" + podman("image", "inspect", "--format", "{{.Id}}", "docker.io/library/for-podman:v1"))
                .isEqualTo(config);
    }

    @Test
    void whatPodmanHasSavedInEitherFormIsLoaded() throws IOException {
        var config = make("from-podman:v1", 6);
        podman("load", "--input", saved("from-podman:v1").toString());
        services.engine().remove("from-podman:v1");
        var name = "docker.io/library/from-podman:v1";
        // By what it finds in an archive of the engine's, Podman gives the image a name of its own.
        podman("tag", config.substring("sha256:".length()), name);

        podman(
                "save",
                "--format",
                "docker-archive",
                "--output",
                archive("docker").toString(),
                name);
        podman("save", "--format", "oci-archive", "--output", archive("oci").toString(), name);

        var old = store.load(archive("docker"));
        assertThat(old)
                .extracting(LoadedImage::names)
                .containsExactly(List.of(new LocalImage("docker.io/library/from-podman", "v1")));
        assertThat(config(name)).isEqualTo(config);
        assertThat(skopeo("inspect", "--format", "{{len .Layers}}", "oci:" + folder.resolve("layout") + ":" + name))
                .isEqualTo("" + LAYERS);
        var oci = store.load(archive("oci"));
        assertThat(oci.get(0).names()).isEqualTo(old.get(0).names());
        assertThat(oci.get(0).id())
                .hasToString(skopeo("inspect", "--format", "{{.Digest}}", "oci-archive:" + archive("oci")));
    }

    @Test
    void skopeoReadsBothFormsOfWhatIsSavedHere() throws IOException {
        var config = make("for-skopeo:v1", 7);
        var id = store.load(saved("for-skopeo:v1")).get(0).id();
        services.engine().remove("for-skopeo:v1");
        var image = new LocalImage("for-skopeo", "v1");
        store.save(List.of(image), archive("back"));

        assertThat(skopeo("inspect", "--format", "{{.Digest}}", "oci-archive:" + archive("back") + ":" + image))
                .isEqualTo(id.toString());
        skopeo("copy", "docker-archive:" + archive("back") + ":" + image, "dir:" + folder.resolve("theirs"));
        assertThat(Digest.sha256(
                        Files.readAllBytes(folder.resolve("theirs").resolve(config.substring("sha256:".length())))))
                .hasToString(config);
    }

    @Test
    void whatSkopeoHasWrittenInEitherFormIsLoaded() throws IOException {
        var theirs = new OciFolder(folder.resolve("theirs")).writeImage("v1", 54_321);
        skopeo(
                "copy",
                "--preserve-digests",
                "oci:" + folder.resolve("theirs") + ":v1",
                "oci-archive:" + archive("oci") + ":from-skopeo:v1");
        skopeo(
                "copy",
                "oci:" + folder.resolve("theirs") + ":v1",
                "docker-archive:" + archive("docker") + ":from-skopeo:v1");
        var name = new LocalImage("from-skopeo", "v1");

        assertThat(store.load(archive("oci"))).containsExactly(new LoadedImage(theirs, List.of(name)));
        var old = store.load(archive("docker"));
        assertThat(old.get(0).names()).containsExactly(new LocalImage("docker.io/library/from-skopeo", "v1"));
        assertThat(store.inspect(name))
                .hasValueSatisfying(
                        stored -> assertThat(stored.id()).isEqualTo(old.get(0).id()));
    }

    @Test
    void ofAnIndexTheEngineGetsTheImageForThisMachine() {
        var architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
        var ours = TestImage.builder()
                .seed(8)
                .platform(new Platform("linux", architecture, null))
                .build();
        var foreign = TestImage.builder()
                .seed(9)
                .platform(new Platform("linux", "s390x", null))
                .build();
        var registry = new InMemoryRegistry();
        var repository = new Repository("registry.example.com", "index");
        var index = TestImage.index(foreign, ours);
        registry.put(repository, "v1", index);
        var image = new LocalImage("index", "v1");
        store.pull(new Transfer(image, repository, Optional.empty(), null, registry), step -> {});
        store.save(List.of(image), archive("back"));

        services.engine().docker("load", "--input", archive("back").toString()).run();

        var config = ((Manifest.Image) ours.manifest()).config();
        assertThat(inEngine("index:v1"))
                .isEqualTo(config == null ? "" : config.digest().toString());
        services.engine().remove("index:v1");
        assertThat(skopeo("inspect", "--raw", "oci-archive:" + archive("back") + ":index:v1"))
                .contains("s390x", architecture);
    }
}
