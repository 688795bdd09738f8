package us.apolo.images.it;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** Counts the exchanges that are under way: from the request until the response is closed. */
final class InFlight implements HttpTransport {
    private final HttpTransport transport;
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    InFlight(HttpTransport transport) {
        this.transport = transport;
    }

    int now() {
        return now.get();
    }

    int most() {
        return most.get();
    }

    @Override
    public HttpResponse exchange(HttpRequest request) throws IOException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        try {
            return new Counted(transport.exchange(request));
        } catch (IOException | RuntimeException e) {
            now.decrementAndGet();
            throw e;
        }
    }

    @Override
    public void close() {
        transport.close();
    }

    private final class Counted implements HttpResponse {
        private final HttpResponse response;
        private final AtomicBoolean ended = new AtomicBoolean();

        Counted(HttpResponse response) {
            this.response = response;
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                now.decrementAndGet();
            }
        }

        @Override
        public int status() {
            return response.status();
        }

        @Override
        public HttpHeaders headers() {
            return response.headers();
        }

        @Override
        public InputStream body() {
            return response.body();
        }

        @Override
        public void close() {
            // Before: what closes it may be waited for by another exchange.
            end();
            response.close();
        }

        @Override
        public void abort() {
            end();
            response.abort();
        }
    }
}
