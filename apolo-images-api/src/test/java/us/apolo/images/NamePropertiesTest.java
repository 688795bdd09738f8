package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

class NamePropertiesTest {
    private static final List<ApoloConfig> CONFIGS =
            List.of(config("acme", "ml"), config("NO_ORG", "größe"), config(null, null), config("a[b]", "..."));

    private static ApoloConfig config(@Nullable String org, @Nullable String project) {
        return ApoloConfig.builder()
                .cluster("default", URI.create("https://registry.example.org"))
                .cluster("Größe[2]", URI.create("http://localhost:5000/v2/"))
                .cluster("six", URI.create("http://[::1]:5000"))
                .organization(org)
                .project(project)
                .build();
    }

    @Provide
    Arbitrary<ApoloConfig> configs() {
        return Arbitraries.of(CONFIGS);
    }

    @Provide
    Arbitrary<ImageParser> parsers() {
        return configs().map(ImageParser::new);
    }

    /** Texts that are made of what the parser looks for, and of what it must not stumble over. */
    @Provide
    Arbitrary<String> texts() {
        var pieces = Arbitraries.of(
                "image:",
                "image://",
                "registry.example.org/",
                "localhost:5000/",
                "[::1]:5000/",
                "default/",
                "Gr%C3%B6%C3%9Fe%5B2%5D/",
                "acme/",
                "NO_ORG/",
                "p/",
                "a",
                "ubuntu",
                ":v1",
                ":latest",
                "A",
                "%",
                "%41",
                "%2F",
                "%3a",
                "%c3%b6",
                "%ff",
                "\0",
                "\ud83d",
                "ö",
                "😀");
        var special =
                Arbitraries.strings().withChars(":/@?#%.-_ []").ofMinLength(1).ofMaxLength(3);
        var biased = Arbitraries.frequencyOf(Tuple.of(3, pieces), Tuple.of(1, special));
        return Arbitraries.oneOf(
                biased.list().ofMaxSize(8).map(list -> String.join("", list)),
                Arbitraries.strings().all().ofMaxLength(40));
    }

    @Provide
    Arbitrary<String> names() {
        var component = Combinators.combine(
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .numeric()
                                .ofMinLength(1)
                                .ofMaxLength(5),
                        Arbitraries.of(".", "_", "__", "-", "--", "-----"),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .numeric()
                                .ofMinLength(1)
                                .ofMaxLength(5))
                .as((start, separator, end) -> start + separator + end);
        var plain = Arbitraries.of("ubuntu", "image", "acme", "latest", "0");
        return Arbitraries.oneOf(component, plain)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(list -> String.join("/", list));
    }

    @Provide
    Arbitrary<String> segments() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(10),
                        Arbitraries.strings().all().ofMinLength(1).ofMaxLength(10),
                        Arbitraries.of("acme", "NO_ORG", ".", "..", "~", "ml"))
                .filter(NamePropertiesTest::isSegment);
    }

    private static boolean isSegment(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.isWhitespace(c)
                        || Character.isSpaceChar(c)
                        || Character.getType(c) == Character.SURROGATE
                        || "/:@?#%".indexOf(c) >= 0);
    }

    @Provide
    Arbitrary<String> tags() {
        return Combinators.combine(
                        Arbitraries.strings().alpha().numeric().withChars('_').ofLength(1),
                        Arbitraries.strings().alpha().numeric().withChars("_.-").ofMaxLength(127))
                .as(String::concat);
    }

    @Property
    void anyTextGivesALocalImageThatReadsBackEqualOrIsRefused(
            @ForAll("parsers") ImageParser parser, @ForAll("texts") String text) {
        LocalImage image;
        try {
            image = parser.localImage(text);
        } catch (InvalidNameException e) {
            assertThat(e.input()).isEqualTo(text);
            return;
        }
        if (!image.name().equals("image")) {
            assertThat(parser.localImage(image.toString())).isEqualTo(image);
        }
    }

    @Property(tries = 5000)
    void anyTextGivesARemoteImageThatReadsBackEqualOrIsRefused(
            @ForAll("parsers") ImageParser parser, @ForAll("texts") String text, @ForAll TagOption option) {
        RemoteImage image;
        try {
            image = parser.remoteImage(text, option);
        } catch (InvalidNameException e) {
            assertThat(e.input()).isEqualTo(text);
            return;
        }
        if (image.isPlatformImage()) {
            assertThat(parser.platformImage(text, option)).isEqualTo(image);
        }
        if (image.tag() == null || !image.name().equals("image") || image.registry() != null) {
            assertThat(parser.remoteImage(image.toString(), TagOption.ALLOW)).isEqualTo(image);
        }
    }

    @Property
    void whatIsAPlatformImageToOneMethodIsNotRefusedByTheOther(
            @ForAll("parsers") ImageParser parser, @ForAll("texts") String text, @ForAll TagOption option) {
        RemoteImage image;
        try {
            image = parser.platformImage(text, option);
        } catch (InvalidNameException e) {
            assertThat(e.input()).isEqualTo(text);
            return;
        }
        assertThat(parser.remoteImage(text, option)).isEqualTo(image);
    }

    @Property
    void anyLocalImageIsConvertedThereAndBackOrRefused(
            @ForAll("parsers") ImageParser parser, @ForAll("texts") String text) {
        RemoteImage remote;
        try {
            remote = parser.toRemote(parser.localImage(text));
        } catch (InvalidNameException e) {
            assertThat(e).hasMessageContaining("is not valid");
            return;
        }
        assertThat(remote.isPlatformImage()).isTrue();
        assertThat(parser.toLocal(remote)).isEqualTo(new LocalImage(remote.name(), remote.tag()));
    }

    @Property
    void aPlatformImageReadsBackEqual(
            @ForAll("configs") ApoloConfig config,
            @ForAll("names") String name,
            @ForAll("segments") String project,
            @ForAll("tags") String tag) {
        var parser = new ImageParser(config);
        for (var cluster : config.clusters().keySet()) {
            var image = RemoteImage.newPlatformImage(
                    name, config.registry(cluster), project, cluster, config.orgName(), tag);
            assertThat(parser.remoteImage(image.toString())).isEqualTo(image);
        }
    }

    @Property
    void anExternalImageReadsBackEqual(
            @ForAll("parsers") ImageParser parser, @ForAll("names") String name, @ForAll("tags") String tag) {
        var there = RemoteImage.newExternalImage(name, "quay.example.org:443", tag);
        assertThat(parser.remoteImage(there.toString())).isEqualTo(there);
        var inName = RemoteImage.newExternalImage("quay.example.org/" + name, null, tag);
        assertThat(parser.remoteImage(inName.toString())).isEqualTo(inName);
        var onDockerHub = RemoteImage.newExternalImage(name, null, tag);
        if (!name.equals("image")) {
            assertThat(parser.remoteImage(onDockerHub.toString())).isEqualTo(onDockerHub);
        }
    }

    @Property
    void withTagChangesTheTagAlone(
            @ForAll("names") String name, @ForAll("tags") String tag, @ForAll("tags") String next) {
        var platform = RemoteImage.newPlatformImage(name, "registry.example.org", "p", "default", "acme", tag);
        assertThat(platform.withTag(next))
                .isEqualTo(new RemoteImage(name, next, "p", "acme", "default", "registry.example.org"));
        assertThat(platform.withTag(next).withTag(tag)).isEqualTo(platform);
        assertThat(new LocalImage(name, tag).withTag(next)).isEqualTo(new LocalImage(name, next));
    }

    @Property
    void percentEscapesAreDecodedToWhatWasEncoded(@ForAll("segments") String segment) {
        var encoded = PercentEscapes.encode(segment);
        assertThat(encoded).matches("[A-Za-z0-9._~%-]+");
        assertThat(PercentEscapes.decode(encoded, encoded)).isEqualTo(segment);
    }

    @Property
    void anyTextIsDecodedOrRefused(@ForAll("texts") String text) {
        try {
            assertThat(PercentEscapes.decode(text, text).length()).isLessThanOrEqualTo(text.length());
        } catch (InvalidNameException e) {
            assertThat(text).contains("%");
        }
    }

    @Property
    void aDigestReadsBackEqual(@ForAll byte[] content) {
        var digest = Digest.sha256(content);
        assertThat(Digest.parse(digest.toString())).isEqualTo(digest);
    }

    @Property
    void anyTextIsADigestThatIsWrittenTheSameOrIsRefused(
            @ForAll("texts") String start, @ForAll("texts") String end, @ForAll("tags") String encoded) {
        for (var text :
                List.of(start, start + ":" + end, "blake3:" + encoded, "a+b:" + start, encoded + ":" + encoded)) {
            try {
                assertThat(Digest.parse(text)).hasToString(text);
            } catch (InvalidNameException e) {
                assertThat(e.input()).isEqualTo(text);
            }
        }
    }
}
