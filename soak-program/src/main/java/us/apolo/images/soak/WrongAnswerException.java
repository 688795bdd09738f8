package us.apolo.images.soak;

/** An operation has succeeded, and what it gave is not so. No fault explains it. */
final class WrongAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongAnswerException(String message) {
        super(message);
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new WrongAnswerException(message);
        }
    }
}
