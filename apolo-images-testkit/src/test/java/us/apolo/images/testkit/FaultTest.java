package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.testkit.Client.header;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultTest {
    private RegistryServer server = RegistryServer.start();
    private Client client = new Client(server);
    private final TestImage image = TestImage.builder().oci().build();

    @AfterEach
    void close() {
        server.close();
    }

    private void restart() {
        server = RegistryServer.start();
        client = new Client(server);
    }

    private int status() throws Exception {
        return client.get("/v2/").statusCode();
    }

    @Test
    void aStatusComesWithHeadersAndBodyAsOftenAsIsSaid() throws Exception {
        var fault = server.fail(Fault.status(503)
                .header("Retry-After", "1")
                .header("X-More", "y")
                .body("busy")
                .times(2));
        for (var i = 0; i < 2; i++) {
            var answer = client.get("/v2/");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("busy");
            assertThat(header(answer, "Retry-After")).isEqualTo("1");
            assertThat(header(answer, "X-More")).isEqualTo("y");
        }
        assertThat(status()).isEqualTo(200);
        assertThat(fault.hits()).isEqualTo(2);
    }

    @Test
    void aFaultHitsWhatItIsMeantFor() throws Exception {
        server.put("app", "v1", image);
        server.fail(Fault.status(500).onMethod("GET").onPath("/v2/.+/tags/.*").after(1));
        assertThat(client.get("/v2/app/tags/list").statusCode())
                .as("the first goes well")
                .isEqualTo(200);
        assertThat(client.get("/v2/app/tags/list").statusCode()).isEqualTo(500);
        assertThat(client.get("/v2/app/tags/list?n=1").statusCode()).isEqualTo(500);
        assertThat(client.send("HEAD", "/v2/app/tags/list").statusCode()).isEqualTo(405);
        assertThat(client.get("/v2/_catalog").statusCode()).isEqualTo(200);
    }

    @Test
    void aFaultIsRemovedAndAllAreHealed() throws Exception {
        var first = server.fail(Fault.status(500));
        server.fail(Fault.status(502));
        assertThat(status()).as("the first counts").isEqualTo(500);
        first.remove();
        first.remove();
        assertThat(status()).isEqualTo(502);
        server.heal();
        assertThat(status()).isEqualTo(200);
        assertThat(first).hasToString("Answer[status=500, headers={}, body=] on every request, hit 1 times, removed");
    }

    /** Sends bytes to an upload, and wants the connection to break meanwhile. */
    private void assertCut(String method, String target, byte[] body) {
        assertThatThrownBy(() -> client.send(method, target, body)).isInstanceOf(IOException.class);
    }

    @Test
    void aRequestIsCutInItsMiddleAndWhatHasComeStays() throws Exception {
        var large = new byte[3_000_000];
        var location = client.startUpload("app");
        var fault = server.fail(Fault.cutRequest(200_001).onMethod("PATCH"));

        assertCut("PATCH", location, large);

        assertThat(fault.hits()).isEqualTo(1);
        assertThat(header(client.get(location), "Range")).isEqualTo("0-200000");
        assertThat(server.requests()).anySatisfy(request -> {
            assertThat(request.method()).isEqualTo("PATCH");
            assertThat(request.status()).isZero();
        });
        assertThat(client.send("PATCH", location, new byte[200_001]).statusCode())
                .as("one that has no more arrives whole")
                .isEqualTo(202);
        assertThat(header(client.get(location), "Range")).isEqualTo("0-400001");
    }

    @Test
    void anUploadThatIsCutIsForgottenWhereItCannotBeGoneOnWith() throws Exception {
        server.close();
        server = RegistryServer.builder().resumableUploads(false).start();
        client = new Client(server);
        var location = client.startUpload("app");
        server.fail(Fault.cutRequest(10).times(1).onMethod("PATCH"));

        assertCut("PATCH", location, new byte[100_000]);

        assertThat(client.get(location).statusCode()).isEqualTo(404);
    }

    @Test
    void aRedirectGoesElsewhere() throws Exception {
        server.fail(Fault.redirect(URI.create("http://127.0.0.1:1/x")));
        var answer = client.get("/v2/");
        assertThat(answer.statusCode()).isEqualTo(307);
        assertThat(header(answer, "Location")).isEqualTo("http://127.0.0.1:1/x");
    }

    @Test
    void aDelayComesBeforeTheAnswer() throws Exception {
        server.fail(Fault.delay(Duration.ofMillis(300)).times(1));
        server.fail(Fault.status(500).delayed(Duration.ofMillis(300)).times(1));
        for (var expected : new int[] {200, 500}) {
            var start = System.nanoTime();
            assertThat(status()).isEqualTo(expected);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    private CompletableFuture<Integer> statusInBackground(ActiveFault fault) throws InterruptedException {
        var asked = CompletableFuture.supplyAsync(() -> {
            try {
                return status();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
        while (fault.hits() == 0) {
            Thread.sleep(10);
        }
        assertThat(asked).isNotDone();
        return asked;
    }

    @Test
    void neitherAStallNorALongDelayOutlivesTheServer() throws Exception {
        for (var fault : List.of(Fault.stall(), Fault.delay(Duration.ofHours(1)))) {
            server.heal();
            var asked = statusInBackground(server.fail(fault));

            server.close();

            assertThatThrownBy(() -> asked.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
            assertThat(server.openConnections()).isZero();
            restart();
        }
    }

    @Test
    void theConnectionIsCutBeforeTheHead() {
        // Each client may try again on a fresh connection.
        server.fail(Fault.cut());
        assertThatThrownBy(this::status).isInstanceOf(IOException.class);
        assertThat(server.requests()).first().isEqualTo(new RecordedRequest("GET", "/v2/", "", 0));
    }

    @Test
    void theConnectionIsCutInTheBody() throws Exception {
        server.put("app", "v1", image);
        server.fail(Fault.cutBody(100).onPath(".*/blobs/.*"));
        var target = "/v2/app/blobs/" + image.layers().get(0);
        assertThatThrownBy(() -> client.get(target)).isInstanceOf(IOException.class);
        assertThat(client.get("/v2/app/tags/list").statusCode()).isEqualTo(200);
        assertThat(client.get(target, "Range", "bytes=0-99").statusCode())
                .as("what has no more arrives whole")
                .isEqualTo(206);
    }

    @Test
    void garbageIsNoHttp() {
        server.fail(Fault.garbage());
        assertThatThrownBy(this::status).isInstanceOf(IOException.class).hasMessageContaining("SSH-2.0");
    }

    @Test
    void aHeaderIsLeftOutOrChanged() throws Exception {
        server.put("app", "v1", image);
        server.fail(Fault.withoutHeader("docker-content-digest").times(1));
        server.fail(Fault.changedHeader("content-type", "text/html").times(1));
        server.fail(Fault.changedHeader("X-New", "1").times(1));
        server.fail(Fault.withoutHeader("Content-Length").times(1));
        var answers = new ArrayList<HttpResponse<String>>();
        for (var i = 0; i < 5; i++) {
            answers.add(client.get("/v2/app/manifests/v1", "Accept", Client.OCI));
        }
        assertThat(answers).allMatch(answer -> answer.body().startsWith("{\"schemaVersion\":2"));
        assertThat(header(answers.get(0), "Docker-Content-Digest")).isEmpty();
        assertThat(answers.get(1).headers().allValues("Content-Type")).containsExactly("text/html");
        assertThat(header(answers.get(1), "Docker-Content-Digest"))
                .isEqualTo(image.digest().toString());
        assertThat(header(answers.get(2), "X-New")).isEqualTo("1");
        assertThat(header(answers.get(3), "Content-Length")).isEmpty();
        assertThat(header(answers.get(4), "Content-Type")).isEqualTo(Client.OCI);
    }

    @Test
    void severalHeadersChangeAtOnce() throws Exception {
        server.put("app", "v1", image);
        server.fail(Fault.withoutHeader("Docker-Content-Digest")
                .header("Content-Type", "text/plain")
                .header("Set-Cookie", "sid=1"));

        var answer = client.get("/v2/app/manifests/v1", "Accept", Client.OCI);

        assertThat(header(answer, "Docker-Content-Digest")).isEmpty();
        assertThat(answer.headers().allValues("Content-Type")).containsExactly("text/plain");
        assertThat(header(answer, "Set-Cookie")).isEqualTo("sid=1");
    }

    @Test
    void aFaultMayBeForSomeQueriesAndHeadersAlone() throws Exception {
        server.fail(Fault.status(500).onQuery("n=\\d{4,}"));
        var cookies = server.fail(Fault.status(403).onHeader("Cookie"));

        assertThat(client.get("/v2/_catalog?n=999").statusCode()).isEqualTo(200);
        assertThat(client.get("/v2/_catalog?n=1000").statusCode()).isEqualTo(500);
        assertThat(client.get("/v2/_catalog").statusCode()).isEqualTo(200);
        assertThat(client.get("/v2/_catalog", "cookie", "sid=1").statusCode()).isEqualTo(403);
        assertThat(cookies.hits()).isEqualTo(1);
        assertThat(Fault.cut().onPath("/v2/").onQuery("a").onHeader("Cookie").toString())
                .endsWith("on every method /v2/?a with Cookie");
    }

    @Test
    void aFaultIsAValueThatNothingChanges() {
        var fault = Fault.status(500);
        var text = fault.toString();
        fault.header("A", "b")
                .body("x")
                .times(3)
                .after(2)
                .onMethod("PUT")
                .onPath("/v2/")
                .delayed(Duration.ofDays(1));
        assertThat(fault).hasToString(text);
        assertThat(fault.onMethod("PUT").onPath("/v2/.*").after(1).times(2).delayed(Duration.ofSeconds(1)))
                .hasToString("Answer[status=500, headers={}, body=] after PT1S on PUT /v2/.* (after 1, 2 times)");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> Fault.status(100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.status(600)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.cutBody(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.cutRequest(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.cut().times(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.cut().after(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.delay(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.changedHeader("A", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Fault.cut().onPath("(")).isInstanceOf(PatternSyntaxException.class);
        assertThatThrownBy(() -> Fault.cut().body("x")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Fault.stall().header("A", "b")).isInstanceOf(IllegalStateException.class);
    }
}
