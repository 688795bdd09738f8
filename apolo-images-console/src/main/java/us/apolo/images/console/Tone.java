package us.apolo.images.console;

import org.jline.utils.AttributedStyle;

/** How a row looks where colour is wanted. */
enum Tone {
    PLAIN,
    STRONG,
    FAINT,
    GOOD,
    WARNING;

    AttributedStyle style() {
        return switch (this) {
            case PLAIN -> AttributedStyle.DEFAULT;
            case STRONG -> AttributedStyle.BOLD;
            case FAINT -> AttributedStyle.DEFAULT.faint();
            case GOOD -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
            case WARNING -> AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
        };
    }
}
