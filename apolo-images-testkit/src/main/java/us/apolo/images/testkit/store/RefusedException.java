package us.apolo.images.testkit.store;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The registry refuses, for one reason or several of one kind. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ErrorCode code;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list
    private final List<String> details;

    private RefusedException(ErrorCode code, List<String> details) {
        super(code + " " + details);
        this.code = code;
        this.details = List.copyOf(details);
    }

    /**
     * Refuses something.
     *
     * @param code why
     * @param detail what exactly
     */
    public RefusedException(ErrorCode code, String detail) {
        this(code, List.of(detail));
    }

    /** Refuses several things for the same reason. */
    static RefusedException all(ErrorCode code, List<String> details) {
        return new RefusedException(code, details);
    }

    /**
     * The reason.
     *
     * @return the code
     */
    public ErrorCode code() {
        return code;
    }

    /**
     * The reasons as registries write them.
     *
     * @return a JSON document
     */
    public String json() {
        var document = MAPPER.createObjectNode();
        var errors = document.putArray("errors");
        details.forEach(detail -> errors.addObject()
                .put("code", code.name())
                .put("message", code.message())
                .put("detail", detail));
        return document.toString() + "\n";
    }
}
