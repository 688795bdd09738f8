package us.apolo.images.services;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A private registry on loopback: Debian's {@code docker-registry}.
 *
 * <p><strong>It must be closed</strong>: that ends the process and deletes its folder.
 *
 * <pre>{@code
 * try (var registry = RegistryProcess.builder().user("alice", password).start()) {
 *     var config = ApoloConfig.builder().cluster("default", registry.uri());
 * }
 * }</pre>
 */
public final class RegistryProcess implements AutoCloseable {
    private static final int ATTEMPTS = 10;
    private static final int ANSWER_MILLIS = 5_000;

    private final PrivateService service;
    private final Builder builder;
    private int port;

    private RegistryProcess(PrivateService service, Builder builder) {
        this.service = service;
        this.builder = builder;
    }

    /**
     * Starts to describe a registry: without users, so that everybody may do everything, and with deletion enabled.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Describes a registry. */
    public static final class Builder {
        private final Map<String, String> passwords = new LinkedHashMap<>();
        private boolean deletion = true;
        private int maxEntries;
        private @Nullable Path storage;
        private @Nullable TokenServer tokens;

        private Builder() {}

        /**
         * Adds a user. With the first one, nobody is let in without a password.
         *
         * @param name the user's name
         * @param password the password; it goes to {@code htpasswd} by its standard input
         * @return this
         */
        public Builder user(String name, String password) {
            passwords.put(name, password);
            return this;
        }

        /**
         * Has everybody come with a token, in place of a password.
         *
         * @param server gives them; it is not closed with the registry
         * @return this
         */
        public Builder tokens(TokenServer server) {
            tokens = server;
            return this;
        }

        /**
         * Says whether manifests can be deleted; they can unless it is said.
         *
         * @param enabled false to have deletion refused with status 405
         * @return this
         */
        public Builder deletion(boolean enabled) {
            deletion = enabled;
            return this;
        }

        /**
         * Limits a page of the catalog. The registry refuses to be asked for more at once, with status 400.
         *
         * @param entries how many; the registry's own limit is 1000
         * @return this
         */
        public Builder catalogMaxEntries(int entries) {
            maxEntries = entries;
            return this;
        }

        /**
         * Keeps the data in a folder that outlives the registry.
         *
         * @param folder the folder; it is not deleted
         * @return this
         */
        public Builder storage(Path folder) {
            storage = folder.toAbsolutePath();
            return this;
        }

        /**
         * Starts the registry and waits until it answers.
         *
         * @return a registry that serves
         * @throws ServiceException if a program is missing, or the registry does not come up; the message holds the end
         *     of its log
         */
        public RegistryProcess start() {
            RealParts.require(Program.DOCKER_REGISTRY, Program.HTPASSWD);
            var registry = new RegistryProcess(PrivateService.open("registry"), this);
            try {
                registry.prepare();
                registry.startOnAnyPort();
                return registry;
            } catch (RuntimeException e) {
                registry.close();
                throw e;
            }
        }
    }

    private void prepare() {
        if (builder.tokens != null) {
            service.folder().write("certificates.pem", builder.tokens.certificate());
        }
        if (builder.passwords.isEmpty()) {
            return;
        }
        var users = service.folder().write("users", "");
        builder.passwords.forEach((name, password) -> Command.of(Program.HTPASSWD.path(), "-iB", users.toString(), name)
                .input(password + "\n")
                .run());
    }

    private void startOnAnyPort() {
        for (var attempt = 1; ; attempt++) {
            port = FreePort.pick();
            try {
                start();
                return;
            } catch (ServiceException e) {
                var isTaken = service.log().contains("listen tcp 127.0.0.1:" + port);
                if (!isTaken || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void start() {
        var config = service.folder().write("config.yml", config());
        var before = timesListening();
        service.start(
                List.of(Program.DOCKER_REGISTRY.path(), "serve", config.toString()),
                Map.of(),
                () -> timesListening() > before && answers());
    }

    private String config() {
        var storage =
                builder.storage != null ? builder.storage : service.folder().resolve("data");
        return """
                version: 0.1
                log:
                  level: info
                storage:
                  filesystem:
                    rootdirectory: '%s'
                  delete:
                    enabled: %s
                http:
                  addr: 127.0.0.1:%d
                  secret: %s
                """.formatted(storage, builder.deletion, port, UUID.randomUUID())
                + catalogConfig()
                + usersConfig()
                + tokensConfig();
    }

    private String catalogConfig() {
        return builder.maxEntries == 0 ? "" : """
                catalog:
                  maxentries: %d
                """.formatted(builder.maxEntries);
    }

    private String usersConfig() {
        return builder.passwords.isEmpty() ? "" : """
                auth:
                  htpasswd:
                    realm: private
                    path: '%s'
                """.formatted(service.folder().resolve("users"));
    }

    private String tokensConfig() {
        return builder.tokens == null
                ? ""
                : """
                auth:
                  token:
                    realm: %s
                    service: %s
                    issuer: %s
                    rootcertbundle: '%s'
                """.formatted(
                                builder.tokens.realm(),
                                TokenServer.SERVICE,
                                TokenServer.ISSUER,
                                service.folder().resolve("certificates.pem"));
    }

    /** An answer alone would not do: it may come from another process that took the port. */
    private long timesListening() {
        return service.log()
                .lines()
                .filter(line -> line.contains("listening on 127.0.0.1:" + port))
                .count();
    }

    private boolean answers() {
        try {
            var connection = (HttpURLConnection) uri().resolve("/v2/").toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            var status = connection.getResponseCode();
            connection.disconnect();
            return status == (builder.passwords.isEmpty() && builder.tokens == null ? 200 : 401);
        } catch (IOException e) {
            // Not yet: whoever asks stops at a deadline, and shows the log then.
            return false;
        }
    }

    /**
     * Where the registry is.
     *
     * @return its URL, {@code http://127.0.0.1:port}
     */
    public URI uri() {
        return URI.create("http://" + authority());
    }

    /**
     * Where the registry is, as image names have it.
     *
     * @return {@code 127.0.0.1:port}
     */
    public String authority() {
        return "127.0.0.1:" + port;
    }

    /**
     * What the registry printed.
     *
     * @return its log since the first start, or the last mebibyte of it; requests are in it
     */
    public String log() {
        return service.log();
    }

    /** Ends the process; connections to its port are refused from now on. The data stays. */
    public void stop() {
        service.stop();
    }

    /**
     * Ends the process if it runs, and starts it again with the same data on the same port.
     *
     * @throws ServiceException if it does not come up, for example because the port has been taken meanwhile
     */
    public void restart() {
        service.stop();
        start();
    }

    /** Ends the process and deletes its folder. To close twice does nothing. */
    @Override
    public void close() {
        service.close();
    }
}
