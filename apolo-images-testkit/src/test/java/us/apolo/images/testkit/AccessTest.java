package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.testkit.Client.basic;
import static us.apolo.images.testkit.Client.bytes;
import static us.apolo.images.testkit.Client.header;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AccessTest {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([0-9a-f]+)\"");
    private static final String ALICE = basic("alice", "secret:with colon");
    private static final String BOB = basic("bob", "reads");

    private RegistryServer server = users().start();
    private Client client = new Client(server);

    private static RegistryServerBuilder users() {
        return RegistryServer.builder().user("alice", "secret:with colon").reader("bob", "reads");
    }

    private void restart(RegistryServerBuilder builder) {
        server.close();
        server = builder.start();
        client = new Client(server);
        server.put("app", "v1", TestImage.builder().oci().build());
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> read(String authorization) throws IOException, InterruptedException {
        return client.get("/v2/app/manifests/v1", "Accept", Client.OCI, "Authorization", authorization);
    }

    private HttpResponse<String> write(String authorization) throws IOException, InterruptedException {
        return client.send("POST", "/v2/app/blobs/uploads/", "Authorization", authorization);
    }

    @Test
    void basicLetsInWhoHasThePassword() throws Exception {
        server.put("app", "v1", TestImage.builder().oci().build());
        var unknown = client.get("/v2/");
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(header(unknown, "WWW-Authenticate")).startsWith("Basic realm=\"");
        assertThat(unknown.body()).contains("\"UNAUTHORIZED\"");
        for (var wrong : List.of(
                basic("alice", "wrong"), basic("carol", "reads"), "Basic ???", "Basic YWJj", "Bearer x", "nonsense")) {
            assertThat(read(wrong).statusCode()).as(wrong).isEqualTo(401);
        }
        assertThat(read(ALICE).statusCode()).isEqualTo(200);
        assertThat(write(ALICE.replace("Basic", "bAsIc")).statusCode()).isEqualTo(202);
    }

    @Test
    void aReaderChangesNothing() throws Exception {
        server.put("app", "v1", TestImage.builder().oci().build());
        assertThat(read(BOB).statusCode()).isEqualTo(200);
        assertThat(client.get("/v2/_catalog", "Authorization", BOB).statusCode())
                .isEqualTo(200);
        assertThat(write(BOB).statusCode()).isEqualTo(403);
        assertThat(write(BOB).body()).contains("\"DENIED\"");
        assertThat(client.send("DELETE", "/v2/app/blobs/sha256:0", "Authorization", BOB)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoHasNoTokenIsToldWhereToGetOne() throws Exception {
        restart(users().bearer());
        assertThat(header(client.get("/v2/"), "WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"" + server.uri() + "/token\",service=\"test-registry\"");
        assertThat(header(client.get("/v2/app/tags/list"), "WWW-Authenticate"))
                .endsWith(",scope=\"repository:app:pull\"");
        assertThat(header(client.send("POST", "/v2/app/blobs/uploads/?mount=x&from=team/base"), "WWW-Authenticate"))
                .endsWith(",scope=\"repository:app:pull,push repository:team/base:pull\"");
        assertThat(header(client.send("DELETE", "/v2/app/manifests/x"), "WWW-Authenticate"))
                .endsWith(",scope=\"repository:app:delete\"");
        assertThat(header(client.get("/v2/_catalog"), "WWW-Authenticate")).endsWith(",scope=\"registry:catalog:*\"");
        assertThat(read(ALICE).statusCode()).as("a password is no token").isEqualTo(401);
    }

    private String token(String query, String... headers) throws IOException, InterruptedException {
        var answer = client.get("/token?service=test-registry" + query, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"expires_in\":").contains("\"issued_at\":\"");
        var matcher = TOKEN.matcher(answer.body());
        assertThat(matcher.find()).isTrue();
        return "Bearer " + matcher.group(1);
    }

    @Test
    void aTokenIsGoodForItsScopesAlone() throws Exception {
        restart(users().bearer());
        var pull = token("&scope=repository:app:pull", "Authorization", ALICE);
        assertThat(read(pull).statusCode()).isEqualTo(200);
        var refused = write(pull);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate"))
                .endsWith("scope=\"repository:app:pull,push\",error=\"insufficient_scope\"");
        assertThat(client.get("/v2/other/tags/list", "Authorization", pull).statusCode())
                .isEqualTo(401);
        assertThat(client.get("/v2/", "Authorization", pull).statusCode()).isEqualTo(200);

        var both = token("&scope=repository:app:pull,push&scope=registry:catalog:*", "Authorization", ALICE);
        assertThat(write(both).statusCode()).isEqualTo(202);
        assertThat(client.get("/v2/_catalog", "Authorization", both).statusCode())
                .isEqualTo(200);
        var spaced = token("&scope=repository:other:pull+repository:app:pull", "Authorization", ALICE);
        assertThat(read(spaced).statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenHasNoMoreThanItsUserMayDo() throws Exception {
        restart(users().bearer());
        var reader = token("&scope=repository:app:pull,push,delete&scope=registry:catalog:*", "Authorization", BOB);
        assertThat(read(reader).statusCode()).isEqualTo(200);
        assertThat(write(reader).statusCode()).isEqualTo(401);
        assertThat(client.get("/v2/_catalog", "Authorization", reader).statusCode())
                .isEqualTo(200);
    }

    @Test
    void tokensAreForWhoHasThePassword() throws Exception {
        restart(users().bearer());
        for (var headers : List.of(new String[0], new String[] {"Authorization", basic("alice", "wrong")})) {
            var answer = client.get("/token?scope=repository:app:pull", headers);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(header(answer, "WWW-Authenticate")).startsWith("Basic ");
        }
        assertThat(client.send("POST", "/token", bytes("password=x")).statusCode())
                .isEqualTo(405);
    }

    @Test
    void everybodyMayPullIfThatIsSaid() throws Exception {
        restart(users().anonymousPull());
        var anonymous = token("&scope=repository:app:pull,push&scope=registry:catalog:*&scope=nonsense");
        assertThat(read(anonymous).statusCode()).isEqualTo(200);
        assertThat(write(anonymous).statusCode()).isEqualTo(401);
        assertThat(client.get("/v2/_catalog", "Authorization", anonymous).statusCode())
                .isEqualTo(401);
        assertThat(client.get("/token?scope=x", "Authorization", basic("alice", "wrong"))
                        .statusCode())
                .as("who says a wrong name is not nobody")
                .isEqualTo(401);
    }

    @Test
    void aTokenEnds() throws Exception {
        restart(users().tokenLifetime(Duration.ofMillis(1)));
        var shortLived = token("&scope=repository:app:pull", "Authorization", ALICE);
        Thread.sleep(20);
        var refused = read(shortLived);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(header(refused, "WWW-Authenticate")).endsWith("error=\"invalid_token\"");

        restart(users().bearer());
        var revoked = token("&scope=repository:app:pull", "Authorization", ALICE);
        server.revokeTokens();
        assertThat(read(revoked).statusCode()).isEqualTo(401);
        assertThat(read("Bearer made-up").statusCode()).isEqualTo(401);
    }
}
