package us.apolo.images;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an image runs on: operating system, architecture and, where there is one, the architecture's variant.
 *
 * @param os the operating system as Go names it, for example {@code linux}
 * @param architecture the architecture as Go names it, for example {@code amd64}
 * @param variant the variant, for example {@code v8}; null if none is asked for
 */
public record Platform(
        String os, String architecture, @Nullable String variant) {
    // Stands first, since the constants below are checked with it.
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    /** The platform that counts unless another is set: {@code linux/amd64}. */
    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", null);

    /**
     * Checks the parts.
     *
     * @param os the operating system as Go names it, for example {@code linux}
     * @param architecture the architecture as Go names it, for example {@code amd64}
     * @param variant the variant, for example {@code v8}; null if none is asked for
     * @throws InvalidNameException if a part is empty or has other characters than letters, digits, dot, underscore and
     *     hyphen
     */
    public Platform {
        Objects.requireNonNull(os, "os");
        Objects.requireNonNull(architecture, "architecture");
        if (!isPart(os) || !isPart(architecture) || (variant != null && !isPart(variant))) {
            throw new InvalidNameException(
                    text(os, architecture, variant), "it is not a platform, such as linux/amd64 or linux/arm/v7");
        }
    }

    /**
     * Reads {@code os/architecture} or {@code os/architecture/variant}.
     *
     * @param text for example {@code linux/arm64/v8}
     * @return the platform
     * @throws InvalidNameException if the text is not a platform
     */
    public static Platform parse(String text) {
        var parts = text.split("/", -1);
        return switch (parts.length) {
            case 2 -> new Platform(parts[0], parts[1], null);
            case 3 -> new Platform(parts[0], parts[1], parts[2]);
            default ->
                throw new InvalidNameException(text, "it is not a platform, such as linux/amd64 or linux/arm/v7");
        };
    }

    /**
     * Whether something made for the other platform is what this one asks for. A variant counts only when both have
     * one: {@code linux/arm64} and {@code linux/arm64/v8} match.
     *
     * @param offered the platform that is there
     * @return whether it will do
     */
    public boolean matches(Platform offered) {
        return os.equals(offered.os)
                && architecture.equals(offered.architecture)
                && (variant == null || offered.variant == null || variant.equals(offered.variant));
    }

    private static boolean isPart(String text) {
        return PART.matcher(text).matches();
    }

    private static String text(String os, String architecture, @Nullable String variant) {
        return variant == null ? os + "/" + architecture : os + "/" + architecture + "/" + variant;
    }

    /**
     * The platform as {@link #parse} reads it.
     *
     * @return {@code os/architecture[/variant]}
     */
    @Override
    public String toString() {
        return text(os, architecture, variant);
    }
}
