package us.apolo.images.core.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
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
public final class ObservedTransport {
    private final HttpTransport transport;
    private final Observation observation;

    /**
     * Watches a transport.
     *
     * @param transport carries the requests; whoever made it closes it
     * @param observation hears of them
     */
    public ObservedTransport(HttpTransport transport, Observation observation) {
        this.transport = transport;
        this.observation = observation;
    }

    /**
     * The transport for requests of one purpose.
     *
     * @param registry the registry that is asked, or for whose sake somebody else is
     * @param kind what the requests are about
     * @param attempt how often it has been tried, this time included
     * @return a view that needs no closing
     */
    public HttpTransport carrying(String registry, RequestKind kind, int attempt) {
        return new HttpTransport() {
            @Override
            public HttpResponse exchange(HttpRequest request) throws IOException {
                return observation.isHeard()
                        ? observed(start(request, registry, kind, attempt), request)
                        : transport.exchange(request);
            }

            @Override
            public void close() {
                // Only a view.
            }
        };
    }

    /** Who hears of the requests. */
    public Observation observation() {
        return observation;
    }

    private RequestStart start(HttpRequest request, String registry, RequestKind kind, int attempt) {
        return new RequestStart(
                observation.nextRequest(),
                request.method(),
                registry,
                kind,
                RegistryAnswer.withoutSecrets(request.uri()),
                attempt);
    }

    private HttpResponse observed(RequestStart start, HttpRequest request) throws IOException {
        var course = new Course(start);
        observation.requestStarted(start);
        try {
            return new CountedResponse(transport.exchange(counted(request, course.sent)), course);
        } catch (IOException e) {
            course.end(OptionalInt.empty(), 0, Optional.of(e));
            throw e;
        } catch (RuntimeException | Error e) {
            course.end(OptionalInt.empty(), 0, Optional.of(new IOException(e)));
            throw e;
        }
    }

    private static HttpRequest counted(HttpRequest request, ByteCount count) {
        var body = request.body();
        return body == null
                ? request
                : new HttpRequest(request.method(), request.uri(), request.headers(), new CountedBody(body, count));
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
            observation.requestEnded(
                    new RequestEnd(start, status, failure.map(this::told), sent.get(), received, duration));
        }

        /** To the transport, the end of the operation's time is an interrupt like any other. */
        private IOException told(IOException failure) {
            if (!(failure instanceof InterruptedIOException) || !observation.isTimeUp()) {
                return failure;
            }
            var timeout = new SocketTimeoutException("The operation's time limit was over");
            timeout.initCause(failure);
            return timeout;
        }
    }
}
