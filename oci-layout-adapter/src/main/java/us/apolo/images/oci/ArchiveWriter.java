package us.apolo.images.oci;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes an archive that tells nothing of who has written it and when: the same content gives the same bytes. */
final class ArchiveWriter {
    private static final int PIECE = 64 * 1024;

    private final OutputStream out;
    private final TarArchiveOutputStream tar;

    ArchiveWriter(OutputStream out) {
        this.out = new BufferedOutputStream(out, PIECE);
        tar = new TarArchiveOutputStream(this.out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    void folder(String name) throws IOException {
        begin(name + "/", 0, 0755);
        tar.closeArchiveEntry();
    }

    void file(String name, byte[] content) throws IOException {
        begin(name, content.length, 0644);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    /** Writes a file that has to have a size, and a digest by the hash; it is for the caller to look at that. */
    void file(String name, long size, InputStream content, Hash hash) throws IOException {
        begin(name, size, 0644);
        var piece = new byte[PIECE];
        for (var read = content.read(piece); read >= 0; read = content.read(piece)) {
            hash.write(piece, 0, read);
            tar.write(piece, 0, read);
        }
        tar.closeArchiveEntry();
    }

    private void begin(String name, long size, int mode) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(size);
        entry.setMode(mode);
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
    }

    /** Writes the end; the stream stays open. */
    void finish() throws IOException {
        tar.finish();
        out.flush();
    }
}
