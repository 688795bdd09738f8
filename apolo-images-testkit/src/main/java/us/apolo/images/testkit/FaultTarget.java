package us.apolo.images.testkit;

import java.util.Objects;
import java.util.regex.Pattern;
import us.apolo.images.testkit.wire.WireExchange;

/**
 * Which requests a fault hits.
 *
 * @param method their method; empty for every one
 * @param path what their path looks like
 * @param skipped how many of them go well before
 * @param times how many of them go wrong then
 */
record FaultTarget(String method, Pattern path, int skipped, int times) {
    private static final String EVERYTHING_PATH = ".*";
    static final FaultTarget EVERYTHING = new FaultTarget("", Pattern.compile(EVERYTHING_PATH), 0, Integer.MAX_VALUE);

    FaultTarget withMethod(String newMethod) {
        return new FaultTarget(Objects.requireNonNull(newMethod, "method"), path, skipped, times);
    }

    FaultTarget withPath(Pattern newPath) {
        return new FaultTarget(method, newPath, skipped, times);
    }

    FaultTarget withSkipped(int newSkipped) {
        return new FaultTarget(method, path, newSkipped, times);
    }

    FaultTarget withTimes(int newTimes) {
        return new FaultTarget(method, path, skipped, newTimes);
    }

    boolean matches(WireExchange exchange) {
        return (method.isEmpty() || method.equals(exchange.method()))
                && path.matcher(exchange.path()).matches();
    }

    @Override
    public String toString() {
        var everything = method.isEmpty() && path.pattern().equals(EVERYTHING_PATH);
        var which = everything ? "every request" : (method.isEmpty() ? "every method" : method) + " " + path;
        var count = (skipped == 0 ? "" : "after " + skipped)
                + (skipped == 0 || times == Integer.MAX_VALUE ? "" : ", ")
                + (times == Integer.MAX_VALUE ? "" : times + " times");
        return which + (count.isEmpty() ? "" : " (" + count + ")");
    }
}
