package us.apolo.images.core.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.port.HttpResponse;

/** Answers as errors carry them: cut, printable, and without the secrets that they echo. */
public final class Answers {
    /** More of a body than this is not looked at. */
    private static final int MAX_BODY = 64 * 1024;

    /** Nor at more codes, or more of a code, than these. */
    private static final int MAX_CODES = 20;

    private static final int MAX_CODE = 100;

    /** Nor at more words than these of one error. */
    private static final int MAX_MESSAGE = 500;

    private Answers() {}

    /**
     * Reads as much of a body as errors are made from.
     *
     * @param response is not closed
     * @return the start of the body as text
     * @throws IOException if it cannot be read
     */
    public static String body(HttpResponse response) throws IOException {
        return new String(response.body().readNBytes(MAX_BODY), StandardCharsets.UTF_8);
    }

    /**
     * Makes the answer for an error.
     *
     * @param method the method of the request
     * @param uri the URL of the request
     * @param status the status
     * @param body the start of the body
     * @param redaction knows the secrets that were sent
     * @return an answer that can be shown
     */
    public static RegistryAnswer of(String method, URI uri, int status, String body, Redaction redaction) {
        var errors = Json.errors(body);
        return new RegistryAnswer(
                method,
                redaction.apply(RegistryAnswer.withoutSecrets(uri)),
                status,
                shown(errors.codes(), MAX_CODE, redaction),
                shown(errors.messages(), MAX_MESSAGE, redaction),
                printable(redaction.apply(body)));
    }

    private static List<String> shown(List<String> texts, int maxLength, Redaction redaction) {
        return texts.stream()
                .limit(MAX_CODES)
                .map(text -> cut(printable(redaction.apply(text)), maxLength))
                .toList();
    }

    private static String cut(String text, int maxLength) {
        return text.length() <= maxLength ? text : text.substring(0, maxLength);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cc}+", " ");
    }
}
