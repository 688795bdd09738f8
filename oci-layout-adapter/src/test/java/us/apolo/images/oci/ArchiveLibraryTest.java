package us.apolo.images.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that has no library for archives: everything else works, and archives say what is missing. */
class ArchiveLibraryTest {
    @TempDir
    Path parent = Path.of("");

    private static URL url(String file) {
        try {
            return Path.of(file).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tests' class path without a library. */
    private static URLClassLoader without(String library) {
        var files = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(file -> !Path.of(file).getFileName().toString().startsWith(library))
                .map(ArchiveLibraryTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(files, ClassLoader.getPlatformClassLoader());
    }

    @ParameterizedTest
    @ValueSource(strings = {"commons-compress", "commons-io"})
    void whatIsMissingIsSaid(String library) throws IOException, ReflectiveOperationException {
        try (var loader = without(library)) {
            var type = loader.loadClass(OciLayout.class.getName());
            var store = type.getMethod("open", Path.class).invoke(null, parent.resolve("layout"));
            var archive = DockerImage.of("one").archive("app:v1").in(parent);

            assertThat(type.getMethod("names").invoke(store)).isEqualTo(List.of());
            assertThatThrownBy(() -> type.getMethod("load", Path.class).invoke(store, archive))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessageContaining("org.apache.commons:commons-compress")
                    .extracting(e -> e.getClass().getName())
                    .isEqualTo("us.apolo.images.AdapterSelectionException");
            type.getMethod("close").invoke(store);
        }
    }
}
