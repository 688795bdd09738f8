package us.apolo.images.discovery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.stream.Stream;
import us.apolo.images.AdapterSelectionException;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.LocalImage;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;

/**
 * Tells which adapters are found, or with which words none is. Where they are shows in where the errors come from: there
 * is no engine, and the registry hangs up.
 */
public final class Discovery {
    private static final LocalDockerConfig NO_ENGINE = LocalDockerConfig.DEFAULT.withLocation("unix:///nowhere.sock");

    private Discovery() {}

    public static void main(String[] args) throws IOException {
        System.out.println("core in a module " + ApoloImages.class.getModule().isNamed());
        try (var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                var images = ApoloImages.builder().localStore(NO_ENGINE).build()) {
            hangUp(server);
            var image = RemoteImage.newExternalImage("nothing", "localhost:" + server.getLocalPort(), "v1");
            tell("transport", () -> images.digest(image));
            tell("store", () -> images.push(new LocalImage("nothing", "v1"), image));
        } catch (AdapterSelectionException e) {
            System.out.println("not built: " + e.getMessage());
        }
    }

    private static void hangUp(ServerSocket server) {
        var thread = new Thread(() -> {
            try {
                while (true) {
                    server.accept().close();
                }
            } catch (IOException e) {
                // The server was closed: that is all.
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private static void tell(String what, Runnable work) {
        try {
            work.run();
            throw new IllegalStateException("There is something where nothing should be");
        } catch (RegistryUnavailableException | EngineUnavailableException e) {
            System.out.println(what + " in " + adapter(e));
        } catch (AdapterSelectionException e) {
            System.out.println(what + " missing: " + e.getMessage());
        }
    }

    /** The package of the first class of an adapter that had a part in an error. */
    private static String adapter(Throwable error) {
        return Stream.iterate(error, e -> e != null, Throwable::getCause)
                .flatMap(e -> Arrays.stream(e.getStackTrace()))
                .map(StackTraceElement::getClassName)
                .filter(name -> name.startsWith("us.apolo.images.transport.") || name.startsWith("us.apolo.images.docker."))
                .map(name -> name.substring(0, name.lastIndexOf('.')))
                .findFirst()
                .orElse("no adapter");
    }
}
