package us.apolo.images.core.registry;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.http.ObservedTransport;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.core.operation.Time;
import us.apolo.images.core.registry.auth.Authorizer;
import us.apolo.images.core.registry.auth.OperationCredentials;
import us.apolo.images.core.registry.auth.Tokens;
import us.apolo.images.port.BlobContent;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** {@link RegistryPort} by the registry protocol. An instance serves one operation, with that operation's credentials. */
public final class HttpRegistry implements RegistryPort {
    private static final System.Logger LOG = System.getLogger(HttpRegistry.class.getName());

    /** What leaves open whether a registry has done what it was asked for; zero is no answer at all. */
    private static final Set<Integer> UNCLEAR = Set.of(0, 500, 502, 504);

    private final RegistryClient client;
    private final PageSizes sizes;
    private final PartLimits limits;

    private HttpRegistry(RegistryClient client, PageSizes sizes, PartLimits limits) {
        this.client = client;
        this.sizes = sizes;
        this.limits = limits;
    }

    /** Makes registries for operations; keeps what is worth knowing from one to the next. */
    public static final class Factory {
        private final HttpTransport transport;
        private final RegistryAddresses addresses;
        private final Retries retries;
        private final PageSizes sizes = new PageSizes();
        private final PartLimits limits = new PartLimits();
        private final Tokens tokens;

        /**
         * Makes a factory whose registries are asked once, and no further time.
         *
         * @param transport carries every request
         * @param config says by which scheme the clusters' registries are spoken to
         */
        public Factory(HttpTransport transport, ApoloConfig config) {
            this(transport, config, new Retries(RetryPolicy.NONE, Time.system()));
        }

        /**
         * Makes a factory.
         *
         * @param transport carries every request
         * @param config says by which scheme the clusters' registries are spoken to
         * @param retries applies to every call
         */
        public Factory(HttpTransport transport, ApoloConfig config, Retries retries) {
            this(transport, config, retries, Clock.systemUTC());
        }

        Factory(HttpTransport transport, ApoloConfig config, Retries retries, Clock clock) {
            this.retries = Objects.requireNonNull(retries, "retries");
            this.transport = Objects.requireNonNull(transport, "transport");
            this.tokens = new Tokens(clock);
            this.addresses = new RegistryAddresses(config);
        }

        /**
         * Makes the registry of one operation.
         *
         * @param credentials the operation's credentials
         * @param observation hears of the operation's requests and retries
         * @return a registry
         */
        public RegistryPort create(OperationCredentials credentials, Observation observation) {
            var observed = new ObservedTransport(transport, observation);
            var authorizer = new Authorizer(credentials, tokens, observed);
            var client = new RegistryClient(observed, addresses, authorizer, retries, observation);
            return new HttpRegistry(client, sizes, limits);
        }

        /**
         * Makes a registry whose provider is asked once, and whose requests nobody hears of.
         *
         * @param provider gives the credentials
         * @return a registry
         */
        public RegistryPort create(CredentialsProvider provider) {
            return create(new OperationCredentials(provider), Observation.none());
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Asks by HEAD. Some registries leave the digest out of the answer, or say to HEAD that there is nothing or that
     * it is forbidden while GET works; then the manifest is fetched and hashed.
     */
    @Override
    public Digest digest(Repository repository, Reference reference) {
        try {
            var digest = client.call(new ManifestEndpoints.Head(repository, reference));
            if (digest.isPresent() && fits(reference, digest.get())) {
                return digest.get();
            }
        } catch (ImageNotFoundException | NotAuthorizedException | RegistryRefusedException e) {
            LOG.log(System.Logger.Level.DEBUG, "HEAD was refused, so GET is tried: {0}", e.getMessage());
        }
        var manifest = manifest(repository, reference);
        return reference instanceof Reference.ByDigest byDigest
                ? byDigest.digest()
                : manifest.content().digest();
    }

    private static boolean fits(Reference reference, Digest digest) {
        return !(reference instanceof Reference.ByDigest byDigest)
                || byDigest.digest().equals(digest);
    }

    @Override
    public Manifest manifest(Repository repository, Reference reference) {
        return client.call(new ManifestEndpoints.Get(repository, reference));
    }

    @Override
    public Digest putManifest(Repository repository, Reference reference, ManifestContent content) {
        return client.call(new ManifestEndpoints.Put(repository, reference, content));
    }

    /**
     * {@inheritDoc}
     *
     * <p>That it is not there is no failure if an attempt before has got no clear answer: it may have deleted it.
     */
    @Override
    public void deleteManifest(Repository repository, Digest digest) {
        try {
            client.call(new ManifestEndpoints.Delete(repository, digest));
        } catch (ImageNotFoundException e) {
            if (e.attempts().stream().noneMatch(attempt -> UNCLEAR.contains(attempt.status()))) {
                throw e;
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>Registries that know no such deletion say so with 400, 405 or 501, and some with 404, for tags that are there.
     */
    @Override
    public boolean deleteTag(Repository repository, String tag) {
        try {
            return client.call(new ManifestEndpoints.DeleteTag(repository, tag));
        } catch (ImageNotFoundException e) {
            var unused = digest(repository, Reference.tag(tag));
            return false;
        }
    }

    @Override
    public Stream<String> tags(Repository repository) {
        return PagedNames.stream(client, NameList.tags(repository), sizes);
    }

    @Override
    public Stream<String> repositories(String registry) {
        return PagedNames.stream(client, NameList.repositories(registry), sizes);
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest) {
        return client.call(new BlobEndpoints.Head(repository, digest));
    }

    @Override
    public BlobContent readBlob(Repository repository, Digest digest, long offset) {
        if (offset < 0) {
            throw new IllegalArgumentException("An offset is not negative: " + offset);
        }
        return client.call(new BlobEndpoints.Get(repository, digest, offset));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Sends it in one request, or in parts where the registry takes no such large one.
     */
    @Override
    public void writeBlob(Repository repository, Digest digest, HttpBody content) {
        new BlobWriter(client, limits, repository, digest, content).write();
    }

    /**
     * {@inheritDoc}
     *
     * <p>A registry that would rather have it written has started an upload with the same answer, which goes on.
     */
    @Override
    public Optional<Repository> writeBlob(
            Repository repository, Digest digest, HttpBody content, List<Repository> sources) {
        var mount = new BlobMount(client, repository, digest);
        var source = mount.fromAny(sources);
        if (source.isEmpty()) {
            var writer = new BlobWriter(client, limits, repository, digest, content);
            mount.started().ifPresentOrElse(writer::write, writer::write);
        }
        return source;
    }

    @Override
    public boolean mountBlob(Repository repository, Digest digest, Repository source) {
        var mount = new BlobMount(client, repository, digest);
        var isMounted = mount.from(source);
        mount.forgetStarted();
        return isMounted;
    }
}
