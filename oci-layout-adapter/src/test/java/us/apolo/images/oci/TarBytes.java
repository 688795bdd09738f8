package us.apolo.images.oci;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tar of a test's own making, good or bad. */
final class TarBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8");

    TarBytes() {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    }

    TarBytes file(String name, String content) {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    TarBytes file(String name, byte[] content) {
        var entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        return put(entry, content);
    }

    TarBytes folder(String name) {
        return put(new TarArchiveEntry(name + "/", true), new byte[0]);
    }

    TarBytes link(String name, String target) {
        return other(name, TarConstants.LF_SYMLINK, target);
    }

    TarBytes hardLink(String name, String target) {
        return other(name, TarConstants.LF_LINK, target);
    }

    TarBytes other(String name, byte kind, String target) {
        var entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(target);
        return put(entry, new byte[0]);
    }

    TarBytes put(TarArchiveEntry entry, byte[] content) {
        try {
            entry.setModTime(0);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The whole, with its end. */
    byte[] bytes() {
        try {
            tar.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream stream() {
        return new ByteArrayInputStream(bytes());
    }

    Path in(Path folder) {
        try {
            return Files.write(folder.resolve("archive.tar"), bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same tar, where the header of one entry tells another size; its checksum is right. */
    static byte[] withSize(byte[] tar, String name, byte[] size) {
        var changed = tar.clone();
        var header = 0;
        while (!new String(tar, header, name.length() + 1, StandardCharsets.US_ASCII).equals(name + "\0")) {
            header += 512;
        }
        System.arraycopy(size, 0, changed, header + 124, size.length);
        Arrays.fill(changed, header + 148, header + 156, (byte) ' ');
        var sum = 0;
        for (var i = header; i < header + 512; i++) {
            sum += changed[i] & 0xff;
        }
        System.arraycopy("%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII), 0, changed, header + 148, 8);
        return changed;
    }

    static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
