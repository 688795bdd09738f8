package us.apolo.images.port.engine;

import java.util.Locale;
import java.util.Objects;
import us.apolo.images.LocalImage;

/**
 * An image's name as engines are told it: with registry, repository and tag written out. Docker takes {@code
 * docker.io/library/ubuntu} and {@code ubuntu} for the same; Podman would take the short name for any image whose name
 * ends like that. Without a tag an engine might take the name for an id, or for all tags.
 *
 * @param repository registry and repository, for example {@code docker.io/library/ubuntu} or {@code localhost:5000/app}
 * @param tag the tag
 */
public record EngineName(String repository, String tag) {
    private static final String HUB = "docker.io";

    /**
     * Checks that the parts are there.
     *
     * @param repository registry and repository, for example {@code docker.io/library/ubuntu} or {@code
     *     localhost:5000/app}
     * @param tag the tag
     */
    public EngineName {
        Objects.requireNonNull(repository, "repository");
        Objects.requireNonNull(tag, "tag");
    }

    /**
     * Writes a name out.
     *
     * @param image a name; without a tag it stands for {@code latest}
     * @return the same with everything that engines would guess
     */
    public static EngineName of(LocalImage image) {
        return new EngineName(qualified(image.name()), Objects.requireNonNullElse(image.tag(), "latest"));
    }

    private static String qualified(String name) {
        var slash = name.indexOf('/');
        var first = slash < 0 ? "" : name.substring(0, slash);
        if (!isHost(first)) {
            return hub(name);
        }
        return first.equals(HUB) || first.equals("index.docker.io") ? hub(name.substring(slash + 1)) : name;
    }

    private static boolean isHost(String first) {
        return first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(Locale.ROOT));
    }

    private static String hub(String path) {
        return HUB + (path.indexOf('/') < 0 ? "/library/" : "/") + path;
    }

    /**
     * Repository and tag in one.
     *
     * @return {@code repository:tag}
     */
    @Override
    public String toString() {
        return repository + ":" + tag;
    }
}
