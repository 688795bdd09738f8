package us.apolo.images.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RegistryProcessIT {
    @Test
    void withoutUsersEverybodyIsLetIn() throws Exception {
        try (var registry = RegistryProcess.builder().start()) {
            assertThat(registry.uri()).hasToString("http://" + registry.authority());
            assertThat(get(registry, "/v2/", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void withUsersOnlyTheyAreLetIn() throws Exception {
        try (var registry = RegistryProcess.builder()
                .user("alice", "first secret")
                .user("bob", "second")
                .start()) {
            assertThat(get(registry, "/v2/", "").statusCode()).isEqualTo(401);
            assertThat(get(registry, "/v2/", "alice:second").statusCode()).isEqualTo(401);
            assertThat(get(registry, "/v2/", "alice:first secret").statusCode()).isEqualTo(200);
            assertThat(get(registry, "/v2/", "bob:second").statusCode()).isEqualTo(200);
            assertThat(registry.log()).contains("GET /v2/").doesNotContain("first secret");
        }
    }

    @Test
    void aPageOfTheCatalogIsLimited() throws Exception {
        try (var registry = RegistryProcess.builder().catalogMaxEntries(5).start()) {
            assertThat(get(registry, "/v2/_catalog?n=5", "").statusCode()).isEqualTo(200);
            assertThat(get(registry, "/v2/_catalog?n=6", "").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void deletionCanBeDisabled() throws Exception {
        var path = "/v2/app/manifests/sha256:" + "0".repeat(64);
        try (var registry = RegistryProcess.builder().start()) {
            assertThat(delete(registry, path)).isEqualTo(404);
        }
        try (var registry = RegistryProcess.builder().deletion(false).start()) {
            assertThat(delete(registry, path)).isEqualTo(405);
        }
    }

    @Test
    void aStoppedRegistryRefusesAndComesBackOnTheSamePort() throws Exception {
        try (var registry = RegistryProcess.builder().start()) {
            var authority = registry.authority();
            registry.stop();
            assertThatThrownBy(() -> get(registry, "/v2/", "")).isInstanceOf(ConnectException.class);

            registry.restart();

            assertThat(registry.authority()).isEqualTo(authority);
            assertThat(get(registry, "/v2/", "").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aChosenStorageOutlivesIt(@TempDir Path storage) throws Exception {
        try (var registry = RegistryProcess.builder().storage(storage).start()) {
            startUpload(registry);
        }

        assertThat(storage.resolve("docker/registry/v2/repositories/app")).exists();
    }

    private static void startUpload(RegistryProcess registry) throws Exception {
        var request = HttpRequest.newBuilder(registry.uri().resolve("/v2/app/blobs/uploads/"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);
    }

    private static int delete(RegistryProcess registry, String path) throws Exception {
        var request =
                HttpRequest.newBuilder(registry.uri().resolve(path)).DELETE().build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    private static HttpResponse<String> get(RegistryProcess registry, String path, String user) throws Exception {
        URI uri = registry.uri().resolve(path);
        var request = HttpRequest.newBuilder(uri);
        if (!user.isEmpty()) {
            var encoded = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + encoded);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
