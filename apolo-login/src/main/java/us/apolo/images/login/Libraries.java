package us.apolo.images.login;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import us.apolo.images.CredentialsUnavailableException;

/** The libraries that a login is read with, which a class path that was put together by hand may lack. */
final class Libraries {
    private static final Map<String, String> ARTIFACTS = Map.of(
            "org/sqlite/", "org.xerial:sqlite-jdbc",
            "tools/jackson/dataformat/toml/", "tools.jackson.dataformat:jackson-dataformat-toml",
            "tools/jackson/databind/", "tools.jackson.core:jackson-databind",
            "tools/jackson/core/", "tools.jackson.core:jackson-core",
            "com/fasterxml/jackson/annotation/", "com.fasterxml.jackson.core:jackson-annotations");

    private Libraries() {}

    /**
     * Does something with them.
     *
     * @throws CredentialsUnavailableException if one is not there
     */
    static <T> T using(Supplier<T> work) {
        try {
            return work.get();
        } catch (NoClassDefFoundError e) {
            throw missing(e).map(artifact -> error(artifact, e)).orElseThrow(() -> e);
        }
    }

    /** A class that could not be made ready for want of another is never tried again; its cause has the other's name. */
    private static Optional<String> missing(NoClassDefFoundError e) {
        return Stream.iterate((Throwable) e, some -> some != null, Throwable::getCause)
                .map(some -> String.valueOf(some.getMessage()).replace('.', '/'))
                .flatMap(said -> ARTIFACTS.entrySet().stream()
                        .filter(artifact -> said.contains(artifact.getKey()))
                        .map(Map.Entry::getValue))
                .findFirst();
    }

    private static CredentialsUnavailableException error(String artifact, NoClassDefFoundError e) {
        return new CredentialsUnavailableException(
                "The login cannot be read, since the library " + artifact
                        + " is not there; have your build bring it: us.apolo.images:apolo-login has it as its"
                        + " dependency",
                e);
    }
}
