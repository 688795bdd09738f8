package us.apolo.images.port;

import java.net.ProtocolException;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import us.apolo.images.RegistryAnswer;

/**
 * One request.
 *
 * @param method the method in upper case, for example {@code GET}
 * @param uri an absolute {@code http} or {@code https} URI without user
 * @param headers the header fields; the transport adds those of the connection and the body's length, and no others
 * @param body what to send; null for nothing
 */
public record HttpRequest(
        String method,
        URI uri,
        HttpHeaders headers,
        @Nullable HttpBody body) {
    /**
     * Checks the parts.
     *
     * @param method the method in upper case, for example {@code GET}
     * @param uri an absolute {@code http} or {@code https} URI without user
     * @param headers the header fields; the transport adds those of the connection and the body's length, and no others
     * @param body what to send; null for nothing
     * @throws IllegalArgumentException if the URI is not absolute, has another scheme, no host, or a user
     */
    public HttpRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(headers, "headers");
        var http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "Not an absolute HTTP URI with a host and without a user: " + RegistryAnswer.withoutSecrets(uri));
        }
    }

    /**
     * A request without a body.
     *
     * @param method the method in upper case
     * @param uri an absolute {@code http} or {@code https} URI without user
     * @param headers the header fields
     */
    public HttpRequest(String method, URI uri, HttpHeaders headers) {
        this(method, uri, headers, null);
    }

    /**
     * Checks that the method and the header fields can be sent as they are, as a transport does before it sends anything.
     *
     * @throws ProtocolException if the method or the name of a field is no token (RFC 9110, 5.6.2), or the value of a
     *     field has characters other than tab and those of printable ASCII; the message shows no value
     */
    public void requireSendable() throws ProtocolException {
        if (!HttpText.isToken(method)) {
            throw new ProtocolException("Not a method: '" + HttpText.printable(method) + "'");
        }
        for (var field : headers.asMap().entrySet()) {
            if (!HttpText.isToken(field.getKey())) {
                throw new ProtocolException(
                        "Not the name of a header field: '" + HttpText.printable(field.getKey()) + "'");
            }
            if (!field.getValue().stream().allMatch(HttpText::isPrintable)) {
                throw new ProtocolException("The value of the header field " + field.getKey()
                        + " has characters other than those of printable ASCII");
            }
        }
    }

    /**
     * The request for people, without secrets and without the body.
     *
     * @return method and URL
     */
    @Override
    public String toString() {
        return method + " " + RegistryAnswer.withoutSecrets(uri);
    }
}
