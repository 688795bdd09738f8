package us.apolo.images.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.AutoComplete;

/** Writes what the archive has beside the program: manual pages, and the completion as a file. The build runs it. */
final class ShareWriter {
    private static final int DATE = 10;

    private ShareWriter() {}

    /**
     * Writes the files.
     *
     * @param arguments the folder, the time of the build and the version
     * @throws IOException if they cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var page = new ManualPage(arguments[1].substring(0, DATE), arguments[2]);
        var program = CommandTree.whole(new GlobalOptions());
        write(folder.resolve("man/man1/apolo-images.1"), page.text(program));
        write(folder.resolve("bash-completion/completions/apolo-images"), AutoComplete.bash("apolo-images", program));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
