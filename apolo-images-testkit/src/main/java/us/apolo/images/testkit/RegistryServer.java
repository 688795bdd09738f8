package us.apolo.images.testkit;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.port.Reference;
import us.apolo.images.testkit.front.TokenAccess;
import us.apolo.images.testkit.store.RegistryStore;
import us.apolo.images.testkit.wire.WireServer;

/**
 * A registry on loopback that speaks the registry protocol, for tests that go as far as HTTP: it serves this library and
 * any other client, engines included. Everything it has is in memory, and gone when it is closed.
 *
 * <p><strong>It must be closed</strong>: that ends its connections and threads.
 *
 * <pre>{@code
 * try (var server = RegistryServer.builder().user("alice", "secret").start()) {
 *     server.put("team/app", "v1", TestImage.builder().build());
 *     server.fail(Fault.status(503).times(2));
 *     var config = ApoloConfig.builder().cluster("default", server.uri());
 * }
 * }</pre>
 */
public final class RegistryServer implements AutoCloseable {
    private final RegistryStore store;
    private final @Nullable TokenAccess tokens;
    private final FaultyHandler handler;
    private final WireServer wire;

    RegistryServer(RegistryStore store, @Nullable TokenAccess tokens, FaultyHandler handler, WireServer wire) {
        this.store = store;
        this.tokens = tokens;
        this.handler = handler;
        this.wire = wire;
    }

    /**
     * Starts to describe a registry: without users, so that everybody may do everything, over plain HTTP, with deletion
     * and mounting enabled.
     *
     * @return a builder
     */
    public static RegistryServerBuilder builder() {
        return new RegistryServerBuilder();
    }

    /**
     * Starts a registry that lets everybody do everything.
     *
     * @return a registry that serves
     */
    public static RegistryServer start() {
        return builder().start();
    }

    /**
     * Where the registry is.
     *
     * @return its URL, {@code http://127.0.0.1:port}, or with {@code https}
     */
    public URI uri() {
        return wire.uri();
    }

    /**
     * Where the registry is, as image names have it.
     *
     * @return {@code 127.0.0.1:port}
     */
    public String authority() {
        return wire.authority();
    }

    /**
     * Stores an image, as if it had been pushed.
     *
     * @param repository for example {@code team/app}
     * @param tag the tag that is to name it
     * @param image the image or the index
     * @return its digest
     */
    public Digest put(String repository, String tag, TestImage image) {
        return image.putInto(store, repository, Reference.tag(tag));
    }

    /**
     * Lists the repositories.
     *
     * @return their names, sorted
     */
    public List<String> repositories() {
        return store.repositories();
    }

    /**
     * Lists the tags of a repository.
     *
     * @param repository for example {@code team/app}
     * @return the tags, sorted; empty too if there is no such repository
     */
    public List<String> tags(String repository) {
        return Stored.tags(store, repository);
    }

    /**
     * Tells what a tag names.
     *
     * @param repository for example {@code team/app}
     * @param tag the tag
     * @return the digest of the manifest or the index
     * @throws us.apolo.images.ImageNotFoundException if there is none
     */
    public Digest digest(String repository, String tag) {
        return Stored.manifest(store, authority(), repository, Reference.tag(tag))
                .content()
                .digest();
    }

    /**
     * Has something go wrong from now on. Of several faults that hit a request, the one that was added first counts.
     *
     * @param fault what goes wrong, with which requests and how often
     * @return counts, and ends it
     */
    public ActiveFault fail(Fault fault) {
        return handler.add(Objects.requireNonNull(fault, "fault"));
    }

    /** Ends all faults. */
    public void heal() {
        handler.heal();
    }

    /** Has every token that was given end at once, as if its time were over. Does nothing without {@code bearer()}. */
    public void revokeTokens() {
        if (tokens != null) {
            tokens.revoke();
        }
    }

    /**
     * What has been asked, since the start or since {@link #forgetRequests}.
     *
     * @return the requests in the order of their answers
     */
    public List<RecordedRequest> requests() {
        return handler.requests();
    }

    /** Empties the list of requests. */
    public void forgetRequests() {
        handler.forgetRequests();
    }

    /**
     * Counts connections.
     *
     * @return how many clients have open now, as far as the server has noticed
     */
    public int openConnections() {
        return wire.open();
    }

    /** Closes the connections on which nothing is under way, as a registry does with those that it holds for too long. */
    public void closeIdleConnections() {
        wire.closeIdle();
    }

    /** Ends all connections, those included that a fault stalls, and forgets what there was. To close twice does nothing. */
    @Override
    public void close() {
        wire.close();
    }
}
