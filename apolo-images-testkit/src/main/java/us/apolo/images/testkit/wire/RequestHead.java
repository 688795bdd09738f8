package us.apolo.images.testkit.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;
import us.apolo.images.port.HttpHeaders;

/** The request line and the header fields. */
record RequestHead(String method, String target, boolean persistent, HttpHeaders headers) {
    private static final int MAX_HEAD = 64 * 1024;

    static RequestHead read(InputStream in) throws IOException {
        var lines = new HeadLines(in, MAX_HEAD);
        var line = lines.next().split(" ", -1);
        if (line.length != 3 || line[0].isEmpty() || line[1].isEmpty() || !line[2].startsWith("HTTP/1.")) {
            throw new MalformedRequestException(400, "Not a request line of HTTP/1.1");
        }
        var headers = lines.fields();
        var connection = String.join(",", headers.all("Connection")).toLowerCase(Locale.ROOT);
        return new RequestHead(line[0], line[1], line[2].equals("HTTP/1.1") && !connection.contains("close"), headers);
    }

    /** The target up to its query. */
    String path() {
        return target.split("\\?", 2)[0];
    }

    /** The target's query; empty if there is none. */
    String query() {
        var parts = target.split("\\?", 2);
        return parts.length == 2 ? parts[1] : "";
    }

    boolean isChunked() {
        return headers.first("Transfer-Encoding").orElse("").equalsIgnoreCase("chunked");
    }

    boolean expectsContinue() {
        return headers.first("Expect").orElse("").equalsIgnoreCase("100-continue");
    }

    OptionalLong contentLength() throws MalformedRequestException {
        var text = headers.first("Content-Length");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!text.get().matches("\\d{1,18}")) {
            throw new MalformedRequestException(400, "Content-Length is not a number");
        }
        return OptionalLong.of(Long.parseLong(text.get()));
    }

    /** The lines of a head, or of what follows the last chunk, which together have a limit. */
    static final class HeadLines {
        private final InputStream in;
        private int left;

        HeadLines(InputStream in, int limit) {
            this.in = in;
            this.left = limit;
        }

        /** The next line without its end. Bytes beyond ASCII become the characters of the same number. */
        String next() throws IOException {
            var line = new StringBuilder();
            for (var c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("The connection ended within a head");
                }
                if (--left < 0) {
                    throw new MalformedRequestException(431, "The head is too large");
                }
                line.append((char) c);
            }
            var end = line.length() - 1;
            return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
        }

        HttpHeaders fields() throws IOException {
            var headers = HttpHeaders.builder();
            for (var line = next(); !line.isEmpty(); line = next()) {
                var colon = line.indexOf(':');
                if (colon < 1) {
                    throw new MalformedRequestException(400, "Not a header field");
                }
                headers.add(
                        line.substring(0, colon), utf8(line.substring(colon + 1).strip()));
            }
            return headers.build();
        }

        private static String utf8(String latin1) {
            return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }
    }
}
