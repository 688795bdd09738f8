package us.apolo.images.soak;

/** What may go wrong between a client and the registry, and which errors of the library it may lead to. */
enum FaultKind {
    RESET_BEFORE("connection reset before the request has got through"),
    RESET_AFTER("connection reset in place of the answer"),
    CUT("connection closed in the middle of the answer"),
    DELAY("answer late by 0.1 to 0.8 s"),
    STATUS_500("status 500"),
    STATUS_502("status 502"),
    STATUS_503("status 503"),
    STATUS_429("status 429 with Retry-After");

    private final String text;

    FaultKind(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether an error of that simple name can come of it. */
    boolean explains(String error) {
        return switch (this) {
            case DELAY -> false;
            case STATUS_429 -> error.equals("RateLimitedException") || error.equals("TransferFailedException");
            case RESET_BEFORE, RESET_AFTER, CUT, STATUS_500, STATUS_502, STATUS_503 ->
                error.equals("RegistryUnavailableException") || error.equals("TransferFailedException");
        };
    }
}
