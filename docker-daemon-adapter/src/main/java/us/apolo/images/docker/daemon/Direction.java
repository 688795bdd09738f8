package us.apolo.images.docker.daemon;

/** Which way an image goes. */
enum Direction {
    PUSH("push", "to", "Pushed"),
    PULL("pull", "from", "Pull complete");

    private final String verb;
    private final String preposition;
    private final String lastWord;

    Direction(String verb, String preposition, String lastWord) {
        this.verb = verb;
        this.preposition = preposition;
        this.lastWord = lastWord;
    }

    /** What is done, for people. */
    String verb() {
        return verb;
    }

    /** What stands between what is done and the registry, for people. */
    String preposition() {
        return preposition;
    }

    /** What an engine says of a layer that is done. */
    String lastWord() {
        return lastWord;
    }
}
