package us.apolo.images.oci;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has to be known of an archive before anything is taken from it: the documents at its root, and its links. */
final class ArchiveSurvey {
    static final String DOCKER_MANIFEST = "manifest.json";

    private static final Set<String> DOCUMENTS = Set.of(Layout.MARKER, Layout.INDEX, DOCKER_MANIFEST);
    private static final int MAX_LINK_TEXT = 2 * 1024 * 1024;
    private static final int MAX_HOPS = 16;

    private final ArchiveFile archive;
    private final Map<String, byte[]> documents = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private int linkText;

    private ArchiveSurvey(ArchiveFile archive) {
        this.archive = archive;
    }

    static ArchiveSurvey of(ArchiveFile archive) {
        var survey = new ArchiveSurvey(archive);
        try (var pass = ArchivePass.through(archive)) {
            for (var entry = pass.next(); entry != null; entry = pass.next()) {
                survey.see(entry, pass);
            }
        }
        return survey;
    }

    private void see(ArchiveEntry entry, ArchivePass pass) {
        if (entry.kind() == ArchiveEntry.Kind.LINK) {
            linkText += entry.name().length() + entry.target().length();
            if (linkText > MAX_LINK_TEXT) {
                throw archive.refuse("has too many links", null);
            }
            links.put(entry.name(), entry.target());
        } else if (entry.isFile() && DOCUMENTS.contains(entry.name())) {
            if (documents.put(entry.name(), pass.document(entry)) != null) {
                throw archive.refuse("has " + entry.name() + " twice", null);
            }
        }
    }

    /** A document at the root; empty if it is not there. */
    Optional<byte[]> document(String name) {
        return Optional.ofNullable(documents.get(name));
    }

    /** The name of the file that a name stands for, after all links. */
    String file(String name) {
        var file = name;
        for (var hops = 0; hops <= MAX_HOPS; hops++) {
            var target = links.get(file);
            if (target == null) {
                return file;
            }
            file = target;
        }
        throw archive.refuse("has links that lead nowhere: " + Printable.of(name), null);
    }
}
