package us.apolo.images.testkit;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.testkit.front.Access;
import us.apolo.images.testkit.front.RegistryFront;
import us.apolo.images.testkit.front.Rules;
import us.apolo.images.testkit.front.TokenAccess;
import us.apolo.images.testkit.front.Users;
import us.apolo.images.testkit.store.RegistryStore;
import us.apolo.images.testkit.wire.WireServer;

/** Describes a {@link RegistryServer}. */
public final class RegistryServerBuilder {
    private final Map<String, Users.User> users = new LinkedHashMap<>();
    private boolean bearer;
    private boolean anonymousPull;
    private Duration tokenLifetime = Duration.ofMinutes(5);
    private boolean deletion = true;
    private boolean tagDeletion = true;
    private boolean tagsFirst;
    private boolean mounting = true;
    private boolean nullTags = true;
    private boolean keepsEmpty = true;
    private boolean digestsAmongTags;
    private boolean catalog = true;
    private boolean chunks = true;
    private boolean resuming = true;
    private long minPart;
    private long maxRequest = Long.MAX_VALUE;
    private PageLinks links = PageLinks.PLAIN;
    private int pageLimit = 1000;
    private int maxManifest = 4 << 20;
    private long maxBlob = Long.MAX_VALUE;
    private @Nullable SSLContext tls;

    RegistryServerBuilder() {}

    /**
     * Adds a user who may do everything. With the first user, nobody is let in without a password.
     *
     * @param name the user's name
     * @param password the password
     * @return this
     */
    public RegistryServerBuilder user(String name, String password) {
        users.put(name, new Users.User(new Credentials(name, password), true));
        return this;
    }

    /**
     * Adds a user who may read and change nothing.
     *
     * @param name the user's name
     * @param password the password
     * @return this
     */
    public RegistryServerBuilder reader(String name, String password) {
        users.put(name, new Users.User(new Credentials(name, password), false));
        return this;
    }

    /**
     * Has users fetch a token with their password, by the registry protocol's token authentication, in place of
     * sending the password with each request. The address for tokens is on this server.
     *
     * @return this
     */
    public RegistryServerBuilder bearer() {
        bearer = true;
        return this;
    }

    /**
     * Gives tokens that can pull to everybody. Has {@link #bearer()}.
     *
     * @return this
     */
    public RegistryServerBuilder anonymousPull() {
        anonymousPull = true;
        return bearer();
    }

    /**
     * Says how long tokens are good: five minutes unless it is said. Has {@link #bearer()}.
     *
     * @param lifetime how long; the client is told whole seconds
     * @return this
     */
    public RegistryServerBuilder tokenLifetime(Duration lifetime) {
        tokenLifetime = Objects.requireNonNull(lifetime, "lifetime");
        return bearer();
    }

    /**
     * Says whether manifests and blobs can be deleted; they can unless it is said.
     *
     * @param enabled false to have deletion refused with status 405
     * @return this
     */
    public RegistryServerBuilder deletion(boolean enabled) {
        deletion = enabled;
        return this;
    }

    /**
     * Says whether a tag can be deleted without what it names; it can unless it is said.
     *
     * @param enabled false to have the deletion of a tag refused with status 400, as older registries do
     * @return this
     */
    public RegistryServerBuilder tagDeletion(boolean enabled) {
        tagDeletion = enabled;
        return this;
    }

    /**
     * Says whether a manifest can be deleted only when no tag names it any more; its tags go with it unless it is said.
     *
     * @param enabled true to have the deletion of a manifest that has tags refused with status 400
     * @return this
     */
    public RegistryServerBuilder tagsBeforeManifests(boolean enabled) {
        tagsFirst = enabled;
        return this;
    }

    /**
     * Says whether blobs are taken over from other repositories; they are unless it is said.
     *
     * @param enabled false to have each sent again
     * @return this
     */
    public RegistryServerBuilder mounting(boolean enabled) {
        mounting = enabled;
        return this;
    }

    /**
     * Says how a list without tags looks; it is null unless it is said.
     *
     * @param enabled false to have an empty list instead
     * @return this
     */
    public RegistryServerBuilder nullTags(boolean enabled) {
        nullTags = enabled;
        return this;
    }

    /**
     * Says whether a repository whose last tag is gone has a list without tags; it has unless it is said.
     *
     * @param enabled false to have its tags answered with status 404
     * @return this
     */
    public RegistryServerBuilder emptyRepositories(boolean enabled) {
        keepsEmpty = enabled;
        return this;
    }

    /**
     * Says whether the digests of what is tagged are listed among the tags, as caching registries do; they are not unless
     * it is said.
     *
     * @param enabled true to have them listed
     * @return this
     */
    public RegistryServerBuilder digestsAmongTags(boolean enabled) {
        digestsAmongTags = enabled;
        return this;
    }

    /**
     * Says whether the registry lists its repositories; it does unless it is said.
     *
     * @param enabled false to have the list answered with status 404
     * @return this
     */
    public RegistryServerBuilder catalog(boolean enabled) {
        catalog = enabled;
        return this;
    }

    /**
     * Says whether a blob may be sent in several parts; it may unless it is said.
     *
     * @param enabled false to have a second part refused with status 405
     * @return this
     */
    public RegistryServerBuilder chunkedUploads(boolean enabled) {
        chunks = enabled;
        return this;
    }

    /**
     * Says whether an upload that broke off in the middle of a request can be gone on with; it can unless it is said.
     *
     * @param enabled false to have such an upload forgotten, so that whoever asks for it gets status 404
     * @return this
     */
    public RegistryServerBuilder resumableUploads(boolean enabled) {
        resuming = enabled;
        return this;
    }

    /**
     * Wants parts of an upload to have a least length, which the registry tells as {@code OCI-Chunk-Min-Length}. What
     * follows a shorter part is refused with status 416.
     *
     * @param bytes how many bytes each part but the last has; any number unless it is said
     * @return this
     */
    public RegistryServerBuilder minPart(long bytes) {
        minPart = requireNotNegative(bytes);
        return this;
    }

    /**
     * Limits what comes of a blob in one request, as proxies before a registry do. More is refused with status 413.
     *
     * @param bytes how many bytes; there is no limit unless it is said
     * @return this
     */
    public RegistryServerBuilder maxRequest(long bytes) {
        maxRequest = requireNotNegative(bytes);
        return this;
    }

    private static long requireNotNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A number of bytes is not negative: " + bytes);
        }
        return bytes;
    }

    /**
     * Says how one page of tags or repositories leads to the next.
     *
     * @param newLinks the way; plain unless it is said
     * @return this
     */
    public RegistryServerBuilder pageLinks(PageLinks newLinks) {
        links = Objects.requireNonNull(newLinks, "newLinks");
        return this;
    }

    /**
     * Limits a page of tags or repositories. To ask for more at once is refused with status 400.
     *
     * @param names how many; 1000 unless it is said
     * @return this
     */
    public RegistryServerBuilder pageLimit(int names) {
        if (names < 1) {
            throw new IllegalArgumentException("A page has one name or more, not " + names);
        }
        pageLimit = names;
        return this;
    }

    /**
     * Limits manifests. Larger ones are refused with status 400.
     *
     * @param bytes how many bytes; 4 MiB unless it is said
     * @return this
     */
    public RegistryServerBuilder maxManifest(int bytes) {
        if (bytes < 0 || bytes == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("Not a limit for manifests: " + bytes);
        }
        maxManifest = bytes;
        return this;
    }

    /**
     * Limits blobs. Larger ones are refused with status 413.
     *
     * @param bytes how many bytes; there is no limit unless it is said
     * @return this
     */
    public RegistryServerBuilder maxBlob(long bytes) {
        maxBlob = requireNotNegative(bytes);
        return this;
    }

    /**
     * Has the registry speak TLS.
     *
     * @param context its keys
     * @return this
     */
    public RegistryServerBuilder tls(SSLContext context) {
        tls = Objects.requireNonNull(context, "context");
        return this;
    }

    /**
     * Starts the registry.
     *
     * @return a registry that serves, without repositories
     * @throws java.io.UncheckedIOException if the system gives it no port
     */
    public RegistryServer start() {
        var store = new RegistryStore(maxBlob);
        var accounts = new Users(users);
        var tokens = bearer ? new TokenAccess(accounts, anonymousPull, tokenLifetime, Clock.systemUTC()) : null;
        var handler = new FaultyHandler(new RegistryFront(store, rules(), tokens == null ? basic(accounts) : tokens));
        var wire = WireServer.builder();
        return new RegistryServer(store, tokens, handler, (tls == null ? wire : wire.tls(tls)).start(handler));
    }

    private Rules rules() {
        return new Rules(
                deletion,
                tagDeletion,
                tagsFirst,
                mounting,
                nullTags,
                keepsEmpty,
                digestsAmongTags,
                catalog,
                new Rules.Uploads(chunks, resuming, minPart, maxRequest),
                Rules.Links.valueOf(links.name()),
                pageLimit,
                maxManifest);
    }

    private Access basic(Users accounts) {
        return users.isEmpty() ? Access.OPEN : Access.basic(accounts);
    }
}
