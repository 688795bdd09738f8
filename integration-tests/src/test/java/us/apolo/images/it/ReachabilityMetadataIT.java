package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever the metadata for native images names is there. */
class ReachabilityMetadataIT {
    static Stream<String> withMetadata() {
        return BuiltJars.published().stream()
                .filter(module -> ReachabilityMetadata.of(BuiltJars.jar(module)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("withMetadata")
    void namesOnlyWhatIsThere(String module) throws Exception {
        var metadata = ReachabilityMetadata.of(BuiltJars.jar(module)).orElseThrow();
        assertThat(entries(module)).containsAll(metadata.globs());
        try (var loader = new URLClassLoader(urls(module), ClassLoader.getPlatformClassLoader())) {
            for (var condition : metadata.conditions()) {
                assertThat(loader.loadClass(condition)).isNotNull();
            }
            for (var entry : metadata.reflection()) {
                var type = loader.loadClass(entry.path("type").stringValue());
                assertThat(entry.path("methods"))
                        .allSatisfy(method -> assertThat(isDeclared(type, method))
                                .as(method.toString())
                                .isTrue());
            }
        }
    }

    private static boolean isDeclared(Class<?> type, JsonNode method) {
        var name = method.path("name").stringValue();
        var executables = name.equals("<init>")
                ? Arrays.stream(type.getDeclaredConstructors())
                : Arrays.stream(type.getDeclaredMethods());
        var parameters = method.path("parameterTypes")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
        return executables
                .filter(some -> name.equals("<init>") || some.getName().equals(name))
                .anyMatch(some -> Arrays.stream(some.getParameterTypes())
                        .map(Class::getTypeName)
                        .toList()
                        .equals(parameters));
    }

    private static Stream<String> entries(String module) {
        try (var file = new JarFile(BuiltJars.jar(module).toFile())) {
            return file.stream().map(entry -> entry.getName()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL[] urls(String module) {
        return BuiltJars.of(module).jars().stream()
                .map(ReachabilityMetadataIT::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
