package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.testkit.Client.header;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.Platform;

@Timeout(60)
class ManifestCallsTest extends CallsCase {
    private static final String NOTHING = "sha256:" + "0".repeat(64);

    private final TestImage docker = TestImage.builder().build();
    private final TestImage oci = TestImage.builder().oci().build();

    ManifestCallsTest() {
        super(RegistryServer.builder());
    }

    private static String text(TestImage image) {
        return new String(image.manifest().content().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aManifestIsServedWithItsTypeAndDigest() throws Exception {
        server.put("app", "v1", oci);
        for (var reference : List.of("v1", oci.digest().toString())) {
            var answer = client.get("/v2/app/manifests/" + reference, "Accept", Client.OCI);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(text(oci));
            assertThat(header(answer, "Content-Type")).isEqualTo(Client.OCI);
            assertThat(header(answer, "Docker-Content-Digest"))
                    .isEqualTo(oci.digest().toString());

            var head = client.send("HEAD", "/v2/app/manifests/" + reference, "Accept", Client.OCI);
            assertThat(head.body()).isEmpty();
            assertThat(header(head, "Content-Length"))
                    .isEqualTo(Integer.toString(text(oci).length()));
            assertThat(header(head, "Docker-Content-Digest"))
                    .isEqualTo(oci.digest().toString());
        }
        assertThat(client.get("/v2/app/manifests/v1", "Accept", Client.OCI, "If-None-Match", "\"" + oci.digest() + "\"")
                        .statusCode())
                .isEqualTo(304);
    }

    @Test
    void whatIsNotAcceptedIsHidden() throws Exception {
        server.put("app", "docker", docker);
        server.put("app", "oci", oci);
        server.put("app", "index", TestImage.index(oci));
        var accepted = new String[] {"Accept", "text/plain, */*"};
        for (var tag : List.of("docker", "oci", "index")) {
            assertRefused(client.get("/v2/app/manifests/" + tag, accepted), 404, "MANIFEST_UNKNOWN");
            assertRefused(client.get("/v2/app/manifests/" + tag), 404, "MANIFEST_UNKNOWN");
        }
        assertRefused(client.get("/v2/app/manifests/" + oci.digest(), accepted), 404, "MANIFEST_UNKNOWN");
        assertThat(client.get("/v2/app/manifests/" + docker.digest(), accepted).statusCode())
                .as("Docker's types come by digest, whatever is accepted")
                .isEqualTo(200);
        assertThat(client.get("/v2/app/manifests/oci", "Accept", "text/plain", "Accept", Client.OCI + ";q=0.5")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aClientThatAcceptsNoListGetsItsUsualImage() throws Exception {
        var arm = TestImage.builder().platform(Platform.parse("linux/arm64")).build();
        server.put("app", "both", TestImage.index(arm, docker));
        server.put("app", "arm", TestImage.index(arm));

        var answer = client.get("/v2/app/manifests/both", "Accept", Client.DOCKER);
        assertThat(header(answer, "Docker-Content-Digest"))
                .isEqualTo(docker.digest().toString());
        assertRefused(client.get("/v2/app/manifests/arm", "Accept", Client.DOCKER), 404, "MANIFEST_UNKNOWN");
        assertThat(header(client.get("/v2/app/manifests/both", "Accept", Client.DOCKER_LIST), "Content-Type"))
                .isEqualTo(Client.DOCKER_LIST);
    }

    @Test
    void whatIsNotThereIsUnknown() throws Exception {
        server.put("app", "v1", oci);
        for (var path : List.of("app/manifests/v2", "app/manifests/" + NOTHING, "other/manifests/v1")) {
            assertRefused(client.get("/v2/" + path, "Accept", Client.OCI), 404, "MANIFEST_UNKNOWN");
        }
    }

    @Test
    void aManifestIsStoredByTagAndByDigest() throws Exception {
        server.put("app", "v1", oci);
        for (var reference : List.of("v2", oci.digest().toString())) {
            var answer = client.put("/v2/app/manifests/" + reference, text(oci), Client.OCI + "; charset=utf-8");
            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(header(answer, "Docker-Content-Digest"))
                    .isEqualTo(oci.digest().toString());
            assertThat(header(answer, "Location")).isEqualTo(server.uri() + "/v2/app/manifests/" + oci.digest());
        }
        assertThat(server.tags("app")).containsExactly("v1", "v2");
        assertThat(server.digest("app", "v2")).isEqualTo(oci.digest());
    }

    @Test
    void aManifestThatIsNoneIsRefused() throws Exception {
        server.put("app", "v1", docker);
        var ociText = text(oci);
        server.put("app", "v2", oci);
        assertInvalid("nonsense", Client.OCI);
        assertInvalid("[]", Client.OCI);
        assertInvalid("{}", Client.OCI);
        assertInvalid("", Client.OCI);
        assertInvalid(ociText, Client.DOCKER);
        assertInvalid(ociText, "text/plain");
        assertInvalid(ociText.replace("\"schemaVersion\":2", "\"schemaVersion\":1"), Client.OCI);
        assertInvalid(ociText.replace("\"layers\":[", "\"manifests\":[],\"layers\":["), Client.OCI);
        assertInvalid(ociText.replace("\"layers\"", "\"other\""), Client.OCI);
        assertInvalid(ociText.replace("\"config\"", "\"other\""), Client.OCI);
        assertInvalid(ociText.replace("\"digest\":\"sha256:", "\"digest\":\"sha256:x"), Client.OCI);
        assertInvalid(ociText.replaceAll("\"size\":\\d+", "\"size\":-1"), Client.OCI);
        assertInvalid(text(docker).replace("\"mediaType\":\"" + Client.DOCKER + "\",", ""), Client.DOCKER);
        assertInvalid(text(TestImage.index(oci)).replace("{\"schema", "{\"layers\":[],\"schema"), Client.OCI_INDEX);
        assertThat(client.put(
                                "/v2/app/manifests/v3",
                                ociText.replace("\"mediaType\":\"" + Client.OCI + "\",", ""),
                                Client.OCI)
                        .statusCode())
                .as("the OCI's types may be left out")
                .isEqualTo(201);
        assertThat(server.tags("app")).containsExactly("v1", "v2", "v3");
    }

    private void assertInvalid(String body, String mediaType) throws IOException, InterruptedException {
        assertRefused(client.put("/v2/app/manifests/bad", body, mediaType), 400, "MANIFEST_INVALID");
    }

    @Test
    void aManifestWithUnknownContentIsRefusedAndAllOfItNamed() throws Exception {
        var answer = client.put("/v2/app/manifests/v1", text(oci), Client.OCI);
        assertRefused(answer, 400, "MANIFEST_BLOB_UNKNOWN");
        assertThat(answer.body()).contains(oci.layers().get(0).toString()).contains("},{");
        assertRefused(
                client.put("/v2/app/manifests/v1", text(TestImage.index(oci)), Client.OCI_INDEX),
                400,
                "MANIFEST_BLOB_UNKNOWN");
    }

    @Test
    void digestsTagsAndNamesAreChecked() throws Exception {
        server.put("app", "v1", oci);
        assertRefused(client.put("/v2/app/manifests/" + NOTHING, text(oci), Client.OCI), 400, "DIGEST_INVALID");
        assertRefused(client.get("/v2/app/manifests/sha256:00", "Accept", Client.OCI), 400, "DIGEST_INVALID");
        assertRefused(client.put("/v2/app/manifests/-v", text(oci), Client.OCI), 400, "TAG_INVALID");
        for (var name : List.of("App", "a//b", "a/-b", "a..b", "a___b", "%20", "x".repeat(256))) {
            assertRefused(client.get("/v2/" + name + "/manifests/v1"), 400, "NAME_INVALID");
        }
        for (var name : List.of("a.b", "a__b", "a--b", "a_b/c/d", "manifests/blobs")) {
            assertRefused(client.get("/v2/" + name + "/manifests/v1"), 404, "MANIFEST_UNKNOWN");
        }
    }

    @Test
    void aManifestThatIsTooLargeIsRefused() throws Exception {
        restart(RegistryServer.builder().maxManifest(100));
        var answer = client.put("/v2/app/manifests/v1", "x".repeat(101), Client.OCI);
        assertRefused(answer, 400, "MANIFEST_INVALID");
        assertThat(answer.body()).contains("at most 100 bytes");
    }

    @Test
    void aManifestIsDeletedByItsDigestAlone() throws Exception {
        server.put("app", "v1", oci);
        server.put("app", "v2", oci);
        server.put("app", "other", docker);
        assertRefused(client.send("DELETE", "/v2/app/manifests/" + NOTHING), 404, "MANIFEST_UNKNOWN");

        assertThat(client.send("DELETE", "/v2/app/manifests/" + oci.digest()).statusCode())
                .isEqualTo(202);

        assertThat(server.tags("app")).containsExactly("other");
        assertRefused(client.send("DELETE", "/v2/app/manifests/" + oci.digest()), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void aTagIsDeletedWithoutItsManifestAndOtherTags() throws Exception {
        server.put("app", "v1", oci);
        server.put("app", "v2", oci);

        assertThat(client.send("DELETE", "/v2/app/manifests/v1").statusCode()).isEqualTo(202);

        assertThat(server.tags("app")).containsExactly("v2");
        assertThat(client.get("/v2/app/manifests/" + oci.digest(), "Accept", Client.OCI)
                        .statusCode())
                .isEqualTo(200);
        assertRefused(client.send("DELETE", "/v2/app/manifests/v1"), 404, "MANIFEST_UNKNOWN");
        assertRefused(client.send("DELETE", "/v2/other/manifests/v1"), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void theDeletionOfTagsCanBeDisabled() throws Exception {
        restart(RegistryServer.builder().tagDeletion(false));
        server.put("app", "v1", oci);
        for (var tag : List.of("v1", "v2")) {
            assertRefused(client.send("DELETE", "/v2/app/manifests/" + tag), 400, "DIGEST_INVALID");
        }
        assertThat(server.tags("app")).containsExactly("v1");
    }

    @Test
    void tagsMayHaveToGoBeforeTheirManifest() throws Exception {
        restart(RegistryServer.builder().tagsBeforeManifests(true));
        server.put("app", "v1", oci);
        var manifest = "/v2/app/manifests/" + oci.digest();
        assertRefused(client.send("DELETE", manifest), 400, "MANIFEST_TAGGED");
        assertThat(server.tags("app")).containsExactly("v1");

        assertThat(client.send("DELETE", "/v2/app/manifests/v1").statusCode()).isEqualTo(202);
        assertThat(client.send("DELETE", manifest).statusCode()).isEqualTo(202);

        assertRefused(client.send("DELETE", manifest), 404, "MANIFEST_UNKNOWN");
    }

    @Test
    void deletionCanBeDisabled() throws Exception {
        restart(RegistryServer.builder().deletion(false));
        server.put("app", "v1", oci);
        assertRefused(client.send("DELETE", "/v2/app/manifests/" + oci.digest()), 405, "UNSUPPORTED");
        assertRefused(client.send("DELETE", "/v2/app/manifests/v1"), 405, "UNSUPPORTED");
        assertRefused(client.send("DELETE", "/v2/app/blobs/" + oci.layers().get(0)), 405, "UNSUPPORTED");
        assertThat(server.tags("app")).containsExactly("v1");
    }

    @Test
    void otherMethodsAndPathsAreTurnedAway() throws Exception {
        for (var path :
                List.of("/v2/_catalog", "/v2/app/tags/list", "/v2/app/manifests/v1", "/v2/app/blobs/" + NOTHING)) {
            var answer = client.send("OPTIONS", path);
            assertThat(answer.statusCode()).as(path).isEqualTo(405);
            assertThat(header(answer, "Allow")).contains("GET");
        }
        assertThat(client.get("/v2/app/blobs/uploads/").statusCode()).isEqualTo(405);
        for (var path : List.of("/", "/v1/", "/v2/app", "/v2/manifests/v1", "/v2/tags/list")) {
            assertThat(client.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(client.get("/v2/").body()).isEqualTo("{}");
    }

    @Test
    void whatIsNotPercentEncodedRightIsRefused() throws Exception {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.setSoTimeout(20_000);
            for (var request : List.of("/v2/%zz/tags/list HTTP/1.1", "/v2/_catalog?n=%z HTTP/1.0")) {
                socket.getOutputStream().write(Client.bytes("GET " + request + "\r\n\r\n"));
            }
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("NAME_INVALID")
                    .contains("UNSUPPORTED");
        }
    }
}
