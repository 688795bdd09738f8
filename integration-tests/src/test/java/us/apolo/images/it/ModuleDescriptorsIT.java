package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each module requires, exports, opens, uses, provides and contains is what was decided, and stands in
 * {@code src/test/resources/module-descriptors}. The descriptors are read from the jars as they were built.
 */
class ModuleDescriptorsIT {
    private static final Path DECIDED = Path.of("src/test/resources/module-descriptors");
    private static final Path FOUND = Path.of("target/module-descriptors");

    static List<String> published() {
        return BuiltJars.published();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("published")
    void areThoseThatWereDecidedOn(String module) throws IOException {
        var decided = DECIDED.resolve(module + ".txt");
        var found = Files.createDirectories(FOUND).resolve(module + ".txt");
        Files.writeString(found, ModuleDescription.of(BuiltJars.jar(module)));

        assertThat(found)
                .as("If this is how it is to be: cp integration-tests/%s integration-tests/%s", found, decided)
                .usingCharset(StandardCharsets.UTF_8)
                .hasSameTextualContentAs(decided, StandardCharsets.UTF_8);
    }

    @Test
    void nothingIsDecidedOfAModuleThatIsNotThere() throws IOException {
        try (var files = Files.list(DECIDED)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toList()))
                    .containsExactlyInAnyOrderElementsOf(
                            published().stream().map(name -> name + ".txt").toList());
        }
    }
}
