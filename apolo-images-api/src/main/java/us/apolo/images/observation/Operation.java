package us.apolo.images.observation;

import java.util.Objects;

/**
 * One operation of {@link us.apolo.images.Images}.
 *
 * @param id unique in this Java virtual machine, for correlation
 * @param kind which operation
 * @param subject what it is about, in the form of people: the image on the registry, or the cluster whose images are
 *     listed. There are many of them, so it is one for spans and logs, and not for the names or tags of metrics.
 */
public record Operation(long id, OperationKind kind, String subject) {
    /**
     * Checks that nothing is null.
     *
     * @param id unique in this Java virtual machine, for correlation
     * @param kind which operation
     * @param subject what it is about, in the form of people: the image on the registry, or the cluster whose images
     *     are listed. There are many of them, so it is one for spans and logs, and not for the names or tags of
     *     metrics.
     */
    public Operation {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(subject, "subject");
    }

    /**
     * The operation for people.
     *
     * @return for example {@code push of image://default/acme/ml/my-app:v1}
     */
    @Override
    public String toString() {
        return kind.text() + " of " + subject;
    }
}
