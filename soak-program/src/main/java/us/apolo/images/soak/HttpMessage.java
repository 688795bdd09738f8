package us.apolo.images.soak;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request or an answer, read as a whole. Its body goes on with a length, however it came. */
final class HttpMessage {
    private static final int MAX_LINE = 64 * 1024;
    private static final long NONE = -1;

    private final String start;
    private final List<String> fields;
    private final long declared;
    private final byte[] body;

    /**
     * Puts a message together.
     *
     * @param start the first line
     * @param fields the header fields, without those that frame the body
     * @param declared the length that was told, or none
     * @param body the body
     */
    private HttpMessage(String start, List<String> fields, long declared, byte[] body) {
        this.start = start;
        this.fields = List.copyOf(fields);
        this.declared = declared;
        this.body = body;
    }

    /** Reads a request; empty if there is none any more. */
    static Optional<HttpMessage> request(InputStream in) throws IOException {
        var start = line(in);
        return start.isEmpty() ? Optional.empty() : Optional.of(read(start, in, true));
    }

    /** Reads the answer to a request. */
    static HttpMessage answer(InputStream in, boolean toHead) throws IOException {
        var start = line(in);
        if (start.isEmpty()) {
            throw new EOFException("The registry has closed the connection");
        }
        var status = start.split(" ", 3)[1];
        return read(start, in, !toHead && !status.equals("204") && !status.equals("304"));
    }

    private static HttpMessage read(String start, InputStream in, boolean mayHaveBody) throws IOException {
        var fields = new ArrayList<String>();
        var length = NONE;
        var chunked = false;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var name = line.toLowerCase(Locale.ROOT);
            if (name.startsWith("content-length:")) {
                length = Long.parseLong(line.substring(line.indexOf(':') + 1).strip());
            } else if (name.startsWith("transfer-encoding:")) {
                chunked = true;
            } else {
                fields.add(line);
            }
        }
        var body = !mayHaveBody ? new byte[0] : chunked ? chunks(in) : exactly(in, (int) Math.max(0, length));
        return new HttpMessage(start, fields, chunked ? body.length : length, body);
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("A body has ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var all = new ByteArrayOutputStream();
        while (true) {
            var head = line(in);
            if (head.isEmpty()) {
                throw new EOFException("A body has ended before its last chunk");
            }
            var size = Integer.parseInt(head.split(";", 2)[0].strip(), 16);
            all.write(exactly(in, size));
            line(in);
            if (size == 0) {
                return all.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (var next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (bytes.size() == MAX_LINE) {
                throw new IOException("A header is longer than " + MAX_LINE + " bytes");
            }
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    String start() {
        return start;
    }

    /** How many bytes the body has. */
    int size() {
        return body.length;
    }

    Optional<String> header(String name) {
        var prefix = name.toLowerCase(Locale.ROOT) + ":";
        return fields.stream()
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(field -> field.substring(prefix.length()).strip())
                .findFirst();
    }

    boolean closes() {
        return header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    }

    /** Writes it with the first bytes of its body alone. */
    void write(OutputStream out, int bytes) throws IOException {
        var head = new StringBuilder(start).append("\r\n");
        fields.forEach(field -> head.append(field).append("\r\n"));
        if (declared != NONE) {
            head.append("Content-Length: ").append(declared).append("\r\n");
        }
        var all = new ByteArrayOutputStream();
        all.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        all.write(body, 0, bytes);
        out.write(all.toByteArray());
        out.flush();
    }

    /** An answer in the registry's place. */
    static HttpMessage refusal(int status, boolean toHead, String... moreFields) {
        var text = "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"a fault of the soak run\"}]}"
                .getBytes(StandardCharsets.UTF_8);
        var fields = new ArrayList<>(List.of("Content-Type: application/json"));
        fields.addAll(List.of(moreFields));
        return new HttpMessage("HTTP/1.1 " + status + " Fault", fields, text.length, toHead ? new byte[0] : text);
    }
}
