package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DockerClientImpl;
import java.io.IOException;
import java.time.Duration;

/** One conversation with an engine. To close it, from any thread, makes whatever goes on in it fail at once. */
final class EngineSession implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(EngineSession.class.getName());

    private final EngineHttpClient http;
    private final DockerClient client;
    private volatile boolean closed;

    EngineSession(EngineCandidate.Place place, Duration connectLimit, Duration readLimit) {
        this.http = new EngineHttpClient(place, connectLimit, readLimit);
        this.client = DockerClientImpl.getInstance(new EngineClientConfig(place.address()), http);
    }

    DockerClient client() {
        return client;
    }

    EngineHttpClient http() {
        return http;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        try {
            client.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A connection to the engine did not close cleanly", e);
        }
    }
}
