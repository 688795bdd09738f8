package us.apolo.images.soak;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a run has seen, written down as it goes: kept in memory, it would look like a leak of the library.
 *
 * <p><strong>It must be closed</strong>, since it holds a file.
 */
final class Journal implements AutoCloseable {
    private static final String OPERATION = "operation ";
    private static final String SAMPLE = "sample ";

    private final BufferedWriter file;

    private Journal(BufferedWriter file) {
        this.file = file;
    }

    static Journal open(Path path) throws IOException {
        return new Journal(Files.newBufferedWriter(path));
    }

    void add(OperationRecord operation) {
        write(OPERATION + operation.line());
    }

    void add(Sample sample) {
        write(SAMPLE + sample.line());
    }

    private synchronized void write(String line) {
        try {
            file.write(line);
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException("The journal could not be written", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }

    static List<OperationRecord> operations(Path path) throws IOException {
        try (var lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(OPERATION))
                    .map(line -> OperationRecord.parse(line.substring(OPERATION.length())))
                    .toList();
        }
    }

    static List<Sample> samples(Path path) throws IOException {
        try (var lines = Files.lines(path)) {
            return lines.filter(line -> line.startsWith(SAMPLE))
                    .map(line -> Sample.parse(line.substring(SAMPLE.length())))
                    .toList();
        }
    }
}
