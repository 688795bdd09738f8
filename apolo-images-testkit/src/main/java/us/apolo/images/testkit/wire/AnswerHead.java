package us.apolo.images.testkit.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import us.apolo.images.port.HttpHeaders;

/** The head of the answer to one request: whether it has gone out, how the body ends, and whether the connection goes on. */
final class AnswerHead {
    private final RequestHead request;
    private final OutputStream out;
    private WireExchange.HeadEdit edit = (status, headers) -> headers;
    private boolean given;
    private boolean persistent;

    AnswerHead(RequestHead request, OutputStream out) {
        this.request = request;
        this.out = out;
        this.persistent = request.persistent();
    }

    /** Has the head changed, after those changes that were given before. */
    void edit(WireExchange.HeadEdit next) {
        var before = edit;
        edit = (status, headers) -> next.edit(status, before.edit(status, headers));
    }

    /** Whether there is an answer, or something in its place. */
    boolean isGiven() {
        return given;
    }

    boolean keepsConnection() {
        return persistent;
    }

    /** Has the connection end after the answer. */
    void endConnection() {
        persistent = false;
    }

    /** Something else comes in the place of an answer, and nothing after it. */
    void isTheLast() {
        given = true;
        persistent = false;
    }

    /** Whether the answer has a body. */
    boolean hasBody(int status) {
        return !request.method().equals("HEAD") && !isBodyForbidden(status) && status != 304;
    }

    /** Whether a response of that status may not even tell a length. */
    private static boolean isBodyForbidden(int status) {
        return status == 204 || status < 200;
    }

    /** Sends the head, with the field that tells where the body ends unless the status forbids it. */
    void send(int status, HttpHeaders headers, String framing, String value) throws IOException {
        if (given) {
            throw new IllegalStateException("There is an answer already: " + request.method() + " " + request.path());
        }
        given = true;
        var framed = isBodyForbidden(status) ? headers : with(headers, framing, value);
        var edited = edit.edit(status, framed);
        persistent &= edited.all("Connection").stream().noneMatch("close"::equalsIgnoreCase)
                && (!hasBody(status) || edited.all(framing).equals(framed.all(framing)));
        var told = edited.first("Connection").isPresent() || persistent;
        write(status, told ? edited : with(edited, "Connection", "close"));
    }

    private static HttpHeaders with(HttpHeaders headers, String name, String value) {
        var builder = HttpHeaders.builder();
        headers.asMap().forEach((field, values) -> values.forEach(each -> builder.add(field, each)));
        return builder.add(name, value).build();
    }

    /** Sends a head as it is. */
    void write(int status, HttpHeaders headers) throws IOException {
        var text = new StringBuilder("HTTP/1.1 " + status + " " + Reasons.of(status) + "\r\n");
        headers.asMap()
                .forEach((name, values) -> values.forEach(
                        value -> text.append(name).append(": ").append(value).append("\r\n")));
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }
}
