package us.apolo.images.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;
import us.apolo.images.port.HttpHeaders;

/**
 * Something that goes wrong on demand, see {@link RegistryServer#fail}. Immutable: each method that changes something
 * gives a changed copy.
 *
 * <pre>{@code
 * server.fail(Fault.status(503).header("Retry-After", "1").onMethod("GET").onPath("/v2/.+/manifests/.*").times(2));
 * }</pre>
 */
public final class Fault {
    private final FaultAction action;
    private final FaultTarget target;
    private final Duration delay;

    private Fault(FaultAction action, FaultTarget target, Duration delay) {
        this.action = action;
        this.target = target;
        this.delay = delay;
    }

    private static Fault of(FaultAction action) {
        return new Fault(action, FaultTarget.EVERYTHING, Duration.ZERO);
    }

    /**
     * The registry answers with a status and nothing else. {@link #header} and {@link #body} say more.
     *
     * @param status the status, 200 to 599
     * @return the fault
     */
    public static Fault status(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("Not the status of an answer: " + status);
        }
        return of(new FaultAction.Answer(status, HttpHeaders.empty(), ""));
    }

    /**
     * The registry sends the client elsewhere, with status 307.
     *
     * @param location where to
     * @return the fault
     */
    public static Fault redirect(URI location) {
        return status(307).header("Location", location.toString());
    }

    /**
     * The registry sends the client to a host, with status 307, to ask there for the same. If it is the registry's own,
     * the client is sent in a circle.
     *
     * @param host where to, for example {@code http://127.0.0.1:1234}
     * @return the fault
     */
    public static Fault elsewhere(URI host) {
        return of(new FaultAction.Elsewhere(Objects.requireNonNull(host, "host")));
    }

    /**
     * The registry takes its time, and then does what it is asked for.
     *
     * @param delay how long
     * @return the fault
     */
    public static Fault delay(Duration delay) {
        return of(new FaultAction.Nothing()).delayed(delay);
    }

    /**
     * The registry reads the request's head and then does nothing at all until the server is closed.
     *
     * @return the fault
     */
    public static Fault stall() {
        return of(FaultAction.NoAnswer.STALL);
    }

    /**
     * The registry breaks the connection instead of answering.
     *
     * @return the fault
     */
    public static Fault cut() {
        return of(FaultAction.NoAnswer.CUT);
    }

    /**
     * The registry ends the connection in the middle of its answer's body.
     *
     * @param bytes how many bytes of the body arrive; a body that has no more arrives whole
     * @return the fault
     */
    public static Fault cutBody(long bytes) {
        return at(bytes, FaultAction.AtByte.What.CUT_BODY);
    }

    /**
     * The registry stops in the middle of its answer's body and does nothing more until the server is closed.
     *
     * @param bytes how many bytes of the body arrive; a body that has no more arrives whole
     * @return the fault
     */
    public static Fault stallBody(long bytes) {
        return at(bytes, FaultAction.AtByte.What.STALL_BODY);
    }

    /**
     * The registry leaves out the end of its answer's body, and tells the length that is left: the response is sound, and
     * what it holds is not.
     *
     * @param bytes how many bytes of the body arrive; a body that has no more arrives whole
     * @return the fault
     */
    public static Fault shortBody(long bytes) {
        return at(bytes, FaultAction.AtByte.What.SHORTEN_BODY);
    }

    /**
     * The registry sends spaces before its answer's body, which JSON allows.
     *
     * @param bytes how many; the length of the body includes them
     * @return the fault
     */
    public static Fault longBody(long bytes) {
        return at(bytes, FaultAction.AtByte.What.PAD_BODY);
    }

    /**
     * The registry breaks the connection in the middle of the request's body. What has come of it stays: the upload of a
     * blob can be gone on with, unless the registry was {@linkplain RegistryServerBuilder#resumableUploads told} to
     * forget it.
     *
     * @param bytes how many bytes of the body arrive; a body that has no more arrives whole
     * @return the fault
     */
    public static Fault cutRequest(long bytes) {
        return at(bytes, FaultAction.AtByte.What.CUT_REQUEST);
    }

    private static Fault at(long bytes, FaultAction.AtByte.What what) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A number of bytes is not negative: " + bytes);
        }
        return of(new FaultAction.AtByte(what, bytes));
    }

    /**
     * The registry answers with something that is not HTTP, and ends the connection.
     *
     * @return the fault
     */
    public static Fault garbage() {
        return of(FaultAction.NoAnswer.GARBAGE);
    }

    /**
     * The registry does what it is asked for, and leaves a header field out of its answer.
     *
     * @param name the field, in any case, for example {@code Docker-Content-Digest}
     * @return the fault
     */
    public static Fault withoutHeader(String name) {
        return of(FaultAction.EditHeaders.of(Objects.requireNonNull(name, "name"), ""));
    }

    /**
     * The registry does what it is asked for, and has another value in a header field of its answer.
     *
     * @param name the field, in any case; it is added if it is not there
     * @param value the value
     * @return the fault
     */
    public static Fault changedHeader(String name, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("A changed header field has a value; see withoutHeader");
        }
        return of(FaultAction.EditHeaders.of(Objects.requireNonNull(name, "name"), value));
    }

    /**
     * The same with a header field in the answer.
     *
     * @param name the field
     * @param value the value
     * @return a changed copy
     * @throws IllegalStateException if this is no fault with a status and changes no header field
     */
    public Fault header(String name, String value) {
        if (action instanceof FaultAction.EditHeaders edits) {
            return with(edits.and(name, value));
        }
        var answer = answer();
        var headers = HttpHeaders.builder();
        answer.headers().asMap().forEach((field, values) -> values.forEach(each -> headers.add(field, each)));
        return with(
                new FaultAction.Answer(answer.status(), headers.add(name, value).build(), answer.body()));
    }

    /**
     * The same with a body in the answer.
     *
     * @param text the body
     * @return a changed copy
     * @throws IllegalStateException if this is no fault with a status
     */
    public Fault body(String text) {
        return with(new FaultAction.Answer(answer().status(), answer().headers(), text));
    }

    private FaultAction.Answer answer() {
        if (action instanceof FaultAction.Answer answer) {
            return answer;
        }
        throw new IllegalStateException("Only a fault with a status has header fields and a body: " + this);
    }

    private Fault with(FaultAction newAction) {
        return new Fault(newAction, target, delay);
    }

    private Fault with(FaultTarget newTarget) {
        return new Fault(action, newTarget, delay);
    }

    /**
     * The same after a while.
     *
     * @param newDelay how long the registry waits before
     * @return a changed copy
     */
    public Fault delayed(Duration newDelay) {
        if (newDelay.isNegative()) {
            throw new IllegalArgumentException("A delay is not negative: " + newDelay);
        }
        return new Fault(action, target, newDelay);
    }

    /**
     * The same for requests of one method alone.
     *
     * @param method for example {@code GET}
     * @return a changed copy
     */
    public Fault onMethod(String method) {
        return with(target.withMethod(method));
    }

    /**
     * The same for some paths alone.
     *
     * @param regex what the whole path looks like, for example {@code /v2/.+/blobs/uploads/.*}
     * @return a changed copy
     * @throws java.util.regex.PatternSyntaxException if it is not a regular expression
     */
    public Fault onPath(String regex) {
        return with(target.withPath(Pattern.compile(regex)));
    }

    /**
     * The same for some queries alone.
     *
     * @param regex what the whole query looks like, without its question mark, for example {@code n=\\d{4,}.*}
     * @return a changed copy
     * @throws java.util.regex.PatternSyntaxException if it is not a regular expression
     */
    public Fault onQuery(String regex) {
        return with(target.withQuery(Pattern.compile(regex)));
    }

    /**
     * The same for requests alone that have a header field.
     *
     * @param name the field, in any case, for example {@code Cookie}
     * @return a changed copy
     */
    public Fault onHeader(String name) {
        return with(target.withHeader(name));
    }

    /**
     * The same for a number of requests. Without it, the fault stays until it is removed.
     *
     * @param count how many requests go wrong; one or more
     * @return a changed copy
     */
    public Fault times(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("A fault happens once or more, not " + count + " times");
        }
        return with(target.withTimes(count));
    }

    /**
     * The same after a number of requests that go well.
     *
     * @param count how many; zero or more
     * @return a changed copy
     */
    public Fault after(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("A number of requests is not negative: " + count);
        }
        return with(target.withSkipped(count));
    }

    FaultAction action() {
        return action;
    }

    FaultTarget target() {
        return target;
    }

    Duration delay() {
        return delay;
    }

    static byte[] garbageBytes() {
        return "SSH-2.0-this is not HTTP\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    /** What happens, and to what. */
    @Override
    public String toString() {
        return action + (delay.isZero() ? "" : " after " + delay) + " on " + target;
    }
}
