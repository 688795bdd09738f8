package us.apolo.images.console;

/** Which way an operation moves layers, and the words for it. */
enum Direction {
    PUSH("Pushing", "pushing", "pushed"),
    PULL("Pulling", "pulling", "pulled"),
    /** For steps that no operation has announced. */
    UNKNOWN("Copying", "copying", "copied");

    private final String title;
    private final String doing;
    private final String done;

    Direction(String title, String doing, String done) {
        this.title = title;
        this.doing = doing;
        this.done = done;
    }

    String title() {
        return title;
    }

    String doing() {
        return doing;
    }

    String done() {
        return done;
    }
}
