package us.apolo.images;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.Repository;
import us.apolo.images.port.engine.EngineName;

/** Any text is the name of an image, which reads back equal, or is refused. */
class ImageNameFuzzTest extends FuzzTarget {
    private static final List<ImageParser> PARSERS =
            List.of(parser("acme", "ml"), parser("NO_ORG", "größe"), parser(null, null), parser("a[b]", "..."));

    private static ImageParser parser(@Nullable String org, @Nullable String project) {
        return new ImageParser(ApoloConfig.builder()
                .cluster("default", URI.create("https://registry.example.org"))
                .cluster("Größe[2]", URI.create("http://localhost:5000/v2/"))
                .cluster("six", URI.create("http://[::1]:5000"))
                .organization(org)
                .project(project)
                .build());
    }

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("ubuntu:24.04", 0, 0, 0),
                FuzzInput.of("image:app:v1", 0, 0, 0),
                FuzzInput.of("image:/project/app:v1", 1, 1, 0),
                FuzzInput.of("image://default/acme/project/app:v1", 2, 1, 0),
                FuzzInput.of("image://Gr%C3%B6%C3%9Fe%5B2%5D/p/team/app", 3, 2, 0),
                FuzzInput.of("registry.example.org/acme/ml/app_one__two--three.four:v1", 0, 1, 0),
                FuzzInput.of("[::1]:5000/p/app", 1, 2, 0),
                FuzzInput.of("user:secret@quay.io:443/team/app@sha256:abc", 0, 0, 0));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "image:",
                "image://",
                "registry.example.org/",
                "localhost:5000/",
                "[::1]:5000/",
                "default/",
                "acme/",
                ":latest",
                "%2F",
                "%c3%b6",
                "%ff",
                "@",
                "...",
                "__",
                "--",
                "😀");
    }

    @Override
    protected void feed(FuzzInput input) {
        var parser = PARSERS.get(input.choice(PARSERS.size()));
        var option = input.one(TagOption.values());
        var text = input.anyText();
        feedLocal(parser, text);
        feedRemote(parser, text, option);
    }

    private static void feedLocal(ImageParser parser, String text) {
        try {
            var image = parser.localImage(text);
            require(
                    image.name().equals("image")
                            || parser.localImage(image.toString()).equals(image),
                    "A local image reads back equal");
            var lastPart = image.name().substring(image.name().lastIndexOf('/') + 1);
            require(
                    EngineName.of(image).toString().endsWith("/" + lastPart + ":" + image.tag()),
                    "An engine is told the name");
            parser.toRemote(image);
        } catch (InvalidNameException e) {
            requireHarmless(e);
        }
    }

    private static void feedRemote(ImageParser parser, String text, TagOption option) {
        try {
            var image = parser.remoteImage(text, option);
            var isAmbiguous = image.name().equals("image") && image.registry() == null && image.tag() != null;
            require(
                    isAmbiguous
                            || parser.remoteImage(image.toString(), TagOption.ALLOW)
                                    .equals(image),
                    "A remote image reads back equal");
            require(
                    !image.isPlatformImage()
                            || parser.platformImage(text, option).equals(image),
                    "What is a platform image to one method is one to the other");
            Repository.of(image);
        } catch (InvalidNameException e) {
            requireHarmless(e);
        }
    }

    private static void requireHarmless(InvalidNameException e) {
        var message = String.valueOf(e.getMessage());
        require(message.length() < 10_000, "A message can be read by people");
        require(message.chars().noneMatch(Character::isISOControl), "A message is one line");
    }
}
