package us.apolo.images.core;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.LocalDockerProvider;

/** Providers for tests that declare them. Public, as a service loader wants them. */
@SuppressWarnings("missing-explicit-ctor")
public final class Providers {
    /** What {@link Alpha} has made. */
    static final List<Transport> TRANSPORTS = new CopyOnWriteArrayList<>();

    /** What {@link Store} has made. */
    static final List<MemoryStore> STORES = new CopyOnWriteArrayList<>();

    private Providers() {}

    /** A transport that has no network. */
    static class Transport implements HttpTransport {
        final HttpTransportConfig config;
        private volatile int closed;

        Transport(HttpTransportConfig config) {
            this.config = config;
        }

        @Override
        public HttpResponse exchange(HttpRequest request) throws IOException {
            throw new IOException("There is no network");
        }

        int timesClosed() {
            return closed;
        }

        @Override
        public synchronized void close() {
            closed++;
        }
    }

    /** Called alpha. */
    public static class Alpha implements HttpTransportProvider {
        @Override
        public String name() {
            return "alpha";
        }

        @Override
        public HttpTransport create(HttpTransportConfig config) {
            var transport = new Transport(config);
            TRANSPORTS.add(transport);
            return transport;
        }
    }

    /** Called alpha, too. */
    public static final class AlphaToo extends Alpha {}

    /** Called beta. */
    public static final class Beta extends Alpha {
        @Override
        public String name() {
            return "beta";
        }
    }

    /** Called known. */
    public static final class Known extends Alpha {
        @Override
        public String name() {
            return "known";
        }
    }

    /** Makes transports that do not close. */
    public static final class Stuck extends Alpha {
        @Override
        public HttpTransport create(HttpTransportConfig config) {
            return new Transport(config) {
                @Override
                public synchronized void close() {
                    throw new IllegalStateException("It does not close");
                }
            };
        }
    }

    /** Cannot be made. */
    public static final class Broken extends Alpha {
        /** Throws. */
        public Broken() {
            throw new IllegalStateException("It does not come up");
        }
    }

    /** Called memory. */
    public static class Store implements LocalDockerProvider {
        @Override
        public String name() {
            return "memory";
        }

        @Override
        public LocalDockerPort create(LocalDockerConfig config) {
            var store = new MemoryStore(new MemoryRegistry());
            STORES.add(store);
            return store;
        }
    }

    /** Makes no store for want of what it is configured with. */
    public static final class RefusingStore extends Store {
        @Override
        public LocalDockerPort create(LocalDockerConfig config) {
            throw new IllegalArgumentException("The location is not for this store");
        }
    }

    /** Makes no store for want of a class. */
    public static final class UnlinkedStore extends Store {
        @Override
        public LocalDockerPort create(LocalDockerConfig config) {
            throw new NoClassDefFoundError("org/example/Missing");
        }
    }
}
