package us.apolo.images.it;

import java.net.URI;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.RegistryServerBuilder;
import us.apolo.images.testkit.contract.RegistryTraits;

/** The registry of the test kit, in each of its kinds and over each transport. */
@ParameterizedClass(name = "{0} over {1}")
@MethodSource("kindsAndTransports")
class KitRegistryContractTest extends HttpRegistryContract {
    private final String password = RealServices.secret();
    private final Kind kind;
    private final RegistryServer server;

    KitRegistryContractTest(Kind kind, Transport transport) {
        super(transport.provider());
        this.kind = kind;
        this.server = kind.change
                .apply(RegistryServer.builder().user(USER, password).pageLimit(5))
                .start();
    }

    /** What a server is like, and what the suite is to expect of it. */
    record Kind(String name, UnaryOperator<RegistryServerBuilder> change, RegistryTraits traits) {
        static Stream<Kind> all() {
            return Stream.of(
                    new Kind("with everything", server -> server, RegistryTraits.ALL),
                    new Kind("with tokens", RegistryServerBuilder::bearer, RegistryTraits.ALL),
                    new Kind(
                            "without deletion",
                            server -> server.deletion(false),
                            new RegistryTraits(true, true, false, false, true)),
                    new Kind(
                            "without deletion of tags",
                            server -> server.tagDeletion(false),
                            new RegistryTraits(true, true, true, false, true)),
                    new Kind(
                            "without mounts and empty repositories",
                            server -> server.mounting(false).emptyRepositories(false),
                            new RegistryTraits(false, true, true, true, false)),
                    new Kind(
                            "without uploads in parts or after a break",
                            server -> server.chunkedUploads(false).resumableUploads(false),
                            RegistryTraits.ALL));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> kindsAndTransports() {
        return Kind.all()
                .flatMap(kind -> Stream.of(Transport.values()).map(transport -> Arguments.of(kind, transport)));
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Override
    URI uri() {
        return server.uri();
    }

    @Override
    String password() {
        return password;
    }

    @Override
    protected RegistryTraits traits() {
        return kind.traits;
    }
}
