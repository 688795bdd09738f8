package us.apolo.images.core.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** A transport that answers from a script, and remembers what was asked and which responses nobody has finished. */
final class ScriptedTransport implements HttpTransport {
    private final List<HttpRequest> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<byte[]> bodies = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicInteger aborted = new AtomicInteger();
    private volatile Script script = request -> {
        throw new AssertionError("Nothing is expected, and this came: " + request);
    };

    /** Answers requests; may be called from several threads at once. */
    interface Script {
        Answer answer(HttpRequest request) throws IOException;
    }

    void script(Script answers) {
        script = answers;
    }

    /** Gives these answers in this order, each once. */
    void answers(Answer... answers) {
        var left = new ArrayDeque<>(List.of(answers));
        script = request -> {
            synchronized (left) {
                if (left.isEmpty()) {
                    throw new AssertionError("No answer is left for " + request.method() + " " + request.uri());
                }
                return left.remove();
            }
        };
    }

    List<HttpRequest> requests() {
        return List.copyOf(requests);
    }

    HttpRequest request(int index) {
        return requests.get(index);
    }

    /** Method and URI of every request. */
    List<String> lines() {
        return requests().stream()
                .map(request -> request.method() + " " + request.uri())
                .toList();
    }

    /** The bytes that a request has sent; none if it had no body. */
    byte[] sent(int index) {
        return bodies.get(index);
    }

    /** How many responses were neither closed nor aborted. */
    int unfinished() {
        return unfinished.get();
    }

    int aborted() {
        return aborted.get();
    }

    @Override
    public HttpResponse exchange(HttpRequest request) throws IOException {
        requests.add(request);
        bodies.add(read(request));
        var response = new TrackedResponse(script.answer(request));
        unfinished.incrementAndGet();
        return response;
    }

    private static byte[] read(HttpRequest request) throws IOException {
        var body = request.body();
        if (body == null) {
            return new byte[0];
        }
        try (var in = body.open()) {
            return in.readAllBytes();
        }
    }

    @Override
    public void close() {
        throw new AssertionError("The transport belongs to whoever made it");
    }

    private final class TrackedResponse implements HttpResponse {
        private final Answer answer;
        private final InputStream body;
        private final AtomicBoolean finished = new AtomicBoolean();

        TrackedResponse(Answer answer) {
            this.answer = answer;
            this.body = new FilterInputStream(answer.body()) {
                @Override
                public int read() throws IOException {
                    requireUnfinished();
                    return super.read();
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    requireUnfinished();
                    return super.read(buffer, offset, length);
                }
            };
        }

        private void requireUnfinished() throws IOException {
            if (finished.get()) {
                throw new IOException("The response has been closed");
            }
        }

        @Override
        public int status() {
            return answer.status();
        }

        @Override
        public HttpHeaders headers() {
            return answer.headers();
        }

        @Override
        public InputStream body() {
            return body;
        }

        @Override
        public void close() {
            if (finished.compareAndSet(false, true)) {
                unfinished.decrementAndGet();
            }
        }

        @Override
        public void abort() {
            if (finished.compareAndSet(false, true)) {
                unfinished.decrementAndGet();
                aborted.incrementAndGet();
            }
        }
    }
}
