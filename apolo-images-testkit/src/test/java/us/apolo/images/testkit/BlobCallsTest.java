package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.testkit.Client.bytes;
import static us.apolo.images.testkit.Client.header;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.Digest;

@Timeout(60)
class BlobCallsTest extends CallsCase {
    private static final String CONTENT = "0123456789";
    private static final Digest DIGEST = Digest.sha256(bytes(CONTENT));

    BlobCallsTest() {
        super(RegistryServer.builder());
    }

    @Test
    void aBlobIsServedWithItsSizeAndDigest() throws Exception {
        client.upload("app", CONTENT);
        for (var method : List.of("GET", "HEAD")) {
            var answer = client.send(method, "/v2/app/blobs/" + DIGEST);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(method.equals("GET") ? CONTENT : "");
            assertThat(header(answer, "Content-Length")).isEqualTo("10");
            assertThat(header(answer, "Docker-Content-Digest")).isEqualTo(DIGEST.toString());
            assertThat(header(answer, "Accept-Ranges")).isEqualTo("bytes");
        }
    }

    @Test
    void aPartOfABlobIsServed() throws Exception {
        client.upload("app", CONTENT);
        var parts = Map.of(
                "bytes=3-", "3456789", "bytes=0-2", "012", "bytes=-3", "789", "bytes=8-99", "89", "bytes=-99", CONTENT);
        for (var part : parts.entrySet()) {
            var answer = client.get("/v2/app/blobs/" + DIGEST, "Range", part.getKey());
            assertThat(answer.statusCode()).as(part.getKey()).isEqualTo(206);
            assertThat(answer.body()).as(part.getKey()).isEqualTo(part.getValue());
        }
        assertThat(header(client.get("/v2/app/blobs/" + DIGEST, "Range", "bytes=3-"), "Content-Range"))
                .isEqualTo("bytes 3-9/10");
        assertThat(client.get("/v2/app/blobs/" + DIGEST, "Range", "bytes=1-2,4-5")
                        .statusCode())
                .as("several ranges are as good as none")
                .isEqualTo(200);
        for (var range : List.of("bytes=10-", "bytes=5-2", "items=1-", "bytes=-", "bytes=-0")) {
            assertRefused(client.get("/v2/app/blobs/" + DIGEST, "Range", range), 416, "RANGE_INVALID");
        }
    }

    @Test
    void whatIsNotThereIsUnknownAndWhatIsNoDigestInvalid() throws Exception {
        client.upload("app", CONTENT);
        assertRefused(client.get("/v2/app/blobs/sha256:" + "0".repeat(64)), 404, "BLOB_UNKNOWN");
        assertRefused(client.get("/v2/other/blobs/" + DIGEST), 404, "BLOB_UNKNOWN");
        assertRefused(client.get("/v2/app/blobs/sha256:00"), 400, "DIGEST_INVALID");
        assertRefused(client.get("/v2/APP/blobs/" + DIGEST), 400, "NAME_INVALID");
    }

    @Test
    void aBlobIsDeleted() throws Exception {
        client.upload("app", CONTENT);
        assertThat(client.send("DELETE", "/v2/app/blobs/" + DIGEST).statusCode())
                .isEqualTo(202);
        assertRefused(client.send("DELETE", "/v2/app/blobs/" + DIGEST), 404, "BLOB_UNKNOWN");
    }

    @Test
    void anUploadGrowsPartByPart() throws Exception {
        var started = client.send("POST", "/v2/app/blobs/uploads/");
        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(header(started, "Range")).isEqualTo("0-0");
        var location = header(started, "Location");
        assertThat(location)
                .startsWith(server.uri() + "/v2/app/blobs/uploads/")
                .endsWith(header(started, "Docker-Upload-Uuid"));

        var first = client.send("PATCH", location, bytes("0123"));
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(header(first, "Range")).isEqualTo("0-3");
        var second = client.send("PATCH", location, bytes("456"), "Content-Range", "4-6");
        assertThat(header(second, "Range")).isEqualTo("0-6");
        var status = client.get(location);
        assertThat(status.statusCode()).isEqualTo(204);
        assertThat(header(status, "Range")).isEqualTo("0-6");

        var stored = client.send("PUT", location + "?digest=" + DIGEST, bytes("789"), "Content-Range", "7-9");
        assertThat(stored.statusCode()).isEqualTo(201);
        assertThat(header(stored, "Docker-Content-Digest")).isEqualTo(DIGEST.toString());
        assertThat(header(stored, "Location")).isEqualTo(server.uri() + "/v2/app/blobs/" + DIGEST);
        assertThat(client.get(header(stored, "Location")).body()).isEqualTo(CONTENT);
        assertRefused(client.get(location), 404, "BLOB_UPLOAD_INVALID");
    }

    @Test
    void aPartOutOfOrderIsRefusedAndTheUploadGoesOn() throws Exception {
        var location = client.startUpload("app");
        client.send("PATCH", location, bytes("0123"));
        for (var range : List.of("0-3", "5-9", "bytes 4-9/10", "x")) {
            assertRefused(
                    client.send("PATCH", location, bytes("456789"), "Content-Range", range), 416, "RANGE_INVALID");
        }
        assertRefused(
                client.send("PUT", location + "?digest=" + DIGEST, bytes("456789"), "Content-Range", "9-14"),
                416,
                "RANGE_INVALID");
        assertThat(client.send("PUT", location + "?digest=" + DIGEST, bytes("456789"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aSecondPartCanBeRefused() throws Exception {
        restart(RegistryServer.builder().chunkedUploads(false));
        var digest = Digest.sha256(bytes("0123"));
        var location = client.startUpload("app");
        assertThat(client.send("PATCH", location, bytes("0123")).statusCode()).isEqualTo(202);
        assertRefused(client.send("PATCH", location, bytes("4567")), 405, "UNSUPPORTED");
        assertRefused(client.send("PUT", location + "?digest=" + digest, bytes("4567")), 405, "UNSUPPORTED");
        assertThat(client.send("PUT", location + "?digest=" + digest).statusCode())
                .as("one part, and then its end")
                .isEqualTo(201);
        assertThat(client.upload("app", "in one request")).isNotNull();
    }

    @Test
    void aPartHasTheLeastLengthUnlessItIsTheLast() throws Exception {
        restart(RegistryServer.builder().minPart(4));
        var started = client.send("POST", "/v2/app/blobs/uploads/");
        assertThat(header(started, "OCI-Chunk-Min-Length")).isEqualTo("4");
        var location = header(started, "Location");
        assertThat(client.send("PATCH", location, bytes("0123")).statusCode()).isEqualTo(202);
        assertThat(client.send("PATCH", location, bytes("456")).statusCode()).isEqualTo(202);
        assertRefused(client.send("PATCH", location, bytes("789")), 416, "RANGE_INVALID");
        assertRefused(client.send("PUT", location + "?digest=" + DIGEST, bytes("789")), 416, "RANGE_INVALID");
        assertThat(client.send("PUT", location + "?digest=" + Digest.sha256(bytes("0123456")))
                        .statusCode())
                .isEqualTo(201);
        assertThat(client.upload("app", "012")).isNotNull();
    }

    @Test
    void aRequestThatIsTooLargeIsRefusedAndTheUploadGoesOn() throws Exception {
        restart(RegistryServer.builder().maxRequest(5));
        var location = client.startUpload("app");
        assertRefused(client.send("PUT", location + "?digest=" + DIGEST, bytes(CONTENT)), 413, "SIZE_INVALID");
        assertRefused(client.send("PATCH", location, bytes(CONTENT)), 413, "SIZE_INVALID");
        assertThat(header(client.get(location), "Range")).isEqualTo("0-0");
        assertThat(client.send("PATCH", location, bytes("01234")).statusCode()).isEqualTo(202);
        assertThat(client.send("PUT", location + "?digest=" + DIGEST, bytes("56789"))
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void aRequestThatDoesNotTellItsLengthIsCountedAsItComes() throws Exception {
        restart(RegistryServer.builder().maxRequest(5));
        var location = client.startUpload("app");
        assertThat(client.sendChunked("PATCH", location, bytes(CONTENT)).statusCode())
                .isEqualTo(413);
        assertThat(client.sendChunked("PATCH", client.startUpload("app"), bytes("01234"))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void anUploadEndsWithItsDigestOrNotAtAll() throws Exception {
        var location = client.startUpload("app");
        assertRefused(client.send("PUT", location, bytes(CONTENT)), 400, "DIGEST_INVALID");
        assertRefused(client.send("PUT", location + "?digest=bad", bytes(CONTENT)), 400, "DIGEST_INVALID");
        assertRefused(client.send("PUT", location + "?digest=md5:abc", bytes(CONTENT)), 400, "DIGEST_INVALID");
        assertRefused(client.get(location), 404, "BLOB_UPLOAD_INVALID");

        var other = client.startUpload("app");
        assertRefused(client.send("PUT", other + "?digest=" + DIGEST, bytes("wrong")), 400, "DIGEST_INVALID");
        assertRefused(client.get("/v2/app/blobs/" + DIGEST), 404, "BLOB_UNKNOWN");
    }

    @Test
    void anUploadIsGivenUp() throws Exception {
        var location = client.startUpload("app");
        assertThat(client.send("DELETE", location).statusCode()).isEqualTo(204);
        for (var method : List.of("GET", "DELETE", "PATCH", "PUT")) {
            assertRefused(client.send(method, location), 404, "BLOB_UPLOAD_INVALID");
        }
        assertRefused(client.get("/v2/app/blobs/uploads/nonsense"), 404, "BLOB_UPLOAD_INVALID");
        assertThat(client.send("POST", client.startUpload("app")).statusCode()).isEqualTo(405);
    }

    @Test
    void aBlobIsTakenInOneRequest() throws Exception {
        var answer = client.send("POST", "/v2/app/blobs/uploads/?digest=" + DIGEST, bytes(CONTENT));
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(client.get("/v2/app/blobs/" + DIGEST).body()).isEqualTo(CONTENT);
        assertRefused(
                client.send("POST", "/v2/app/blobs/uploads/?digest=" + DIGEST, bytes("wrong")), 400, "DIGEST_INVALID");
    }

    @Test
    void aDigestBySha512IsChecked() throws Exception {
        var digest = "sha512:"
                + "bb96c2fc40d2d54617d6f276febe571f623a8dadf0b734855299b0e107fda32cf6b69f2da32b36445d73690b93cbd0f7bfc20e0f7f28553d2a4428f23b716e90";
        assertThat(client.send("PUT", client.startUpload("app") + "?digest=" + digest, bytes(CONTENT))
                        .statusCode())
                .isEqualTo(201);
        assertRefused(
                client.send("PUT", client.startUpload("app") + "?digest=" + digest, bytes("wrong")),
                400,
                "DIGEST_INVALID");
    }

    @Test
    void aBlobIsMountedOrElseAnUploadStarts() throws Exception {
        client.upload("source", CONTENT);
        assertThat(mount("?mount=" + DIGEST + "&from=source")).isEqualTo(201);
        assertThat(client.get("/v2/app/blobs/" + DIGEST).body()).isEqualTo(CONTENT);
        for (var query : List.of(
                "?mount=" + DIGEST + "&from=nowhere",
                "?mount=" + DIGEST,
                "?mount=bad&from=source",
                "?mount=sha256:" + "0".repeat(64) + "&from=source")) {
            assertThat(mount(query)).as(query).isEqualTo(202);
        }
        restart(RegistryServer.builder().mounting(false));
        client.upload("source", CONTENT);
        assertThat(mount("?mount=" + DIGEST + "&from=source")).isEqualTo(202);
    }

    private int mount(String query) throws IOException, InterruptedException {
        return client.send("POST", "/v2/app/blobs/uploads/" + query).statusCode();
    }

    @Test
    void aBlobThatIsTooLargeIsRefused() throws Exception {
        restart(RegistryServer.builder().maxBlob(9));
        assertRefused(
                client.send("PUT", client.startUpload("app") + "?digest=" + DIGEST, bytes(CONTENT)),
                413,
                "SIZE_INVALID");
        assertRefused(
                client.send("POST", "/v2/app/blobs/uploads/?digest=" + DIGEST, bytes(CONTENT)), 413, "SIZE_INVALID");
        var location = client.startUpload("app");
        assertThat(client.send("PATCH", location, bytes("012345678")).statusCode())
                .isEqualTo(202);
        assertRefused(client.send("PATCH", location, bytes("9")), 413, "SIZE_INVALID");
    }
}
