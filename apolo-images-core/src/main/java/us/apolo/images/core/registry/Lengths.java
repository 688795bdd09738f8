package us.apolo.images.core.registry;

import java.util.OptionalLong;
import java.util.regex.Pattern;
import us.apolo.images.port.HttpResponse;

/** Numbers of bytes in header fields. What is not a number is as good as not there. */
final class Lengths {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /** Some registries write the unit, which the protocol leaves out. */
    private static final Pattern RECEIVED = Pattern.compile("(?:bytes[ =])?0-(\\d{1,18})");

    private static final Pattern TOTAL = Pattern.compile("bytes \\d{1,18}-\\d{1,18}/(\\d{1,18})");

    private Lengths() {}

    static OptionalLong contentLength(HttpResponse response) {
        return number(field(response, "Content-Length"));
    }

    static OptionalLong rangeStart(HttpResponse response) {
        var range = field(response, "Content-Range");
        var dash = range.indexOf('-');
        return range.startsWith("bytes ") && dash > 0
                ? number(range.substring("bytes ".length(), dash))
                : OptionalLong.empty();
    }

    /** The length of that of which a part comes. */
    static OptionalLong total(HttpResponse response) {
        var range = TOTAL.matcher(field(response, "Content-Range"));
        return range.matches() ? OptionalLong.of(Long.parseLong(range.group(1))) : OptionalLong.empty();
    }

    /** How much of an upload the registry has. {@code 0-0} is how registries write that it has nothing. */
    static OptionalLong received(HttpResponse response) {
        var range = RECEIVED.matcher(field(response, "Range"));
        if (!range.matches()) {
            return OptionalLong.empty();
        }
        var last = Long.parseLong(range.group(1));
        return OptionalLong.of(last == 0 ? 0 : last + 1);
    }

    /** How much a part of an upload has to have, unless it is the last. */
    static long minPart(HttpResponse response) {
        return number(field(response, "OCI-Chunk-Min-Length")).orElse(0);
    }

    private static String field(HttpResponse response, String name) {
        return response.headers().first(name).orElse("").strip();
    }

    private static OptionalLong number(String text) {
        return NUMBER.matcher(text).matches() ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
