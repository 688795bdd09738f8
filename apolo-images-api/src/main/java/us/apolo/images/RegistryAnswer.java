package us.apolo.images;

import java.io.Serializable;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A registry's answer as errors carry it.
 *
 * @param method the method of the request
 * @param url the URL of the request, without user and with the values of unknown query parameters struck out, since
 *     registries put signatures there
 * @param status the status
 * @param codes the codes of the errors in the body, for example {@code MANIFEST_UNKNOWN} or {@code DENIED}; empty if
 *     the body had none
 * @param messages what the errors in the body say in words, for example {@code manifest unknown}; empty if the body had
 *     none
 * @param body the body as text, at most {@value #MAX_BODY} characters of it; empty if there was none
 */
public record RegistryAnswer(
        String method, String url, int status, List<String> codes, List<String> messages, String body)
        implements Serializable {
    /** How many characters of a body are kept. */
    public static final int MAX_BODY = 2048;

    private static final Set<String> HARMLESS =
            Set.of("n", "last", "org", "project", "digest", "mount", "from", "service", "scope");

    /**
     * Copies the codes and the messages, and cuts the body.
     *
     * @param method the method of the request
     * @param url the URL of the request, without user and with the values of unknown query parameters struck out, since
     *     registries put signatures there
     * @param status the status
     * @param codes the codes of the errors in the body, for example {@code MANIFEST_UNKNOWN} or {@code DENIED}; empty
     *     if the body had none
     * @param messages what the errors in the body say in words, for example {@code manifest unknown}; empty if the body
     *     had none
     * @param body the body as text, at most {@value #MAX_BODY} characters of it; empty if there was none
     */
    public RegistryAnswer {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(url, "url");
        codes = List.copyOf(codes);
        messages = List.copyOf(messages);
        body = body.length() <= MAX_BODY ? body : body.substring(0, MAX_BODY);
    }

    /**
     * Makes an answer whose errors say nothing in words.
     *
     * @param method the method of the request
     * @param url the URL of the request without secrets
     * @param status the status
     * @param codes the codes of the errors
     * @param body the body; longer ones are cut
     */
    public RegistryAnswer(String method, String url, int status, List<String> codes, String body) {
        this(method, url, status, codes, List.of(), body);
    }

    /**
     * Makes an answer from the URL as it was requested.
     *
     * @param method the method of the request
     * @param uri the URL of the request
     * @param status the status
     * @param codes the codes of the errors
     * @param body the body; longer ones are cut
     */
    public RegistryAnswer(String method, URI uri, int status, List<String> codes, String body) {
        this(method, withoutSecrets(uri), status, codes, body);
    }

    /**
     * A URL in the form that may stand in a message: without user, and with the values of all query parameters struck
     * out that the registry protocol does not define.
     *
     * @param uri the URL
     * @return a text for people
     */
    public static String withoutSecrets(URI uri) {
        var text = new StringBuilder();
        if (uri.getScheme() != null) {
            text.append(uri.getScheme()).append(':');
        }
        var authority = uri.getRawAuthority();
        if (authority != null) {
            text.append("//").append(authority.substring(authority.lastIndexOf('@') + 1));
        }
        text.append(uri.getRawPath() == null ? "" : uri.getRawPath());
        if (uri.getRawQuery() != null) {
            text.append('?')
                    .append(Arrays.stream(uri.getRawQuery().split("&", -1))
                            .map(RegistryAnswer::strikeOut)
                            .collect(Collectors.joining("&")));
        }
        return text.toString();
    }

    private static String strikeOut(String parameter) {
        var equals = parameter.indexOf('=');
        if (equals < 0) {
            return HARMLESS.contains(parameter) ? parameter : "***";
        }
        var key = parameter.substring(0, equals);
        return HARMLESS.contains(key) ? parameter : key + "=***";
    }

    /**
     * One line for people: what the errors in the body say, or the body where it has none.
     *
     * @return for example {@code GET https://host/v2/a/manifests/v1 gave 404 [MANIFEST_UNKNOWN]: manifest unknown}
     */
    @Override
    public String toString() {
        var said = codes.isEmpty() && messages.isEmpty() ? body.strip() : String.join("; ", messages);
        var line = method + " " + url + " gave " + status + (codes.isEmpty() ? "" : " " + codes)
                + (said.isEmpty() ? "" : ": " + said);
        return PrintableText.of(line, Integer.MAX_VALUE);
    }
}
