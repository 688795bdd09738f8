package us.apolo.images.oci;

import java.util.ArrayDeque;
import java.util.Deque;

/** Names of entries in an archive. None of them is ever the name of a file here. */
final class ArchivePath {
    private static final int MAX_LENGTH = 4096;

    private ArchivePath() {}

    /**
     * A name without what means nothing: {@code ./}, and slashes too many.
     *
     * @throws MalformedDocumentException if it leads out of the archive
     */
    static String of(String name) throws MalformedDocumentException {
        return follow(new ArrayDeque<>(), name, false);
    }

    /**
     * Where a symbolic link leads.
     *
     * @throws MalformedDocumentException if it leads out of the archive
     */
    static String target(String link, String target) throws MalformedDocumentException {
        var folder = new ArrayDeque<String>();
        for (var part : link.split("/", -1)) {
            folder.addLast(part);
        }
        folder.removeLast();
        return follow(folder, target, true);
    }

    private static String follow(Deque<String> parts, String name, boolean upwards) throws MalformedDocumentException {
        if (name.startsWith("/") || name.length() > MAX_LENGTH) {
            throw unsafe(name);
        }
        for (var part : name.split("/", -1)) {
            if (part.equals("..")) {
                if (!upwards || parts.pollLast() == null) {
                    throw unsafe(name);
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    private static MalformedDocumentException unsafe(String name) {
        return new MalformedDocumentException(
                "has a name that leads out of it, or that is too long: " + Printable.of(name));
    }
}
