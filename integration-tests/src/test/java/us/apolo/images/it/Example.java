package us.apolo.images.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One of the projects in {@code examples}, copied to where no other build is around it.
 *
 * @param folder the copy
 */
record Example(Path folder) {
    private static final Path ALL = Path.of(System.getProperty("modules"), "examples");
    private static final Pattern COMMAND = Pattern.compile("^\\$ mvn (.+)$", Pattern.MULTILINE);

    /** Copies it into a folder of its name. */
    static Example copy(String name, Path parent) {
        var source = ALL.resolve(name);
        var to = parent.resolve(name);
        try (var files = Files.walk(source)) {
            for (var file : files.filter(file -> !file.startsWith(source.resolve("target")))
                    .toList()) {
                Files.copy(file, to.resolve(source.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Example(to);
    }

    /** The names of all of them. */
    static List<String> all() {
        try (var folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command that its README gives, with the local repository of that user. */
    List<String> command(UsersRepository repository) {
        var command = COMMAND.matcher(read("README.md"));
        if (!command.find()) {
            throw new IllegalStateException("There is no command in the README in " + folder);
        }
        var words = new ArrayList<>(List.of("mvn", "-B", "-ntp", repository.option(), "-f", folder.toString()));
        words.addAll(List.of(command.group(1).split(" ")));
        return words;
    }

    String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
