package us.apolo.images.oci;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/**
 * One pass through an archive, from its first entry to its last. What is not safe ends it with an {@link
 * InvalidArchiveException}, wherever it stands: names that lead out of the archive, devices, too much of anything.
 */
final class ArchivePass implements AutoCloseable {
    private static final int MAX_ENTRIES = 50_000;
    private static final long MAX_HEADERS = 1024 * 1024;

    private final ArchiveFile archive;
    private final HeaderLimit limit;
    private final TarArchiveInputStream tar;
    private int entries;

    private ArchivePass(ArchiveFile archive, HeaderLimit limit) {
        this.archive = archive;
        this.limit = limit;
        this.tar = new TarArchiveInputStream(limit, "UTF-8");
    }

    static ArchivePass through(ArchiveFile archive) {
        return new ArchivePass(archive, new HeaderLimit(archive.open()));
    }

    /**
     * Goes on to the next entry, whatever has been read of this one.
     *
     * @return null at the end
     */
    @Nullable ArchiveEntry next() {
        try {
            finish();
            var entry = header();
            return entry == null ? null : entry(entry);
        } catch (MalformedDocumentException e) {
            throw archive.refuse(e.words(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw archive.unreadable(e);
        }
    }

    private void finish() throws IOException {
        if (entries > 0) {
            var unused = tar.skip(Long.MAX_VALUE);
            if (tar.read() >= 0) {
                throw new IOException("an entry has no end");
            }
        }
    }

    private @Nullable TarArchiveEntry header() throws IOException {
        limit.begin(MAX_HEADERS);
        var entry = tar.getNextEntry();
        limit.end();
        return entry;
    }

    private ArchiveEntry entry(TarArchiveEntry entry) throws MalformedDocumentException {
        if (!entry.isCheckSumOK()) {
            throw new MalformedDocumentException("is damaged or no tar archive: the checksum of a header is wrong");
        }
        entries++;
        if (entries > MAX_ENTRIES) {
            throw new MalformedDocumentException("has more than " + MAX_ENTRIES + " entries");
        }
        var name = ArchivePath.of(entry.getName());
        return switch (kind(entry)) {
            case FILE -> new ArchiveEntry(name, ArchiveEntry.Kind.FILE, entry.getSize(), "");
            case FOLDER -> new ArchiveEntry(name, ArchiveEntry.Kind.FOLDER, 0, "");
            case LINK -> new ArchiveEntry(name, ArchiveEntry.Kind.LINK, 0, target(name, entry));
        };
    }

    private static ArchiveEntry.Kind kind(TarArchiveEntry entry) throws MalformedDocumentException {
        if (entry.isDirectory()) {
            return ArchiveEntry.Kind.FOLDER;
        }
        var kind = entry.getLinkFlag();
        if (kind == TarConstants.LF_LINK || kind == TarConstants.LF_SYMLINK) {
            return ArchiveEntry.Kind.LINK;
        }
        var isFile =
                kind == TarConstants.LF_NORMAL || kind == TarConstants.LF_OLDNORM || kind == TarConstants.LF_CONTIG;
        if (!isFile || entry.isSparse()) {
            throw new MalformedDocumentException(
                    "has an entry that is neither a file, a folder nor a link: " + Printable.of(entry.getName()));
        }
        return ArchiveEntry.Kind.FILE;
    }

    private static String target(String name, TarArchiveEntry entry) throws MalformedDocumentException {
        var target = entry.getLinkName();
        return entry.isLink() ? ArchivePath.of(target) : ArchivePath.target(name, target);
    }

    /** The content of the entry that was given last. What goes wrong in reading it is the archive's error. */
    InputStream content() {
        return new FilterInputStream(tar) {
            @Override
            public int read() {
                try {
                    return tar.read();
                } catch (IOException e) {
                    throw archive.unreadable(e);
                }
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                try {
                    return tar.read(buffer, offset, length);
                } catch (IOException e) {
                    throw archive.unreadable(e);
                }
            }

            @Override
            public boolean markSupported() {
                return false;
            }

            @Override
            public void close() {
                // The pass goes on.
            }
        };
    }

    /** A document of the entry that was given last. */
    byte[] document(ArchiveEntry entry) {
        if (entry.size() > StoredManifests.MAX_BYTES) {
            throw archive.refuse(
                    "has a document of more than " + StoredManifests.MAX_BYTES + " bytes: "
                            + Printable.of(entry.name()),
                    null);
        }
        try {
            return content().readNBytes((int) entry.size());
        } catch (IOException e) {
            throw archive.unreadable(e);
        }
    }

    @Override
    public void close() {
        try {
            tar.close();
        } catch (IOException e) {
            throw archive.unreadable(e);
        }
    }
}
