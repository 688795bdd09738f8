package us.apolo.images.console;

/** Where progress is shown. Its owner calls one method at a time. */
sealed interface ProgressView permits TerminalView, PlainView {
    /** An operation has begun. */
    void began(Progress progress, Operation operation);

    /** A layer has got on. */
    void changed(Progress progress, LayerChange change);

    /** The window may have another size. */
    void resized();

    /** Shows the last state and lets go of the place. */
    void close();
}
