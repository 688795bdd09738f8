package us.apolo.images.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.TestImage;

class RegistryServerExtensionTest {
    private static int status(RegistryServer server) throws IOException {
        var connection =
                (HttpURLConnection) server.uri().resolve("/v2/").toURL().openConnection(Proxy.NO_PROXY);
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    @Nested
    @ExtendWith(RegistryServerExtension.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class OneForEachTest {
        private static final List<RegistryServer> SEEN = new ArrayList<>();

        @BeforeEach
        void prepare(RegistryServer server) {
            server.put("app", "v" + SEEN.size(), TestImage.builder().build());
        }

        @Test
        @Order(1)
        void isTheSameBeforeATestAndInIt(RegistryServer server, RegistryServer again) throws IOException {
            assertThat(server).isSameAs(again);
            assertThat(server.tags("app")).containsExactly("v0");
            assertThat(status(server)).isEqualTo(200);
            SEEN.add(server);
        }

        @Test
        @Order(2)
        void isAnotherInAnotherTestAndTheFirstIsClosed(RegistryServer server) {
            assertThat(server.tags("app")).containsExactly("v1");
            assertThatThrownBy(() -> status(SEEN.get(0))).isInstanceOf(IOException.class);
        }
    }

    @Nested
    @ExtendWith(RegistryServerExtension.class)
    class OneForAClass {
        private static final List<RegistryServer> SEEN = new ArrayList<>();

        @Test
        void isSharedByItsTests(RegistryServer server) {
            SEEN.add(server);
        }

        @Test
        void isSharedByItsTestsIndeed(RegistryServer server) {
            SEEN.add(server);
        }

        @BeforeAll
        static void prepare(RegistryServer server) {
            SEEN.add(server);
        }

        @AfterAll
        static void compare(RegistryServer server) {
            SEEN.add(server);
            assertThat(SEEN).hasSize(4).containsOnly(server);
        }
    }

    @Nested
    class OneOfADescription {
        @RegisterExtension
        static final RegistryServerExtension REGISTRY =
                new RegistryServerExtension(RegistryServer.builder().user("alice", "secret"));

        @Test
        void isAsDescribed(RegistryServer server) throws IOException {
            assertThat(status(server)).isEqualTo(401);
        }
    }
}
