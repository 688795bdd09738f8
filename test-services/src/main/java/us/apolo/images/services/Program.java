package us.apolo.images.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The programs that the real parts are made of, and the Debian packages that have them. */
public enum Program {
    /** The {@code docker} command. */
    DOCKER("docker", "docker.io, from Debian 13 on docker-cli"),
    /** The engine. */
    DOCKERD("dockerd", "docker.io"),
    /** The registry. */
    DOCKER_REGISTRY("docker-registry", "docker-registry"),
    /** Makes the registry's file of passwords. */
    HTPASSWD("htpasswd", "apache2-utils"),
    /** Podman, the other engine. */
    PODMAN("podman", "podman"),
    /** Looks at images and copies them, independently of the library. */
    SKOPEO("skopeo", "skopeo"),
    /** The forward proxy. */
    SQUID("squid", "squid");

    private final String command;
    private final String debianPackage;

    Program(String command, String debianPackage) {
        this.command = command;
        this.debianPackage = debianPackage;
    }

    /**
     * Finds the program.
     *
     * @return its absolute path
     * @throws ServiceException if it is not there; the message names the package that has it
     */
    public String path() {
        return find(searchPath())
                .orElseThrow(() -> new ServiceException(missing(List.of(this))))
                .toString();
    }

    Optional<Path> find(List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve(command))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** The folders of PATH, then those that a user's PATH lacks although services live there. */
    static List<Path> searchPath() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(path.split(":")), Stream.of("/usr/sbin", "/sbin"))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .distinct()
                .toList();
    }

    static String missing(List<Program> programs) {
        var lines = programs.stream()
                .map(program -> "%n  %s (Debian package %s)".formatted(program.command, program.debianPackage))
                .toList();
        return "Programs are missing on this machine: " + String.join("", lines) + System.lineSeparator()
                + "Install them, or run ./check, which does.";
    }
}
