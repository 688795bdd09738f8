package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import us.apolo.images.EngineUnavailableException;
import us.apolo.images.port.InterruptibleWork;
import us.apolo.images.port.engine.Cancellation;
import us.apolo.images.port.engine.EngineWords;

/**
 * Finds the engine. It is asked for a sign of life before each operation, which costs next to nothing: so an engine that
 * was not there is found once it is, and one that hangs is noticed within the limit.
 *
 * <p>Once one has answered, no other is ever taken: an operation must not go on in another store than it began in.
 */
final class EngineFinder {
    private static final System.Logger LOG = System.getLogger(EngineFinder.class.getName());
    private static final String ADVICE = "Start an engine, or say where it is: set DOCKER_HOST, choose a context with"
            + " 'docker context use', or give LocalDockerConfig.location";

    private final Supplier<List<EngineCandidate>> candidates;
    private final EngineSessions sessions;
    private volatile EngineCandidate.@Nullable Place known;

    /**
     * Has found nothing yet.
     *
     * @param candidates where to look; asked each time until there is an engine
     */
    EngineFinder(Supplier<List<EngineCandidate>> candidates, EngineSessions sessions) {
        this.candidates = candidates;
        this.sessions = sessions;
    }

    /**
     * Finds it.
     *
     * @throws EngineUnavailableException if none answers
     */
    Engine find() {
        var place = known;
        var tried = new ArrayList<String>();
        var failures = new ArrayList<Throwable>();
        for (var candidate : place == null ? candidates.get() : List.of(place)) {
            var engine = engineAt(candidate, tried, failures);
            if (engine.isPresent()) {
                return engine.get();
            }
        }
        var last = failures.isEmpty() ? null : failures.get(failures.size() - 1);
        throw new EngineUnavailableException(
                "No container engine answers. " + tried.stream().collect(Collectors.joining("; ", "Tried: ", ". "))
                        + ADVICE,
                tried,
                last);
    }

    private Optional<Engine> engineAt(EngineCandidate candidate, List<String> tried, List<Throwable> failures) {
        if (candidate instanceof EngineCandidate.Unusable unusable) {
            tried.add(unusable.origin() + ": " + unusable.reason());
            return Optional.empty();
        }
        var place = (EngineCandidate.Place) candidate;
        try {
            var engine = ping(place);
            if (known == null) {
                LOG.log(System.Logger.Level.DEBUG, "The engine is at {0}", place);
            }
            known = place;
            return Optional.of(engine);
        } catch (IOException e) {
            tried.add(place + ": " + EngineWords.reason(e));
            failures.add(e);
            return Optional.empty();
        }
    }

    private Engine ping(EngineCandidate.Place place) throws IOException {
        var session = sessions.begin(place, sessions.connectLimit());
        try {
            return new InterruptibleWork(session::close).run(() -> new Engine(place, isPodman(session)));
        } catch (IOException e) {
            Cancellation.check("Looking for a container engine", session.isClosed(), e);
            throw e;
        } finally {
            sessions.end(session);
        }
    }

    private static boolean isPodman(EngineSession session) throws IOException {
        try (var response = session.http().execute(EngineRequest.ping())) {
            var status = response.status();
            if (status < 200 || status > 299) {
                throw new IOException("it answers GET /_ping with status " + status);
            }
            return !response.header("Libpod-API-Version").isEmpty();
        }
    }
}
