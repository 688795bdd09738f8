package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.testkit.ActiveFault;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.InMemoryStore;
import us.apolo.images.testkit.RegistryServer;
import us.apolo.images.testkit.RegistryServerBuilder;
import us.apolo.images.testkit.TestImage;
import us.apolo.images.testkit.wire.Certificates;

/** A registry, another one with the same images and without users, a local store, and who uses them. */
final class MatrixScene implements AutoCloseable {
    static final String REPOSITORY = "acme/ml/app";
    static final int ATTEMPTS = 3;

    private static final String USER = "alice";
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
    private static final RetryPolicy QUICK = RetryPolicy.builder()
            .maxAttempts(ATTEMPTS)
            .delays(Duration.ofMillis(1), Duration.ofMillis(2))
            .build();
    private static final TestImage THIRD = TestImage.builder().seed(30).build();

    private final String password = RealServices.secret();
    private final RegistryServer server;
    private final RegistryServer other = RegistryServer.start();
    private final ActiveFault leakedCredentials = other.fail(Fault.status(400).onHeader("Authorization"));
    private final Socket portOfNobody = new Socket();
    private final InMemoryStore store = new InMemoryStore();
    private final List<ActiveFault> faults = new ArrayList<>();
    private final InFlight transport;
    private final Images images;
    private final Subject subject;
    private final Subject another;

    /** What an operation is about: an image and an index on the registry, and an image in the local store. */
    record Subject(
            TestImage image,
            TestImage built,
            RemoteImage remote,
            RemoteImage index,
            LocalImage local,
            RemoteImage target) {}

    MatrixScene(Transport kind, RegistryTrouble trouble) throws IOException, GeneralSecurityException {
        portOfNobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server = builder(trouble).start();
        transport = new InFlight(
                kind.provider().create(HttpTransportConfig.DEFAULT.withTimeouts(CONNECT_LIMIT, trouble.readLimit())));
        images = images(address(trouble));
        put("v3", THIRD);
        subject = subject("v1", 10);
        another = subject("v2", 20);
        List.of("b", "c", "d", "e").forEach(name -> server.put("acme/ml/" + name, "v1", THIRD));
        List.of("b", "c", "d", "e").forEach(name -> other.put("acme/ml/" + name, "v1", THIRD));
    }

    private RegistryServerBuilder builder(RegistryTrouble trouble) throws GeneralSecurityException {
        var builder = RegistryServer.builder().user(USER, password).bearer().pageLimit(RegistryTrouble.PAGE);
        return trouble == RegistryTrouble.UNTRUSTED
                ? builder.tls(Certificates.made().serverContext("server"))
                : builder;
    }

    private URI address(RegistryTrouble trouble) {
        return switch (trouble) {
            case REFUSED -> URI.create("http://127.0.0.1:" + portOfNobody.getLocalPort());
            case UNKNOWN_HOST -> URI.create("http://registry.invalid");
            default -> server.uri();
        };
    }

    private Images images(URI registry) {
        return ApoloImages.builder()
                .config(ApoloConfig.builder()
                        .cluster("main", registry)
                        .organization("acme")
                        .project("ml")
                        .build())
                .credentials(CredentialsProvider.of(registry.getAuthority(), USER, password))
                .transport(transport)
                .localStore(store)
                .retries(QUICK)
                .build();
    }

    private Subject subject(String tag, long seed) {
        var image = TestImage.builder().seed(seed).layers(2, 1_000).oci().build();
        var part = TestImage.builder().seed(seed + 1).build();
        var built = TestImage.builder().seed(seed + 2).layers(2, 1_000).build();
        var local = new LocalImage("built", tag);
        put(tag, image);
        put(tag + "-index", TestImage.index(part));
        store.add(local, built);
        return new Subject(image, built, remote(tag), remote(tag + "-index"), local, remote(tag + "-pushed"));
    }

    private void put(String tag, TestImage image) {
        server.put(REPOSITORY, tag, image);
        other.put(REPOSITORY, tag, image);
    }

    private RemoteImage remote(String tag) {
        return images.parser().remoteImage("image:app:" + tag);
    }

    Images images() {
        return images;
    }

    Subject subject() {
        return subject;
    }

    /** The same again, for what is to happen before. */
    Subject another() {
        return another;
    }

    URI registry() {
        return server.uri();
    }

    URI otherHost() {
        return other.uri();
    }

    String password() {
        return password;
    }

    /** What the registry says to those who have no token. */
    String challenge() {
        return "Bearer realm=\"" + server.uri() + "/token\",service=\"test-registry\",error=\"invalid_token\"";
    }

    /** A sound manifest, not of what was asked for. */
    Fault anotherManifest() {
        var content = THIRD.manifest().content();
        return Fault.status(200)
                .header("Content-Type", content.mediaType())
                .body(new String(content.bytes(), StandardCharsets.UTF_8));
    }

    /** Has the registry leave the digest out of its answers to HEAD. */
    Images withoutDigests() {
        server.fail(Fault.withoutHeader("Docker-Content-Digest").onMethod("HEAD"));
        return images;
    }

    /** Has the registry refuse to delete a tag without its digest. */
    void deletesNoTagAlone() {
        server.fail(Fault.status(405).onMethod("DELETE").onPath("/v2/.+/manifests/[^:]+"));
    }

    /** Has the other host know of a push. */
    void mirrorPush(Subject some) {
        other.put(REPOSITORY, String.valueOf(some.target().tag()), some.built());
    }

    boolean has(Subject some) {
        return server.tags(REPOSITORY).contains(some.remote().tag());
    }

    /** What a tag names on the registry. */
    String digest(RemoteImage remote) {
        return server.digest(REPOSITORY, String.valueOf(remote.tag())).toString();
    }

    /** What a name stands for in the local store. */
    String localDigest(LocalImage local) {
        return store.manifestDigest(local).orElseThrow().toString();
    }

    /** Has trouble begin for an operation. */
    void begin(RegistryTrouble trouble, MatrixOperation operation) {
        if (trouble == RegistryTrouble.TOKEN_ENDED) {
            operation.run(this, another);
            server.revokeTokens();
            server.forgetRequests();
        }
        trouble.faults(operation, this).map(server::fail).forEach(faults::add);
    }

    /** The trouble has been met, every answer has been given back, and no password has gone astray. */
    void check(RegistryTrouble trouble) {
        assertThat(transport.now()).as("answers that are still open").isZero();
        assertThat(leakedCredentials.hits()).as("credentials at the other host").isZero();
        if (trouble == RegistryTrouble.TOKEN_ENDED) {
            assertThat(server.requests()).as("tokens that were refused").anyMatch(request -> request.status() == 401);
        } else if (!trouble.isOnTheWay()) {
            assertThat(faults).as("faults that were met").anyMatch(fault -> fault.hits() > 0);
        }
    }

    @Override
    public void close() throws IOException {
        images.close();
        transport.close();
        store.close();
        server.close();
        other.close();
        portOfNobody.close();
    }
}
