package us.apolo.images.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLibraryTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void isNativeCodeThatCanBeLoadedByItsUsualName() throws IOException {
        var made = folder.resolve("library");

        SqliteLibrary.layDown(made);

        var library = made.resolve(System.mapLibraryName("sqlitejdbc"));
        assertThat(library).isNotEmptyFile();
        assertThatCode(() -> System.load(library.toString())).doesNotThrowAnyException();
    }
}
