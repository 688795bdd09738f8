package us.apolo.images.testkit.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import us.apolo.images.port.HttpHeaders;

/**
 * One request, and the means to answer it: by a proper response, or by whatever bytes and ends of the connection a test
 * wants. For the handler's thread alone.
 */
public final class WireExchange {
    /** What is left of a request's body is read up to this much, so that the connection can go on. */
    private static final long MAX_SKIPPED = 256 * 1024;

    private final WireConnection connection;
    private final RequestHead head;
    private final InputStream in;
    private final OutputStream out;
    private final RequestBody body;
    private final AnswerHead answer;
    private boolean complete;
    private BodyEdit bodyEdit = BodyEdit.NONE;

    WireExchange(WireConnection connection, RequestHead head, InputStream in, OutputStream out) throws IOException {
        this.connection = connection;
        this.head = head;
        this.in = in;
        this.out = out;
        this.body = new RequestBody(head, in, out);
        this.answer = new AnswerHead(head, out);
    }

    /**
     * The method.
     *
     * @return as it came
     */
    public String method() {
        return head.method();
    }

    /**
     * What is asked for.
     *
     * @return the request's target as it came, not decoded
     */
    public String target() {
        return head.target();
    }

    /**
     * The target up to its query.
     *
     * @return not decoded
     */
    public String path() {
        return head.path();
    }

    /**
     * The target's query.
     *
     * @return not decoded, without the question mark; empty if there is none
     */
    public String query() {
        return head.query();
    }

    /**
     * The header fields.
     *
     * @return as they came
     */
    public HttpHeaders headers() {
        return head.headers();
    }

    /**
     * The body, without its chunks. A client that expects {@code 100 Continue} gets it with the first read.
     *
     * @return always the same stream; at its end if there is no body
     */
    public InputStream body() {
        return body;
    }

    /**
     * What the server speaks.
     *
     * @return {@code http} or {@code https}
     */
    public String scheme() {
        return connection.isSecure() ? "https" : "http";
    }

    /**
     * Which connection the request came on.
     *
     * @return 1 for the first that the server accepted
     */
    public int connection() {
        return connection.number();
    }

    /** Sees the head of a response before it goes out. */
    @FunctionalInterface
    public interface HeadEdit {
        /**
         * Changes the head, or leaves it as it is.
         *
         * @param status the status
         * @param headers the header fields, those included that tell the body's length
         * @return the header fields that go out
         */
        HttpHeaders edit(int status, HttpHeaders headers);
    }

    /**
     * Has the head of the answer changed, once it is there.
     *
     * @param edit comes after those that were given before
     */
    public void editHead(HeadEdit edit) {
        answer.edit(edit);
    }

    /**
     * Has the connection ended within the body of the answer.
     *
     * @param bytes how many bytes of the body go out; one that has no more arrives whole
     */
    public void cutBodyAfter(long bytes) {
        bodyEdit = new BodyEdit.Cut(bytes);
    }

    /**
     * Has nothing more come from some byte of the answer's body on, until the server is closed.
     *
     * @param bytes how many bytes of the body go out; one that has no more arrives whole
     */
    public void stallBodyAfter(long bytes) {
        bodyEdit = new BodyEdit.Stall(bytes);
    }

    /**
     * Has the answer's body end early, and its length say so: nothing is amiss with the response but what it holds.
     *
     * @param bytes how many bytes of the body go out; one that has no more arrives whole
     */
    public void shortenBodyTo(long bytes) {
        bodyEdit = new BodyEdit.Shorten(bytes);
    }

    /**
     * Has spaces sent before the answer's body, and its length include them.
     *
     * @param bytes how many
     */
    public void padBodyBy(long bytes) {
        bodyEdit = new BodyEdit.Pad(bytes);
    }

    /**
     * Has the body of the request break off: to read it is an error then. The connection breaks when the handler has
     * ended with that, so that the client finds all done that comes of it.
     *
     * @param bytes how many bytes of the body can be read; one that has no more can be read whole
     */
    public void cutRequestAfter(long bytes) {
        body.cutAfter(bytes, () -> {
            answer.isTheLast();
            connection.resetAtEnd();
        });
    }

    /**
     * Answers without a body.
     *
     * @param status the status
     * @throws IOException if the connection breaks
     */
    public void respond(int status) throws IOException {
        respond(status, HttpHeaders.empty(), new byte[0]);
    }

    /**
     * Answers with a text.
     *
     * @param status the status
     * @param text the body, sent as UTF-8
     * @throws IOException if the connection breaks
     */
    public void respond(int status, String text) throws IOException {
        respond(status, HttpHeaders.empty(), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Answers. The length is told unless the status forbids it; to HEAD, the body is only that.
     *
     * @param status the status
     * @param headers the header fields; {@code Connection: close} ends the connection afterwards
     * @param content the body
     * @throws IOException if the connection breaks
     */
    public void respond(int status, HttpHeaders headers, byte[] content) throws IOException {
        try (var stream = respond(status, headers, content.length)) {
            stream.write(content);
        }
    }

    /**
     * Answers with a body of known length.
     *
     * @param status the status
     * @param headers the header fields
     * @param length how long the body is
     * @return takes the body; ignores it in an answer to HEAD or with a status that has none. To close it ends the
     *     response; fewer bytes than said cut the connection, more are an {@link IllegalStateException}.
     * @throws IOException if the connection breaks
     */
    public OutputStream respond(int status, HttpHeaders headers, long length) throws IOException {
        var edited = bodyEdit.length(length);
        answer.send(status, headers, "Content-Length", Long.toString(edited));
        return body(status, ResponseBody.ofLength(this, edited));
    }

    /**
     * Answers with a body in chunks.
     *
     * @param status the status
     * @param headers the header fields
     * @return takes the body, one chunk for each write; ignores it in an answer to HEAD or with a status that has none.
     *     To close it ends the response.
     * @throws IOException if the connection breaks
     */
    public OutputStream respondChunked(int status, HttpHeaders headers) throws IOException {
        answer.send(status, headers, "Transfer-Encoding", "chunked");
        return body(status, ResponseBody.chunked(this));
    }

    /**
     * Answers with a body that ends with the connection.
     *
     * @param status the status
     * @param headers the header fields
     * @return takes the body. To close it ends the response and the connection.
     * @throws IOException if the connection breaks
     */
    public OutputStream respondUntilClose(int status, HttpHeaders headers) throws IOException {
        answer.send(status, headers, "Connection", "close");
        return body(status, ResponseBody.untilClose(this));
    }

    /**
     * Sends an informational response, such as 103; the answer is still to come.
     *
     * @param status 100 to 199
     * @param headers the header fields
     * @throws IOException if the connection breaks
     */
    public void inform(int status, HttpHeaders headers) throws IOException {
        answer.write(status, headers);
        out.flush();
    }

    /**
     * Sends bytes of any kind in place of a response. The connection does not outlive the exchange.
     *
     * @param bytes the bytes
     * @throws IOException if the connection breaks
     */
    public void writeRaw(byte[] bytes) throws IOException {
        rawOutput().write(bytes);
        out.flush();
    }

    /**
     * The connection itself, towards the client. It does not outlive the exchange.
     *
     * @return what is written here is sent when flushed
     */
    public OutputStream rawOutput() {
        answer.isTheLast();
        return out;
    }

    /**
     * The connection itself, from the client, behind the request's head. It does not outlive the exchange.
     *
     * @return what the client sends, the body's chunks included
     */
    public InputStream rawInput() {
        answer.endConnection();
        return in;
    }

    /**
     * Sends what has been written and breaks the connection: the client reads an error.
     *
     * @throws IOException if it is broken already
     */
    public void reset() throws IOException {
        answer.isTheLast();
        out.flush();
        connection.reset();
    }

    /**
     * Sends what has been written and ends the connection: the client reads an end.
     *
     * @throws IOException if it is broken already
     */
    public void hangUp() throws IOException {
        answer.isTheLast();
        out.flush();
        connection.hangUp();
    }

    /**
     * Sends what has been written and then nothing, and reads nothing, until the server is closed.
     *
     * @throws IOException always, when the server is closed
     */
    public void stall() throws IOException {
        answer.isTheLast();
        out.flush();
        connection.stall();
    }

    /**
     * Sends what has been written and then nothing until the client ends the connection. What it sends is thrown away.
     *
     * @throws IOException if the connection breaks
     */
    public void awaitHangUp() throws IOException {
        answer.isTheLast();
        out.flush();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private OutputStream body(int status, ResponseBody content) throws IOException {
        return answer.hasBody(status) ? bodyEdit.edit(this, content) : ResponseBody.none(this);
    }

    OutputStream out() {
        return out;
    }

    /** All of the response is written. */
    void complete() throws IOException {
        complete = true;
        connection.finishResponse(out);
    }

    boolean isAnswered() {
        return answer.isGiven();
    }

    /** Says 500 if nothing else has been said. */
    void apologize() throws IOException {
        answer.endConnection();
        if (!answer.isGiven()) {
            respond(500);
        }
    }

    boolean keepsConnection() throws IOException {
        return answer.keepsConnection() && complete && body.skipRest(MAX_SKIPPED);
    }

    /** Method and path; a query may have secrets. */
    @Override
    public String toString() {
        return method() + " " + path();
    }
}
