package us.apolo.images.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.core.NameParser;
import com.google.cloud.tools.jib.api.ImageReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;

class BenchmarkNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"local", "external", "platform"})
    void eachIsReadAsWhatItIs(String kind) {
        assertThat(BenchmarkNames.of(kind)).hasSizeGreaterThan(20).allSatisfy(name -> {
            switch (kind) {
                case "local" -> assertThat(name.read()).isInstanceOf(LocalImage.class);
                case "external" ->
                    assertThat(name.read())
                            .isInstanceOfSatisfying(
                                    RemoteImage.class,
                                    image -> assertThat(image.isPlatformImage()).isFalse());
                default ->
                    assertThat(name.read())
                            .isInstanceOfSatisfying(
                                    RemoteImage.class,
                                    image -> assertThat(image.isPlatformImage()).isTrue());
            }
        });
    }

    /** An error would be timed in the place of a name. */
    @ParameterizedTest
    @ValueSource(strings = {"local", "external"})
    void theOthersReadThoseThatTheyAreToRead(String kind) {
        assertThat(BenchmarkNames.of(kind)).allSatisfy(name -> {
            assertThat(ImageReference.parse(name.text())).isNotNull();
            var parts = NameParser.parseRepositoryTag(name.text());
            assertThat(NameParser.resolveRepositoryName(parts.repos)).isNotNull();
        });
    }
}
