package us.apolo.images.testkit.front;

import java.util.Optional;
import java.util.regex.Pattern;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;

/** A part of a blob: from the first byte to the last one, which is in it. */
record ByteRange(long first, long last) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Reads {@code Range}; empty if there is none. Several ranges at once are as good as none. */
    static Optional<ByteRange> of(Optional<String> header, long size) {
        if (header.isEmpty() || header.get().indexOf(',') >= 0) {
            return Optional.empty();
        }
        var matcher = SINGLE.matcher(header.get().strip());
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            throw new RefusedException(ErrorCode.RANGE_INVALID, "Not a range of bytes");
        }
        var range = matcher.group(1).isEmpty()
                ? new ByteRange(Math.max(0, size - Long.parseLong(matcher.group(2))), size - 1)
                : new ByteRange(Long.parseLong(matcher.group(1)), last(matcher.group(2), size));
        if (range.first > range.last) {
            throw new RefusedException(ErrorCode.RANGE_INVALID, "The blob has " + size + " bytes");
        }
        return Optional.of(range);
    }

    private static long last(String text, long size) {
        return text.isEmpty() ? size - 1 : Math.min(Long.parseLong(text), size - 1);
    }

    long length() {
        return last - first + 1;
    }
}
