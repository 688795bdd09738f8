package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.it.BuiltJars.Way;
import us.apolo.images.services.Command;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;
import us.apolo.images.testkit.wire.Certificates;

/** What {@code jlink} makes of the jars: a run-time image with a program that works, or a complaint. */
@ExtendWith(RealServices.Extension.class)
class RunTimeImageIT {
    private static final String PROBE = "us.apolo.images.probe";
    private static final String SECURE = "us.apolo.images.secure";

    private final MainJobProbe probe;
    private Path programs = Path.of("");
    private RunTimeImage image = new RunTimeImage(programs);

    @TempDir
    Path folder = Path.of("");

    RunTimeImageIT(RealServices services) {
        probe = new MainJobProbe(services, RealServices.newProject());
    }

    @BeforeEach
    void compilePrograms() {
        programs = folder.resolve("programs");
        image = new RunTimeImage(folder.resolve("image"));
        var core = BuiltJars.of("apolo-images-core");
        core.compile(MainJobProbe.SOURCES, Way.MODULE_PATH, programs.resolve(PROBE));
        core.compile("secure", Way.MODULE_PATH, programs.resolve(SECURE));
    }

    /** The libraries without a module descriptor that our own modules, or those with one, ask for. */
    private static Set<String> inTheWay(AdapterPair adapters) {
        var names = new HashSet<String>();
        if (adapters.transport().equals("okhttp")) {
            names.add("okio");
        } else {
            names.add("org.apache.httpcomponents.client5.httpclient5");
            names.add("org.apache.httpcomponents.core5.httpcore5");
        }
        if (adapters.store().equals("docker-daemon")) {
            names.add("com.github.dockerjava.api");
        }
        return names;
    }

    @ParameterizedTest
    @EnumSource
    void librariesWithoutADescriptorAreInTheWay(AdapterPair adapters) {
        var jars = BuiltJars.of(adapters);

        assertThat(Modules.of(jars).automaticAndAskedFor()).isEqualTo(inTheWay(adapters));
        var result = image.link(withPrograms(jars.jars()), modules(adapters));
        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("automatic module cannot be used with jlink");
    }

    @ParameterizedTest
    @EnumSource
    void withDescriptorsForThemAnImageDoesTheMainJob(AdapterPair adapters) throws Exception {
        var libraries = ModuleFolder.of(BuiltJars.of(adapters), folder.resolve("libraries"));
        libraries.addDescriptors(folder.resolve("descriptors"));

        link(List.of(libraries.folder()), modules(adapters));

        assertThat(probe.run(image.start(MainJobProbe.MAIN_CLASS)).output())
                .contains("class path empty", "core in a module true");
        asksARegistryBehindTls();
    }

    private static List<String> modules(AdapterPair adapters) {
        return List.of(
                PROBE,
                SECURE,
                "us.apolo.images.transport." + adapters.transport(),
                "us.apolo.images." + adapters.store().replace('-', '.'));
    }

    private void link(Collection<Path> libraries, List<String> modules) {
        var result = image.link(withPrograms(libraries), modules);
        assertThat(result.exitCode()).as(result.output()).isZero();
    }

    private List<Path> withPrograms(Collection<Path> libraries) {
        var path = new ArrayList<>(libraries);
        path.add(programs);
        return path;
    }

    private void asksARegistryBehindTls() throws IOException, GeneralSecurityException {
        var certificates = Certificates.made();
        var authority = Files.write(
                folder.resolve("authority.der"),
                certificates.trust().getAcceptedIssuers()[0].getEncoded());
        try (var registry = RegistryServer.builder()
                .tls(certificates.serverContext("server"))
                .start()) {
            registry.put("acme/project/app", "v1", TestImage.builder().build());
            var words = new ArrayList<>(image.start("us.apolo.images.secure.Secure"));
            words.addAll(List.of(registry.uri().toString(), authority.toString()));

            assertThat(Command.of(words).run().output()).contains("listed [image://secure/acme/project/app]");
        }
    }

    /** What can be linked as it is published: everything but the transports and the Docker Engine API. */
    @Test
    void theCommandTheConsoleAndATransportOfOnesOwnAreLinkedAsTheyAre() {
        var jars = BuiltJars.of("apolo-images-core", "docker-cli-adapter", "apolo-images-console");
        jars.compile("own-transport", Way.MODULE_PATH, programs.resolve("com.example.transport"));
        var modules = List.of(PROBE, "us.apolo.images.docker.cli", "us.apolo.images.console", "com.example.transport");

        assertThat(Modules.of(jars).automatic()).isEmpty();
        link(jars.jars(), modules);

        assertThat(probe.run(image.start(MainJobProbe.MAIN_CLASS)).output())
                .contains("class path empty", "core in a module true");
    }

    @Test
    void theLoginIsLinkedAsItIs() {
        var jars = BuiltJars.of("apolo-images-core", "apolo-login");
        jars.compile("own-transport", Way.MODULE_PATH, programs.resolve("com.example.transport"));

        assertThat(Modules.of(jars).automatic()).isEmpty();
        link(jars.jars(), List.of(PROBE, "us.apolo.images.login", "com.example.transport"));
    }

    @Test
    void theLayoutAdapterIsLinkedAsItIs() {
        var jars = BuiltJars.of("apolo-images-core", "oci-layout-adapter");
        jars.compile("own-transport", Way.MODULE_PATH, programs.resolve("com.example.transport"));

        assertThat(Modules.of(jars).automatic()).isEmpty();
        link(jars.jars(), List.of(PROBE, "us.apolo.images.oci", "com.example.transport"));
    }
}
