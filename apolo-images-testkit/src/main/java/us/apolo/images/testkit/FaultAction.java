package us.apolo.images.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.wire.WireExchange;

/** What a fault does to an exchange. */
sealed interface FaultAction {
    /**
     * Does it.
     *
     * @return whether the request is still to be answered
     */
    boolean apply(WireExchange exchange) throws IOException;

    /** Nothing but a delay. */
    record Nothing() implements FaultAction {
        @Override
        public boolean apply(WireExchange exchange) {
            return true;
        }
    }

    record Answer(int status, HttpHeaders headers, String body) implements FaultAction {
        @Override
        public boolean apply(WireExchange exchange) throws IOException {
            exchange.respond(status, headers, body.getBytes(StandardCharsets.UTF_8));
            return false;
        }
    }

    record Stall() implements FaultAction {
        @Override
        public boolean apply(WireExchange exchange) throws IOException {
            exchange.stall();
            return false;
        }
    }

    record Cut() implements FaultAction {
        @Override
        public boolean apply(WireExchange exchange) throws IOException {
            exchange.reset();
            return false;
        }
    }

    record CutBody(long bytes) implements FaultAction {
        @Override
        public boolean apply(WireExchange exchange) {
            exchange.cutBodyAfter(bytes);
            return true;
        }
    }

    record Garbage() implements FaultAction {
        @Override
        public boolean apply(WireExchange exchange) throws IOException {
            exchange.writeRaw(Fault.garbageBytes());
            return false;
        }
    }

    /** An empty value leaves the field out. */
    record EditHeader(String name, String value) implements FaultAction {
        @Override
        public boolean apply(WireExchange exchange) {
            exchange.editHead((status, headers) -> edited(headers));
            return true;
        }

        private HttpHeaders edited(HttpHeaders headers) {
            var builder = HttpHeaders.builder();
            headers.asMap().forEach((field, values) -> {
                if (!field.equalsIgnoreCase(name)) {
                    values.forEach(each -> builder.add(field, each));
                }
            });
            return value.isEmpty() ? builder.build() : builder.add(name, value).build();
        }
    }
}
