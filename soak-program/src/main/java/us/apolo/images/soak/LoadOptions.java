package us.apolo.images.soak;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import us.apolo.images.Credentials;

/**
 * What the virtual machine under load has to know.
 *
 * @param transport the name of the library's transport
 * @param operations how many operations
 * @param threads how many threads do them
 * @param relay where the library finds the registry
 * @param registry where the registry really is
 * @param engine where the engine is
 * @param journal where to write down what happens
 */
record LoadOptions(
        String transport, int operations, int threads, URI relay, URI registry, String engine, Path journal) {
    static final String USER = "soak";

    List<String> arguments() {
        return List.of(
                transport,
                Integer.toString(operations),
                Integer.toString(threads),
                relay.toString(),
                registry.toString(),
                engine,
                journal.toString());
    }

    static LoadOptions read(String[] arguments) {
        return new LoadOptions(
                arguments[0],
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                URI.create(arguments[3]),
                URI.create(arguments[4]),
                arguments[5],
                Path.of(arguments[6]));
    }

    static Credentials credentials(String password) {
        return new Credentials(USER, password);
    }
}
