package us.apolo.images.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What a database file looks like from outside. It is never opened for this: to close a file lets go of all locks that
 * the process has in it, those of SQLite included.
 *
 * @param size the file's length in bytes
 * @param modified when it was written last
 * @param identity what it is to the system, since a file may be put in the place of another; empty if the system does
 *     not tell
 * @param log the length of the write-ahead log beside it, zero without one
 * @param journal the length of the rollback journal beside it, zero without one
 */
record FileState(long size, FileTime modified, String identity, long log, long journal) {
    static FileState of(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileState(
                attributes.size(),
                attributes.lastModifiedTime(),
                String.valueOf(attributes.fileKey()),
                length(beside(file, "-wal")),
                length(beside(file, "-journal")));
    }

    /** Whether all of the content is in the file itself, and nobody is about to write. */
    boolean isAtRest() {
        return log == 0 && journal == 0;
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** Zero if there is none, which is what there is nearly always, so that no exception is made for it. */
    private static long length(Path file) {
        return file.toFile().length();
    }
}
