package us.apolo.images.core.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.port.HttpResponse;

/** Answers as errors carry them: cut, printable, and without the secrets that they echo. */
public final class Answers {
    /** More of a body than this is not looked at. */
    private static final int MAX_BODY = 64 * 1024;

    /** Nor at more codes, or more of a code, than these. */
    private static final int MAX_CODES = 20;

    private static final int MAX_CODE = 100;

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
        var codes = Json.errorCodes(body).stream()
                .limit(MAX_CODES)
                .map(code -> cut(printable(redaction.apply(code))))
                .toList();
        return new RegistryAnswer(
                method,
                redaction.apply(RegistryAnswer.withoutSecrets(uri)),
                status,
                codes,
                printable(redaction.apply(body)));
    }

    private static String cut(String code) {
        return code.length() <= MAX_CODE ? code : code.substring(0, MAX_CODE);
    }

    private static String printable(String text) {
        return text.replaceAll("\\p{Cc}+", " ");
    }
}
