package us.apolo.images.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

    record CutRequest(long bytes) implements FaultAction {
        @Override
        public boolean apply(WireExchange exchange) {
            exchange.cutRequestAfter(bytes);
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
    record EditHeaders(Map<String, String> edits) implements FaultAction {
        static EditHeaders of(String name, String value) {
            return new EditHeaders(Map.of(name.toLowerCase(Locale.ROOT), value));
        }

        EditHeaders and(String name, String value) {
            var more = new LinkedHashMap<>(edits);
            more.put(name.toLowerCase(Locale.ROOT), value);
            return new EditHeaders(Collections.unmodifiableMap(more));
        }

        @Override
        public boolean apply(WireExchange exchange) {
            exchange.editHead((status, headers) -> edited(headers));
            return true;
        }

        private HttpHeaders edited(HttpHeaders headers) {
            var builder = HttpHeaders.builder();
            headers.asMap().forEach((field, values) -> {
                if (!edits.containsKey(field.toLowerCase(Locale.ROOT))) {
                    values.forEach(each -> builder.add(field, each));
                }
            });
            edits.forEach((name, value) -> {
                if (!value.isEmpty()) {
                    builder.add(name, value);
                }
            });
            return builder.build();
        }
    }
}
