package us.apolo.images;

/** Where a layer stands in a push or a pull. */
public enum LayerStatus {
    /** Known, and waiting for its turn. */
    WAITING,
    /** On its way; {@code current} and {@code total} count bytes. */
    TRANSFERRING,
    /** All there, and being checked or about to be unpacked. */
    VERIFYING,
    /** Being unpacked; {@code current} and {@code total}, where present, count bytes. */
    EXTRACTING,
    /** It was there before, or was taken over from another repository: nothing was sent. */
    EXISTS,
    /** Done: {@code current} equals {@code total} where a total is known. */
    DONE,
    /** Something else, for example a wait before the engine tries again; the message says what. */
    OTHER;

    /**
     * Whether nothing more will come of this layer.
     *
     * @return true for {@link #EXISTS} and {@link #DONE}
     */
    public boolean isFinal() {
        return this == EXISTS || this == DONE;
    }
}
