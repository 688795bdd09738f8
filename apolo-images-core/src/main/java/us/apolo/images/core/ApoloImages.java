package us.apolo.images.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import us.apolo.images.AdapterSelectionException;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.Platform;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.core.operation.Observers;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.core.operation.Time;
import us.apolo.images.core.registry.HttpRegistry;
import us.apolo.images.core.registry.auth.OperationCredentials;
import us.apolo.images.observation.ImagesObserver;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.LoginPort;
import us.apolo.images.port.RegistryPort;

/**
 * Puts {@link Images} together.
 *
 * <pre>{@code
 * var config = ApoloConfig.builder()
 *         .cluster("default", URI.create("https://registry.example.org"))
 *         .organization("acme")
 *         .project("ml")
 *         .build();
 * var credentials = CredentialsProvider.of("registry.example.org", "user", token);
 * try (Images images = ApoloImages.builder().config(config).credentials(credentials).build()) {
 *     images.push(images.parser().localImage("my-app:v1"));
 * }
 * }</pre>
 *
 * <p>The transport and the local store are adapters. One that is given as an instance is used, and stays open when the
 * {@code Images} are closed. Else it is sought with {@link java.util.ServiceLoader}: the one whose name was given here,
 * by system property ({@code apolo.images.transport}, {@code apolo.images.docker}) or by environment variable
 * ({@code APOLO_IMAGES_TRANSPORT}, {@code APOLO_IMAGES_DOCKER}), else the only one there is. Several and none named is an
 * error.
 */
public final class ApoloImages {
    private ApoloImages() {}

    /**
     * Starts.
     *
     * @return a builder with no clusters, no credentials, and adapters that are to be found
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds {@link Images}. */
    public static final class Builder {
        private @Nullable ApoloConfig config;
        private @Nullable CredentialsProvider credentials;
        private @Nullable LoginPort login;
        private HttpTransportConfig transportConfig = HttpTransportConfig.DEFAULT;
        private LocalDockerConfig localStoreConfig = LocalDockerConfig.DEFAULT;
        private @Nullable HttpTransport transport;
        private @Nullable String transportName;
        private @Nullable LocalDockerPort localStore;
        private @Nullable String localStoreName;
        private @Nullable RegistryPort registry;
        private @Nullable Platform platform;
        private final List<ImagesObserver> observers = new ArrayList<>();
        private RetryPolicy retries = RetryPolicy.DEFAULT;
        private @Nullable Duration timeLimit;
        private Time time = Time.system();

        private Builder() {}

        /**
         * Says where images live.
         *
         * @param newConfig clusters, current cluster, organization and project; unless set, those of the login, and
         *     none without one
         * @return this
         */
        public Builder config(ApoloConfig newConfig) {
            config = Objects.requireNonNull(newConfig, "newConfig");
            return this;
        }

        /**
         * Says who asks.
         *
         * @param provider is asked for the credentials of each registry; without one and without a login, registries
         *     are asked without credentials
         * @return this
         */
        public Builder credentials(CredentialsProvider provider) {
            credentials = Objects.requireNonNull(provider, "provider");
            return this;
        }

        /**
         * Says where configuration and credentials come from, as far as they are not given. A {@link #config} that is
         * given takes the place of the login's; {@link #credentials} that are given are asked first, and the login for
         * the registries that they have none for.
         *
         * <pre>{@code
         * Images images = ApoloImages.builder().login(ApoloLogin.find()).build();
         * }</pre>
         *
         * @param newLogin is asked for its configuration when the {@code Images} are built, and for credentials
         *     afterwards. It gets the transport, which therefore has to be there even if {@link #registry} is given.
         * @return this
         */
        public Builder login(LoginPort newLogin) {
            login = Objects.requireNonNull(newLogin, "newLogin");
            return this;
        }

        /**
         * Gives the transport.
         *
         * @param instance carries every request; it stays open when the {@code Images} are closed
         * @return this
         */
        public Builder transport(HttpTransport instance) {
            transport = Objects.requireNonNull(instance, "instance");
            return this;
        }

        /**
         * Names the transport.
         *
         * @param name what its provider is called, for example {@code okhttp}
         * @return this
         */
        public Builder transport(String name) {
            transportName = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Says how the transport is to be made: time limits, connections, TLS, proxy. Plays no part if an instance is
         * given.
         *
         * @param newConfig {@link HttpTransportConfig#DEFAULT} unless set
         * @return this
         */
        public Builder transport(HttpTransportConfig newConfig) {
            transportConfig = Objects.requireNonNull(newConfig, "newConfig");
            return this;
        }

        /**
         * Gives the local store.
         *
         * @param instance has the local images; it stays open when the {@code Images} are closed
         * @return this
         */
        public Builder localStore(LocalDockerPort instance) {
            localStore = Objects.requireNonNull(instance, "instance");
            return this;
        }

        /**
         * Names the local store.
         *
         * @param name what its provider is called, for example {@code docker-daemon}
         * @return this
         */
        public Builder localStore(String name) {
            localStoreName = Objects.requireNonNull(name, "name");
            return this;
        }

        /**
         * Says how the local store is to be made, above all where it is. Plays no part if an instance is given.
         *
         * @param newConfig {@link LocalDockerConfig#DEFAULT} unless set
         * @return this
         */
        public Builder localStore(LocalDockerConfig newConfig) {
            localStoreConfig = Objects.requireNonNull(newConfig, "newConfig");
            return this;
        }

        /**
         * Gives a registry port in place of the registry protocol, for tests. No transport is needed then, except by a
         * login.
         *
         * @param instance answers for every registry
         * @return this
         */
        public Builder registry(RegistryPort instance) {
            registry = Objects.requireNonNull(instance, "instance");
            return this;
        }

        /**
         * Says which image of an index counts: its size is the size, and it is what is pulled.
         *
         * @param newPlatform unless set, {@code linux/amd64} for sizes, and the local store's own choice for pulls
         * @return this
         */
        public Builder platform(Platform newPlatform) {
            platform = Objects.requireNonNull(newPlatform, "newPlatform");
            return this;
        }

        /**
         * Says what is done when a registry fails in a way that may pass.
         *
         * @param policy {@link RetryPolicy#DEFAULT} unless set; {@link RetryPolicy#NONE} to have every failure at once
         * @return this
         */
        public Builder retries(RetryPolicy policy) {
            retries = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Limits how long an operation may take, with all that it does: requests, retries and their waits, and the work
         * of the local store. One that takes longer is ended at once with {@link OperationCancelledException}, and
         * cleans up. The reading of a stream is limited for each step that asks the registry.
         *
         * @param newLimit how long; as long as it takes unless set
         * @return this
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder timeLimit(Duration newLimit) {
            if (Objects.requireNonNull(newLimit, "newLimit").isNegative() || newLimit.isZero()) {
                throw new IllegalArgumentException("A time limit is more than zero, not " + newLimit);
            }
            timeLimit = newLimit;
            return this;
        }

        /** Has tests wait by a time of their own. */
        Builder time(Time newTime) {
            time = newTime;
            return this;
        }

        /**
         * Adds an observer, for metrics and traces. May be called several times: each of them hears of everything.
         *
         * @param observer hears what operations do; there is none unless added
         * @return this
         */
        public Builder observer(ImagesObserver observer) {
            observers.add(Objects.requireNonNull(observer, "observer"));
            return this;
        }

        /**
         * Makes the {@code Images}. Nothing is asked of a registry or a local store yet. A login is asked for its
         * configuration, for which it may read files and ask the platform; what fails there and may pass is tried again
         * by the {@link #retries} policy.
         *
         * @return {@code Images} that the caller closes
         * @throws AdapterSelectionException if there is no transport, several and none named, or a named adapter is not
         *     there. That there is no local store at all shows at the first push or pull: a program that only asks
         *     registries needs none.
         * @throws us.apolo.images.CredentialsUnavailableException if the login is none that can be used
         * @throws us.apolo.images.ImagesException if the platform refuses the login or does not answer
         * @throws OperationCancelledException if the thread is interrupted while the login is asked; its flag stays set
         * @throws IllegalArgumentException if an adapter cannot honour its configuration
         */
        public Images build() {
            if (registry != null && login == null) {
                return service(givenConfig(), givenCredentials(), registries(registry), () -> {});
            }
            if (transport != null) {
                return over(transport, () -> {});
            }
            var made = Adapters.transport(transportName, transportConfig);
            try {
                return over(made, made::close);
            } catch (RuntimeException | Error e) {
                closeAfter(e, made);
                throw e;
            }
        }

        private Images over(HttpTransport carrier, Runnable closeTransport) {
            var effective = config == null && login != null ? signedIn(login, carrier) : givenConfig();
            return service(
                    effective,
                    login == null ? givenCredentials() : credentials(login, carrier),
                    registry == null ? registries(carrier, effective) : registries(registry),
                    closeTransport);
        }

        private ApoloConfig givenConfig() {
            return config == null ? ApoloConfig.builder().build() : config;
        }

        private CredentialsProvider givenCredentials() {
            return credentials == null ? CredentialsProvider.anonymous() : credentials;
        }

        private ApoloConfig signedIn(LoginPort asked, HttpTransport carrier) {
            return new Retries(retries, time)
                    .start("signing in", "the platform", Observation.none())
                    .run(attempt -> asked.config(carrier));
        }

        private CredentialsProvider credentials(LoginPort asked, HttpTransport carrier) {
            var ofLogin = asked.credentials(carrier);
            return credentials == null ? ofLogin : CredentialsProvider.firstOf(credentials, ofLogin);
        }

        private static void closeAfter(Throwable failure, HttpTransport made) {
            try {
                made.close();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
        }

        private static BiFunction<OperationCredentials, Observation, RegistryPort> registries(RegistryPort given) {
            return (known, observation) -> given;
        }

        private BiFunction<OperationCredentials, Observation, RegistryPort> registries(
                HttpTransport carrier, ApoloConfig effective) {
            return new HttpRegistry.Factory(carrier, effective, new Retries(retries, time))::create;
        }

        private Images service(
                ApoloConfig effective,
                CredentialsProvider known,
                BiFunction<OperationCredentials, Observation, RegistryPort> registries,
                Runnable closeTransport) {
            return new ImagesService(
                    effective,
                    known,
                    registries,
                    new RegistryImages(effective, Objects.requireNonNullElse(platform, Platform.LINUX_AMD64)),
                    store(),
                    new Workers(transportConfig.connectionsPerHost()),
                    new Observers(observers, time),
                    new TimeLimit(timeLimit),
                    closeTransport);
        }

        private LocalStore store() {
            var transferRetries = new Retries(retries, time);
            return localStore == null
                    ? Adapters.localStore(localStoreName, localStoreConfig, platform, transferRetries)
                    : LocalStore.given(localStore, platform, transferRetries);
        }
    }
}
