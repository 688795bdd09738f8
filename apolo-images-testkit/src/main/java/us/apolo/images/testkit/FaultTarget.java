package us.apolo.images.testkit;

import java.util.Objects;
import java.util.regex.Pattern;
import us.apolo.images.testkit.wire.WireExchange;

/**
 * Which requests a fault hits.
 *
 * @param method their method; empty for every one
 * @param path what their path looks like
 * @param query what their query looks like
 * @param header a header field that they have; empty if they need none
 * @param skipped how many of them go well before
 * @param times how many of them go wrong then
 */
record FaultTarget(String method, Pattern path, Pattern query, String header, int skipped, int times) {
    private static final String ANYTHING = ".*";
    static final FaultTarget EVERYTHING =
            new FaultTarget("", Pattern.compile(ANYTHING), Pattern.compile(ANYTHING), "", 0, Integer.MAX_VALUE);

    FaultTarget withMethod(String newMethod) {
        return new FaultTarget(Objects.requireNonNull(newMethod, "method"), path, query, header, skipped, times);
    }

    FaultTarget withPath(Pattern newPath) {
        return new FaultTarget(method, newPath, query, header, skipped, times);
    }

    FaultTarget withQuery(Pattern newQuery) {
        return new FaultTarget(method, path, newQuery, header, skipped, times);
    }

    FaultTarget withHeader(String newHeader) {
        return new FaultTarget(method, path, query, Objects.requireNonNull(newHeader, "name"), skipped, times);
    }

    FaultTarget withSkipped(int newSkipped) {
        return new FaultTarget(method, path, query, header, newSkipped, times);
    }

    FaultTarget withTimes(int newTimes) {
        return new FaultTarget(method, path, query, header, skipped, newTimes);
    }

    boolean matches(WireExchange exchange) {
        return (method.isEmpty() || method.equals(exchange.method()))
                && path.matcher(exchange.path()).matches()
                && query.matcher(exchange.query()).matches()
                && (header.isEmpty() || exchange.headers().first(header).isPresent());
    }

    @Override
    public String toString() {
        var everything = method.isEmpty() && path.pattern().equals(ANYTHING);
        var which = (everything ? "every request" : (method.isEmpty() ? "every method" : method) + " " + path)
                + (query.pattern().equals(ANYTHING) ? "" : "?" + query)
                + (header.isEmpty() ? "" : " with " + header);
        var count = (skipped == 0 ? "" : "after " + skipped)
                + (skipped == 0 || times == Integer.MAX_VALUE ? "" : ", ")
                + (times == Integer.MAX_VALUE ? "" : times + " times");
        return which + (count.isEmpty() ? "" : " (" + count + ")");
    }
}
