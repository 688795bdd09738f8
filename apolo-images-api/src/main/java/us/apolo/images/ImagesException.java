package us.apolo.images;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that the operations throw of their own accord. Its subclasses are what a caller can branch on;
 * the message says what went wrong and, where that is known, what to do next. No message holds a secret.
 */
public abstract class ImagesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable RegistryAnswer answer;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list
    private volatile List<Attempt> attempts = List.of();

    /**
     * Makes an error.
     *
     * @param message what went wrong
     * @param answer what the registry said; null if it was not the registry that spoke
     * @param cause what led to this; null if nothing did
     */
    protected ImagesException(String message, @Nullable RegistryAnswer answer, @Nullable Throwable cause) {
        super(Objects.requireNonNull(message, "message"), cause);
        this.answer = answer;
    }

    /**
     * What the registry said, where this error comes from an answer of a registry.
     *
     * @return method, URL, status, codes and a capped body
     */
    public Optional<RegistryAnswer> answer() {
        return Optional.ofNullable(answer);
    }

    /**
     * The attempts that led to this, where something was tried again or would have been, by the {@link RetryPolicy}.
     *
     * @return what each attempt got, the last one included; empty if this is a failure that nothing is done about
     */
    public List<Attempt> attempts() {
        return attempts;
    }

    /**
     * Notes the attempts, for whoever makes them. What was noted before is forgotten.
     *
     * @param newAttempts what each attempt got, the last one included
     */
    public void noteAttempts(List<Attempt> newAttempts) {
        attempts = List.copyOf(newAttempts);
    }

    /**
     * What went wrong and, where there were several attempts, what each of them got, unless it is what is told anyway.
     *
     * @return for example {@code … (after 4 attempts in 1.4 s: 2 × 502, Connection reset, 502)}
     */
    @Override
    public String getMessage() {
        var message = Objects.requireNonNull(super.getMessage());
        return attempts.size() < 2 ? message : message + " (" + afterAttempts(message, attempts) + ")";
    }

    private static String afterAttempts(String message, List<Attempt> attempts) {
        var elapsed = attempts.get(attempts.size() - 1).elapsed();
        var outcomes = attempts.stream().map(Attempt::outcome).toList();
        var isTold = outcomes.stream().distinct().count() == 1 && message.contains(outcomes.get(0));
        return String.format(Locale.ROOT, "after %d attempts in %.1f s", attempts.size(), elapsed.toMillis() / 1000.0)
                + (isTold ? "" : ": " + folded(outcomes));
    }

    /** What follows itself is told once, with how often. */
    private static String folded(List<String> outcomes) {
        var folded = new ArrayList<String>();
        for (var start = 0; start < outcomes.size(); ) {
            var end = start + 1;
            while (end < outcomes.size() && outcomes.get(end).equals(outcomes.get(start))) {
                end++;
            }
            folded.add((end - start == 1 ? "" : end - start + " × ") + outcomes.get(start));
            start = end;
        }
        return String.join(", ", folded);
    }
}
