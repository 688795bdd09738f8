package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.Platform;
import us.apolo.images.RemoteImage;
import us.apolo.images.services.Command;
import us.apolo.images.services.Program;
import us.apolo.images.services.RealParts;

/** Images that another client, skopeo, has pushed: by the OCI's media types, single and as an index. */
@OnEveryPair
class ForeignImagesIT {
    private final AdapterPair adapters;
    private final RealServices services;
    private final String project = RealServices.newProject();
    private final Images images;

    @TempDir
    Path folder = Path.of("");

    ForeignImagesIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        RealParts.require(Program.SKOPEO);
        this.services = services;
        this.images = services.images(adapters, project);
    }

    @AfterEach
    void close() {
        images.close();
    }

    private void copyFrom(Path layout, RemoteImage target) throws IOException {
        Command.of(
                        Program.SKOPEO.path(),
                        "--insecure-policy",
                        "copy",
                        "--all",
                        "--preserve-digests",
                        "--authfile=" + login(),
                        "--dest-tls-verify=false",
                        "oci:" + layout + ":v1",
                        "docker://" + target.asDockerUrl())
                .run();
    }

    /** Credentials go over in a file that nobody else can read. */
    private Path login() throws IOException {
        var login = folder.resolve("login.json");
        var pair = RealServices.USER + ":" + services.password();
        var encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Files.createFile(login, ownerOnly);
        return Files.writeString(
                login,
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}"
                        .formatted(services.registry().authority(), encoded));
    }

    @Test
    void anImageByTheOciMediaType() throws IOException {
        var pushed = new OciFolder(folder.resolve("oci")).writeImage("v1", 4_321);
        var remote = images.parser().remoteImage("image:foreign/single:v1");
        copyFrom(folder.resolve("oci"), remote);

        assertThat(images.digest(remote)).isEqualTo(pushed);
        assertThat(images.size(remote)).isEqualTo(4_321);
        assertThat(images.rm(remote, pushed)).isEqualTo(pushed);
        assertThatThrownBy(() -> images.size(remote)).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void anIndexCountsByTheConfiguredPlatform() throws IOException {
        var pushed =
                new OciFolder(folder.resolve("oci")).writeIndex("v1", List.of("amd64", "arm64"), List.of(1_111, 2_222));
        var remote = images.parser().remoteImage("image:foreign/many:v1");
        copyFrom(folder.resolve("oci"), remote);

        assertThat(images.digest(remote)).isEqualTo(pushed);
        assertThat(images.size(remote)).isEqualTo(1_111);
        assertThat(images.tagInfos(remote.withoutTag())).extracting("size").containsExactly(1_111L);
        try (var arm = services.builder(adapters, project)
                .platform(Platform.parse("linux/arm64"))
                .build()) {
            assertThat(arm.size(remote)).isEqualTo(2_222);
        }
        try (var other = services.builder(adapters, project)
                .platform(Platform.parse("linux/s390x"))
                .build()) {
            assertThatThrownBy(() -> other.size(remote))
                    .isInstanceOf(ImageNotFoundException.class)
                    .hasMessageContaining("linux/arm64");
        }
    }

    @Test
    void whatWeHavePushedHasTheDigestThatSkopeoSees() throws IOException {
        services.makeSmall("seen:v1", 31);
        var remote = images.push(new LocalImage("seen", "v1"));

        var theirs = Command.of(
                        Program.SKOPEO.path(),
                        "inspect",
                        "--tls-verify=false",
                        "--authfile=" + login(),
                        "--format",
                        "{{.Digest}}",
                        "docker://" + remote.asDockerUrl())
                .run()
                .output()
                .strip();
        assertThat(images.digest(remote)).hasToString(theirs);
    }
}
