package us.apolo.images.osgi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** A login in a framework: the SQLite driver is a bundle that finds its native code. */
class LoginBundleTest {
    private static final Path FIXTURE =
            Path.of(System.getProperty("modules")).resolve("apolo-login/src/test/resources/login-file/db");

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void theLoginFileIsRead(FrameworkKind framework) throws BundleException, IOException, ReflectiveOperationException {
        Files.createDirectory(
                folder.resolve("login"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var file = Files.copy(FIXTURE, folder.resolve("login/db"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(folder.resolve(".apolo.toml"), "[job]\nproject-name = \"here\"\n");

        try (var running = RunningFramework.start(framework, folder.resolve("storage"))
                .with(BundleSets.core())
                .with(BundleFiles.librariesOf("apolo-login"))
                .with(List.of(BundleFiles.plain("apolo-login")))) {
            assertThat(running.bundles()).allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
            assertRead(running.bundles().get(running.bundles().size() - 1));
        }
    }

    private void assertRead(Bundle bundle) throws ReflectiveOperationException {
        var type = bundle.loadClass("us.apolo.images.login.ApoloLogin");
        var transportType = bundle.loadClass("us.apolo.images.port.HttpTransport");
        var transport = Proxy.newProxyInstance(
                transportType.getClassLoader(), new Class<?>[] {transportType}, (proxy, method, arguments) -> {
                    throw new AssertionError("Nothing has to be asked: " + method);
                });
        var login = type.getMethod("inWorkingFolder", Path.class)
                .invoke(type.getMethod("ofFolder", Path.class).invoke(null, folder.resolve("login")), folder);

        var config = type.getMethod("config", transportType).invoke(login, transport);
        assertThat(config.getClass().getMethod("projectName").invoke(config)).isEqualTo("here");
        var provider = type.getMethod("credentials", transportType).invoke(login, transport);
        assertThat((Optional<?>) bundle.loadClass("us.apolo.images.CredentialsProvider")
                        .getMethod("credentials", String.class)
                        .invoke(provider, "registry.north.example.org"))
                .isPresent();
    }
}
