package us.apolo.images.port.engine;

/** Which way an image goes. */
public enum Direction {
    /** From the store to the registry. */
    PUSH("push", "to", "Pushed"),
    /** From the registry to the store. */
    PULL("pull", "from", "Pull complete");

    private final String verb;
    private final String preposition;
    private final String lastWord;

    Direction(String verb, String preposition, String lastWord) {
        this.verb = verb;
        this.preposition = preposition;
        this.lastWord = lastWord;
    }

    /**
     * What is done, for people.
     *
     * @return {@code push} or {@code pull}
     */
    public String verb() {
        return verb;
    }

    /**
     * What stands between what is done and the registry, for people.
     *
     * @return {@code to} or {@code from}
     */
    public String preposition() {
        return preposition;
    }

    /**
     * What an engine says of a layer that is done.
     *
     * @return for example {@code Pushed}
     */
    public String lastWord() {
        return lastWord;
    }
}
