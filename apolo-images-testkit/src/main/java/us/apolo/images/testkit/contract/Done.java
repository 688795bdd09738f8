package us.apolo.images.testkit.contract;

/** Says that all went well. */
final class Done extends RuntimeException {
    private static final long serialVersionUID = 1;

    Done() {}
}
