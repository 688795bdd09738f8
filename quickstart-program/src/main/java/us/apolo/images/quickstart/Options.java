package us.apolo.images.quickstart;

import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.InvalidNameException;

/**
 * What the user asked for. The password comes from the environment, never from an argument.
 *
 * @param docker whether images are to lie in an engine, and not in a folder
 * @param registry the user's registry; empty for a private one
 * @param engine the user's engine; empty for a private one, or for none
 * @param credentials for the user's registry
 */
record Options(boolean docker, Optional<URI> registry, Optional<String> engine, Optional<Credentials> credentials) {
    static final String USER = "APOLO_IMAGES_USER";
    static final String PASSWORD = "APOLO_IMAGES_PASSWORD";

    /**
     * Reads the arguments.
     *
     * @throws UsageException if there is one that makes no sense
     */
    static Options read(String[] arguments, Map<String, String> environment) {
        var options = new Options(false, Optional.empty(), Optional.empty(), Optional.empty());
        var rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            var option = rest.next();
            if (option.equals("--docker")) {
                options = options.withDocker();
                continue;
            }
            if (!option.equals("--registry") && !option.equals("--engine")) {
                throw new UsageException("unknown option: " + option);
            }
            if (!rest.hasNext()) {
                throw new UsageException(option + " wants a value");
            }
            options = options.with(option, rest.next());
        }
        return options.registry.isPresent() ? options.with(credentials(environment)) : options;
    }

    private Options withDocker() {
        return new Options(true, registry, engine, credentials);
    }

    /** Who names an engine wants it to be used. */
    private Options with(String option, String value) {
        return option.equals("--engine")
                ? new Options(true, registry, Optional.of(value), credentials)
                : new Options(docker, Optional.of(uri(value)), engine, credentials);
    }

    private Options with(Optional<Credentials> newCredentials) {
        return new Options(docker, registry, engine, newCredentials);
    }

    private static URI uri(String text) {
        try {
            var url = URI.create(text);
            // Refuses what is no address of a registry, before anything is started for it.
            ApoloConfig.builder().cluster("default", url);
            return url;
        } catch (InvalidNameException e) {
            throw new UsageException("--registry: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--registry wants a URL such as https://registry.example.org", e);
        }
    }

    private static Optional<Credentials> credentials(Map<String, String> environment) {
        var user = Optional.ofNullable(environment.get(USER));
        var password = Optional.ofNullable(environment.get(PASSWORD));
        if (user.isPresent() != password.isPresent()) {
            throw new UsageException("set both " + USER + " and " + PASSWORD + ", or neither");
        }
        return user.flatMap(name -> password.map(secret -> new Credentials(name, secret)));
    }
}
