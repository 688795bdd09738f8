package us.apolo.images.core.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.observation.RequestEnd;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.observation.RequestStart;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** Carries the requests of one operation, each of which is told to those who observe it. */
final class ObservedTransport {
    private final HttpTransport transport;
    private final Observation observation;

    ObservedTransport(HttpTransport transport, Observation observation) {
        this.transport = transport;
        this.observation = observation;
    }

    /**
     * What a request is for.
     *
     * @param registry the registry that is asked
     * @param kind what it is about
     * @param attempt how often it has been tried, this time included
     */
    record Purpose(String registry, RequestKind kind, int attempt) {}

    /** Sends a request; see {@link HttpTransport#exchange}. */
    HttpResponse exchange(Purpose purpose, HttpRequest request) throws IOException {
        return observation.isHeard() ? observed(purpose, request) : transport.exchange(request);
    }

    private HttpResponse observed(Purpose purpose, HttpRequest request) throws IOException {
        var course = new Course(new RequestStart(
                observation.nextRequest(),
                request.method(),
                purpose.registry(),
                purpose.kind(),
                RegistryAnswer.withoutSecrets(request.uri()),
                purpose.attempt()));
        observation.requestStarted(course.start);
        try {
            var sent = request.body() == null ? null : new CountedBody(request.body(), course.sent);
            var counted = new HttpRequest(request.method(), request.uri(), request.headers(), sent);
            return new CountedResponse(transport.exchange(counted), course);
        } catch (IOException e) {
            course.end(OptionalInt.empty(), 0, Optional.of(e));
            throw e;
        } catch (RuntimeException | Error e) {
            course.end(OptionalInt.empty(), 0, Optional.of(new IOException(e)));
            throw e;
        }
    }

    /** A request from its start to its end. */
    final class Course {
        private final RequestStart start;
        private final long begin = observation.time().nanos();
        private final ByteCount sent = new ByteCount();

        Course(RequestStart start) {
            this.start = start;
        }

        void end(OptionalInt status, long received, Optional<IOException> failure) {
            var duration = Duration.ofNanos(observation.time().nanos() - begin);
            observation.requestEnded(new RequestEnd(start, status, failure, sent.get(), received, duration));
        }
    }
}
