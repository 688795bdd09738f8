package us.apolo.images.testkit;

import java.io.IOException;
import java.net.URI;
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

    record Elsewhere(URI host) implements FaultAction {
        @Override
        public boolean apply(WireExchange exchange) throws IOException {
            var headers = HttpHeaders.builder()
                    .add("Location", host.resolve(exchange.target()).toString());
            exchange.respond(307, headers.build(), new byte[0]);
            return false;
        }
    }

    /** Something that is no answer comes in the place of one, or nothing does. */
    enum NoAnswer implements FaultAction {
        STALL,
        CUT,
        GARBAGE;

        @Override
        public boolean apply(WireExchange exchange) throws IOException {
            switch (this) {
                case STALL -> exchange.stall();
                case CUT -> exchange.reset();
                case GARBAGE -> exchange.writeRaw(Fault.garbageBytes());
            }
            return false;
        }
    }

    /** Something happens at some byte of a body, which is still to come. */
    record AtByte(What what, long bytes) implements FaultAction {
        /** What happens there. */
        enum What {
            CUT_BODY,
            STALL_BODY,
            SHORTEN_BODY,
            PAD_BODY,
            CUT_REQUEST
        }

        @Override
        public boolean apply(WireExchange exchange) {
            switch (what) {
                case CUT_BODY -> exchange.cutBodyAfter(bytes);
                case STALL_BODY -> exchange.stallBodyAfter(bytes);
                case SHORTEN_BODY -> exchange.shortenBodyTo(bytes);
                case PAD_BODY -> exchange.padBodyBy(bytes);
                case CUT_REQUEST -> exchange.cutRequestAfter(bytes);
            }
            return true;
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
