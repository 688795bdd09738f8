package us.apolo.images.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.Digest;
import us.apolo.images.services.Command;
import us.apolo.images.services.Program;

/** A client that has nothing to do with this library. */
final class Skopeo {
    private final Path login;

    /**
     * Has it know the registry's user.
     *
     * @param folder where the login is kept, for nobody else to read
     */
    Skopeo(RealServices services, Path folder) throws IOException {
        var pair = RealServices.USER + ":" + services.password();
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        login = Files.createFile(folder.resolve("skopeo.json"), ownerOnly);
        Files.writeString(
                login,
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(services.registry().authority(), encoded));
    }

    /** Copies all that a name stands for, as it is. */
    void copy(String from, String to, String... options) {
        var words = new ArrayList<>(List.of(
                Program.SKOPEO.path(),
                "--insecure-policy",
                "copy",
                "--all",
                "--authfile=" + login,
                "--src-tls-verify=false",
                "--dest-tls-verify=false"));
        words.addAll(List.of(options));
        words.add(from);
        words.add(to);
        Command.of(words).run();
    }

    /** The digest of what a name stands for. */
    Digest digest(String image) {
        return Digest.sha256(raw(image).getBytes(StandardCharsets.UTF_8));
    }

    /** The digests of the layers of the image that a name stands for. */
    List<String> layers(String image) {
        return new JsonMapper()
                .readTree(raw(image))
                .path("layers")
                .valueStream()
                .map(layer -> layer.path("digest").stringValue())
                .toList();
    }

    private String raw(String image) {
        return Command.of(Program.SKOPEO.path(), "inspect", "--raw", "--tls-verify=false", "--authfile=" + login, image)
                .run()
                .output();
    }
}
