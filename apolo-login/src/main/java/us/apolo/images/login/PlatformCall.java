package us.apolo.images.login;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import tools.jackson.databind.JsonNode;
import us.apolo.images.ImagesException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.HttpTransport;

/** One call to the platform that is answered in JSON. Of a refusal only its status and its code are told. */
final class PlatformCall {
    private static final int MAX_ANSWER = 16 << 20;

    private final HttpTransport transport;
    private final HttpRequest request;

    private PlatformCall(HttpTransport transport, HttpRequest request) {
        this.transport = transport;
        this.request = request;
    }

    /**
     * An address of the platform.
     *
     * @param text what a login has
     * @return empty if it is no HTTP address
     */
    static Optional<URI> address(String text) {
        try {
            var uri = new URI(text.strip());
            var isHttp = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            return isHttp && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            // It is of no use, whatever stands there.
            return Optional.empty();
        }
    }

    /** Whether a secret may go there: over TLS, or on this machine. */
    static boolean isSafe(URI uri) {
        var host = String.valueOf(uri.getHost());
        return "https".equalsIgnoreCase(uri.getScheme())
                || host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127(?:\\.\\d{1,3}){3}");
    }

    /** Asks for something, and shows the token. */
    static PlatformCall get(HttpTransport transport, URI uri, String token) {
        var headers = headers().add("Authorization", "Bearer " + token).build();
        return new PlatformCall(transport, new HttpRequest("GET", uri, headers));
    }

    /** Sends a form. */
    static PlatformCall post(HttpTransport transport, URI uri, Map<String, String> form) {
        var headers = headers()
                .add("Content-Type", "application/x-www-form-urlencoded")
                .build();
        var body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new PlatformCall(
                transport, new HttpRequest("POST", uri, headers, HttpBody.of(body.getBytes(StandardCharsets.UTF_8))));
    }

    private static HttpHeaders.Builder headers() {
        return HttpHeaders.builder()
                .add("Accept", "application/json")
                .add("Accept-Encoding", "identity")
                .add("User-Agent", "apolo-images-login");
    }

    /** What is made of a refusal that says something about the login. */
    interface Refusal {
        /** The error; empty if that status says nothing about the login. */
        Optional<ImagesException> error(RegistryAnswer answer);
    }

    /**
     * Calls.
     *
     * @param refusal knows which refusals are about the login
     * @throws OperationCancelledException if the thread is interrupted
     * @throws ImagesException if there is no answer, or another one than JSON
     */
    JsonNode answer(Refusal refusal) {
        try (var response = transport.exchange(request)) {
            var body = body(response);
            if (response.status() == 200) {
                return Json.parse(body, "its answer");
            }
            throw refused(response.status(), body, refusal);
        } catch (IOException e) {
            throw broken(e);
        } catch (IllegalArgumentException e) {
            throw new RegistryProtocolException(
                    "The platform does not answer " + request + " as it should: " + e.getMessage(), null, null);
        }
    }

    private static byte[] body(HttpResponse response) throws IOException {
        var body = response.body().readNBytes(MAX_ANSWER + 1);
        if (body.length > MAX_ANSWER) {
            response.abort();
            throw new IllegalArgumentException("its answer is longer than " + MAX_ANSWER + " bytes");
        }
        return body;
    }

    private ImagesException refused(int status, byte[] body, Refusal refusal) {
        var answer = new RegistryAnswer(request.method(), request.uri(), status, codes(body), "");
        return refusal.error(answer).orElseGet(() -> other(answer));
    }

    /** The body may repeat what was sent; a code is a word that cannot. */
    private static List<String> codes(byte[] body) {
        try {
            return Json.text(Json.parse(body, "its answer"), "error")
                    .filter(code -> code.matches("[a-z_]{1,40}"))
                    .map(List::of)
                    .orElse(List.of());
        } catch (IllegalArgumentException e) {
            // Refusals may be text or HTML.
            return List.of();
        }
    }

    private ImagesException other(RegistryAnswer answer) {
        var status = answer.status();
        if (status == 429) {
            return new RateLimitedException(
                    "Too many requests have come to the platform: " + answer, null, answer, null);
        }
        if (status >= 500 || status == 408) {
            return new RegistryUnavailableException("The platform cannot answer now: " + answer, answer, null);
        }
        return status >= 400
                ? new RegistryRefusedException("The platform refuses: " + answer, answer, null)
                : new RegistryProtocolException("The platform does not answer as it should: " + answer, answer, null);
    }

    private ImagesException broken(IOException e) {
        if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
            return new OperationCancelledException(
                    "Interrupted in " + request, OperationCancelledException.Reason.INTERRUPTED, e);
        }
        if (isUntrusted(e)) {
            return RegistryUnavailableException.lasting(
                    "There is no secure connection for " + request + ": " + e.getMessage()
                            + "; if its certificate is one of your own authority, trust that in the TLS configuration",
                    e);
        }
        return new RegistryUnavailableException(
                "The platform is not reached by " + request + ": " + e.getMessage(), null, e);
    }

    /** Transports that look at the host's name themselves say with a type of its own that it is another one's. */
    private static boolean isUntrusted(IOException e) {
        return e instanceof SSLPeerUnverifiedException
                || (e instanceof SSLException && e.getCause() instanceof CertificateException);
    }
}
