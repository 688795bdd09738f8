package us.apolo.images.console;

import java.nio.charset.Charset;
import java.util.Map;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * What a terminal and its user can take.
 *
 * @param arrow from source to target
 * @param ellipsis where text was cut
 * @param hasColour whether rows differ in style
 */
record Look(String arrow, String ellipsis, boolean hasColour) {

    static Look of(Terminal terminal, Map<String, String> environment) {
        return of(
                terminal.outputEncoding(),
                environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    static Look of(Charset charset, boolean hasColour) {
        return charset.newEncoder().canEncode("→…") ? new Look("→", "…", hasColour) : new Look("->", "...", hasColour);
    }

    AttributedString styled(String text, Tone tone) {
        return new AttributedString(text, hasColour ? tone.style() : AttributedStyle.DEFAULT);
    }

    /** The text cut to so many columns. */
    String fit(String text, int columns) {
        var measured = new AttributedString(text);
        if (measured.columnLength() <= columns) {
            return text;
        }
        var kept = Math.max(0, columns - ellipsis.length());
        return kept == 0
                ? measured.columnSubSequence(0, columns).toString()
                : measured.columnSubSequence(0, kept) + ellipsis;
    }
}
