package us.apolo.images.docker.daemon;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An engine's answer: status and headers have come, the body comes as it is read. */
final class EngineResponse implements Closeable {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_REFUSAL = 64 * 1024;

    private final int status;
    private final Map<String, List<String>> headers;
    private final InputStream body;
    private final Closeable connection;

    private EngineResponse(int status, Map<String, List<String>> headers, InputStream body, Closeable connection) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.connection = connection;
    }

    /**
     * Reads status and headers.
     *
     * @param connection what to close with the response
     * @throws IOException if what comes is not an answer in HTTP/1
     */
    static EngineResponse read(InputStream source, Closeable connection) throws IOException {
        var input = new BufferedInputStream(source);
        while (true) {
            var status = status(line(input, MAX_HEAD));
            var headers = headers(input);
            // What comes with a 1xx is only a prelude.
            if (status >= 200) {
                return new EngineResponse(status, headers, body(status, headers, input), connection);
            }
        }
    }

    private static int status(String line) throws IOException {
        if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
            throw new IOException("what answers does not speak HTTP");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private static Map<String, List<String>> headers(InputStream input) throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        var room = MAX_HEAD;
        for (var line = line(input, room); !line.isEmpty(); line = line(input, room)) {
            var colon = line.indexOf(':');
            if (colon < 1) {
                throw new IOException("the engine's answer has a header without a name");
            }
            headers.computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
            room -= line.length() + 1;
        }
        return headers;
    }

    /** Reads to the end of the line, which is not given back. */
    static String line(InputStream input, int room) throws IOException {
        var line = new StringBuilder();
        for (var b = input.read(); b != '\n'; b = input.read()) {
            if (b < 0) {
                throw new EOFException("the engine closed the connection in the middle of its answer");
            }
            if (line.length() >= room) {
                throw new IOException("the engine's answer has a line or headers without end");
            }
            line.append((char) b);
        }
        var end = line.length() - 1;
        return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
    }

    private static InputStream body(int status, Map<String, List<String>> headers, InputStream input)
            throws IOException {
        if (status == 204 || status == 304) {
            return InputStream.nullInputStream();
        }
        if (last(headers, "Transfer-Encoding").equalsIgnoreCase("chunked")) {
            return new ChunkedInput(input);
        }
        var length = last(headers, "Content-Length");
        if (length.isEmpty()) {
            return input;
        }
        if (!length.matches("\\d{1,18}")) {
            throw new IOException("the engine's answer has a length that is no number, or none of a body");
        }
        return new MeasuredInput(input, Long.parseLong(length));
    }

    private static String last(Map<String, List<String>> headers, String name) {
        var values = headers.getOrDefault(name, List.of(""));
        return values.get(values.size() - 1);
    }

    int status() {
        return status;
    }

    /**
     * A header.
     *
     * @param name in any case
     * @return its last value; empty if there is none
     */
    String header(String name) {
        return last(headers, name);
    }

    InputStream body() {
        return body;
    }

    /**
     * Is this answer, unless its status is an error.
     *
     * @throws EngineRefusedException if it is, with what the engine says about it
     */
    EngineResponse requireSuccess() throws IOException {
        if (status >= 200 && status <= 299) {
            return this;
        }
        var text = new String(body.readNBytes(MAX_REFUSAL), StandardCharsets.UTF_8);
        throw new EngineRefusedException(status, EngineObjects.message(text));
    }

    /** Ends the connection, whether or not the body has been read. */
    @Override
    public void close() throws IOException {
        connection.close();
    }
}
