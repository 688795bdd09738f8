package us.apolo.images.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A private forward proxy on loopback: Debian's {@code squid}. It lets nobody through without a password, keeps nothing,
 * and writes down who asked for what.
 *
 * <p><strong>It must be closed</strong>: that ends the process and deletes its folder.
 *
 * <pre>{@code
 * try (var proxy = ProxyProcess.start("alice", password)) {
 *     var config = new ProxyConfig("127.0.0.1", proxy.port(), Optional.of(credentials), Set.of());
 * }
 * }</pre>
 */
public final class ProxyProcess implements AutoCloseable {
    private static final int ATTEMPTS = 10;

    /** Who Debian's squid becomes when root starts it. */
    private static final String ACCOUNT = "proxy";

    /** Checks passwords; squid brings it along. */
    private static final Path PASSWORD_CHECK = Path.of("/usr/lib/squid/basic_ncsa_auth");

    private final PrivateService service;
    private int port;

    private ProxyProcess(PrivateService service) {
        this.service = service;
    }

    /**
     * Starts the proxy and waits until it listens.
     *
     * @param user the name of its only user
     * @param password the user's password; it goes to {@code htpasswd} by its standard input
     * @return a proxy that serves
     * @throws ServiceException if a program is missing, or the proxy does not come up; the message holds the end of its
     *     log
     */
    public static ProxyProcess start(String user, String password) {
        RealParts.require(Program.SQUID, Program.HTPASSWD);
        var proxy = new ProxyProcess(PrivateService.open("proxy"));
        try {
            proxy.prepare(user, password);
            proxy.startOnAnyPort();
            return proxy;
        } catch (RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    private void prepare(String user, String password) {
        var users = service.folder().write("users", "");
        Command.of(Program.HTPASSWD.path(), "-iB", users.toString(), user)
                .input(password + "\n")
                .run();
        if (System.getProperty("user.name").equals("root")) {
            give(users);
            give(service.folder().path());
        }
    }

    private static void give(Path path) {
        try {
            var names = path.getFileSystem().getUserPrincipalLookupService();
            Files.setOwner(path, names.lookupPrincipalByName(ACCOUNT));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The account " + ACCOUNT + ", which squid runs as, could not get " + path, e);
        }
    }

    private void startOnAnyPort() {
        for (var attempt = 1; ; attempt++) {
            port = FreePort.pick();
            try {
                start();
                return;
            } catch (ServiceException e) {
                var isTaken = service.log().contains("Unable to open HTTP Socket");
                if (!isTaken || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void start() {
        var config = service.folder().write("squid.conf", config());
        service.start(
                List.of(Program.SQUID.path(), "-N", "-d", "1", "-f", config.toString()),
                Map.of(),
                () -> service.log().contains("Accepting HTTP Socket connections")
                        && service.log().contains("local=127.0.0.1:" + port));
    }

    private String config() {
        return """
                http_port 127.0.0.1:%d
                pid_filename none
                access_log stdio:%s
                cache_log %s
                cache deny all
                pinger_enable off
                netdb_filename none
                coredump_dir none
                visible_hostname localhost
                shutdown_lifetime 0 seconds
                auth_param basic program %s %s
                auth_param basic children 1
                auth_param basic realm private
                acl users proxy_auth REQUIRED
                http_access allow users
                http_access deny all
                """.formatted(
                        port,
                        requestLog(),
                        service.folder().resolve("cache.log"),
                        PASSWORD_CHECK,
                        service.folder().resolve("users"));
    }

    private Path requestLog() {
        return service.folder().resolve("access.log");
    }

    /**
     * Where the proxy is.
     *
     * @return its port on 127.0.0.1
     */
    public int port() {
        return port;
    }

    /**
     * What the proxy was asked for. A tunnel is written down when it ends.
     *
     * @return a line for each request, with its method, its URL, its outcome and the user
     */
    public List<String> requests() {
        try {
            return Files.readAllLines(requestLog());
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read " + requestLog(), e);
        }
    }

    /** Ends the process and deletes its folder. To close twice does nothing. */
    @Override
    public void close() {
        service.close();
    }
}
