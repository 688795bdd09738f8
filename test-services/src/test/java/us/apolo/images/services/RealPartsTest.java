package us.apolo.images.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealPartsTest {
    @TempDir
    Path folder;

    @Test
    void everyMissingProgramIsNamedWithItsPackage() {
        assertThatThrownBy(() -> RealParts.require(List.of(folder), Program.values()))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("dockerd (Debian package docker.io)")
                .hasMessageContaining("docker-registry (Debian package docker-registry)")
                .hasMessageContaining("htpasswd (Debian package apache2-utils)")
                .hasMessageContaining("podman (Debian package podman)")
                .hasMessageContaining("skopeo (Debian package skopeo)")
                .hasMessageContaining("./check");
    }

    @Test
    void aProgramThatIsThereIsNotNamed() throws IOException {
        install("skopeo", "rwxr-xr-x");

        assertThatThrownBy(() -> RealParts.require(List.of(folder), Program.SKOPEO, Program.PODMAN))
                .hasMessageContaining("podman")
                .hasMessageNotContaining("skopeo");
        assertThatCode(() -> RealParts.require(List.of(folder), Program.SKOPEO)).doesNotThrowAnyException();
    }

    @Test
    void aFileThatCannotBeRunIsNoProgram() throws IOException {
        install("skopeo", "rw-r--r--");

        assertThat(Program.SKOPEO.find(List.of(folder))).isEmpty();
    }

    @Test
    void theFirstOnThePathIsFound() throws IOException {
        install("podman", "rwxr-xr-x");

        assertThat(Program.PODMAN.find(List.of(folder.resolve("none"), folder))).contains(folder.resolve("podman"));
    }

    @Test
    void theFoldersOfServicesAreSearchedToo() {
        assertThat(Program.searchPath()).contains(Path.of("/usr/sbin"));
    }

    private void install(String name, String permissions) throws IOException {
        Files.writeString(folder.resolve(name), "#!/bin/sh\n");
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString(permissions));
    }
}
