package us.apolo.images.core.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import us.apolo.images.port.engine.HostEnvironment;

/** A folder with a login file and helper programs. */
record LoginFolder(Path path) {
    static final String REGISTRY = "registry.example.org";

    Path file() {
        return path.resolve("config.json");
    }

    void write(String content) throws IOException {
        Files.writeString(file(), content);
    }

    /** Makes a helper of a shell script, which has the folder in {@code $folder}. */
    void helper(String name, String... lines) throws IOException {
        var script = "#!/bin/sh\nfolder='" + path + "'\n" + String.join("\n", lines) + "\n";
        var file = Files.writeString(path.resolve("docker-credential-" + name), script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    LoginFile logins() {
        return logins(Duration.ofSeconds(20));
    }

    LoginFile logins(Duration limit) {
        return new LoginFile(file(), false, new HelperProgram(environment(), limit));
    }

    HostEnvironment environment() {
        return new HostEnvironment(
                Map.of("PATH", "/nowhere::" + path + ":/usr/bin:/bin", "HOME", path.toString()), path, false);
    }
}
