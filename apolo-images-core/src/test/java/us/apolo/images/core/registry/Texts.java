package us.apolo.images.core.registry;

import java.io.PrintWriter;
import java.io.StringWriter;
import us.apolo.images.ImagesException;

/** Everything that an error tells. */
final class Texts {
    private Texts() {}

    /** Messages and stack traces of the error, its causes and what it suppresses, and the registry's answer. */
    static String of(Throwable error) {
        var text = new StringWriter();
        error.printStackTrace(new PrintWriter(text, true));
        if (error instanceof ImagesException ours && ours.answer().isPresent()) {
            var answer = ours.answer().get();
            text.append(answer.toString())
                    .append(answer.url())
                    .append(answer.body())
                    .append(answer.codes().toString());
        }
        return text.toString();
    }
}
