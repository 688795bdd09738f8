package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.testkit.Client.header;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;

/** What tests of a registry's calls have in common: a server, and a client that sends what it is told to. */
abstract class CallsCase {
    RegistryServer server;
    Client client;

    CallsCase(RegistryServerBuilder builder) {
        server = builder.start();
        client = new Client(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    /** Has another server in the place of the one that runs. */
    final void restart(RegistryServerBuilder builder) {
        server.close();
        server = builder.start();
        client = new Client(server);
    }

    static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).startsWith("application/json");
        assertThat(answer.body()).startsWith("{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"");
    }
}
