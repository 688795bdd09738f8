package us.apolo.images.osgi.probe;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import us.apolo.images.AdapterSelectionException;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Images;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;

/** Pushes, lists, pulls and deletes by the settings that it is given, and gives back what came of it, line by line. */
final class MainJob implements Function<Map<String, String>, List<String>> {
    /** What the settings are called. */
    record Settings(Map<String, String> values) {
        String get(String name) {
            return Objects.requireNonNull(values.get(name), name);
        }

        Adapters adapters() {
            return Adapters.valueOf(get("adapters"));
        }

        String transport() {
            return get("transport");
        }

        String store() {
            return get("store");
        }

        /** Where the local store is: an engine's address, or a folder. */
        LocalDockerConfig engine() {
            return LocalDockerConfig.DEFAULT.withLocation(get("engine"));
        }

        URI registry() {
            return URI.create(get("registry"));
        }

        CredentialsProvider credentials() {
            return CredentialsProvider.of(registry().getAuthority(), get("user"), get("password"));
        }

        ApoloConfig config() {
            return ApoloConfig.builder()
                    .cluster("osgi", registry())
                    .organization("acme")
                    .project(get("project"))
                    .build();
        }
    }

    @Override
    public List<String> apply(Map<String, String> values) {
        var settings = new Settings(values);
        try {
            return settings.adapters().use(settings, builder -> run(settings, builder));
        } catch (AdapterSelectionException e) {
            return List.of("not built: " + e.getMessage());
        }
    }

    private static List<String> run(Settings settings, ApoloImages.Builder builder) {
        try (var images = builder.config(settings.config())
                .credentials(settings.credentials())
                .build()) {
            var parser = images.parser();
            var remote = images.push(parser.localImage(settings.get("image")));
            var listed = images.list().contains(remote.withoutTag());
            var tags = images.tags(remote.withoutTag());
            var pulled = images.pull(remote, parser.localImage(settings.get("target")));
            var deleted = images.rm(remote, images.digest(remote));
            return List.of(
                    "pushed " + remote,
                    "listed " + listed,
                    "tags " + tags,
                    "pulled " + pulled,
                    "deleted " + deleted,
                    "gone " + isGone(images, remote));
        }
    }

    private static boolean isGone(Images images, RemoteImage remote) {
        try {
            images.digest(remote);
            return false;
        } catch (ImageNotFoundException e) {
            return true;
        }
    }
}
