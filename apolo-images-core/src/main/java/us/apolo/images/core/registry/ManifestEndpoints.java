package us.apolo.images.core.registry;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.InvalidNameException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.core.registry.auth.Scope;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/** The calls for manifests and indexes. */
final class ManifestEndpoints {
    /** The OCI distribution specification wants registries to take manifests of at least this size; few take more. */
    private static final int MAX_MANIFEST = 4 << 20;

    private ManifestEndpoints() {}

    /** What all these calls share. */
    private abstract static class ManifestEndpoint<T> implements Endpoint<T> {
        final Repository repository;
        final Reference reference;

        ManifestEndpoint(Repository repository, Reference reference) {
            this.repository = repository;
            this.reference = reference;
        }

        @Override
        public RequestKind kind() {
            return RequestKind.MANIFEST;
        }

        @Override
        public String registry() {
            return repository.registry();
        }

        @Override
        public Optional<String> subject() {
            return Optional.of(Names.of(repository.path(), reference));
        }

        @Override
        public String target() {
            return Paths.manifest(repository, reference);
        }

        @Override
        public List<Scope> scopes() {
            return List.of(Scope.of(repository, method()));
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 200;
        }

        @Override
        public ImagesException failure(RegistryAnswer answer) {
            return answer.status() == 404
                    ? new ImageNotFoundException(
                            Names.of(repository, reference), "the registry " + registry(), answer, null)
                    : Endpoint.super.failure(answer);
        }
    }

    /** Asks for the digest; empty if the registry leaves the header out. */
    static final class Head extends ManifestEndpoint<Optional<Digest>> {
        Head(Repository repository, Reference reference) {
            super(repository, reference);
        }

        @Override
        public String method() {
            return "HEAD";
        }

        @Override
        public HttpHeaders headers() {
            return MediaTypes.ACCEPT_MANIFESTS;
        }

        @Override
        public Optional<Digest> read(HttpResponse response, URI uri) {
            return digestHeader(response);
        }
    }

    /** Fetches and checks. */
    static final class Get extends ManifestEndpoint<Manifest> {
        Get(Repository repository, Reference reference) {
            super(repository, reference);
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public HttpHeaders headers() {
            return MediaTypes.ACCEPT_MANIFESTS;
        }

        @Override
        public Manifest read(HttpResponse response, URI uri) throws IOException {
            var what = Names.of(repository, reference);
            var bytes = response.body().readNBytes(MAX_MANIFEST + 1);
            if (bytes.length > MAX_MANIFEST) {
                response.abort();
                throw new RegistryProtocolException(
                        "The manifest of " + what + " is larger than " + MAX_MANIFEST + " bytes", null, null);
            }
            if (reference instanceof Reference.ByDigest byDigest) {
                ContentHash.require(byDigest.digest(), bytes, "The manifest of " + what);
            }
            return ManifestReader.read(what, MediaTypes.of(response), bytes);
        }
    }

    /** Stores. */
    static final class Put extends ManifestEndpoint<Digest> {
        private final ManifestContent content;

        Put(Repository repository, Reference reference, ManifestContent content) {
            super(repository, reference);
            this.content = content;
        }

        @Override
        public String method() {
            return "PUT";
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.builder()
                    .add("Content-Type", content.mediaType())
                    .build();
        }

        @Override
        public HttpBody body() {
            return HttpBody.of(content.bytes());
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 201;
        }

        @Override
        public Digest read(HttpResponse response, URI uri) {
            var stored = digestHeader(response).orElse(content.digest());
            if (stored.algorithm().equals(content.digest().algorithm()) && !stored.equals(content.digest())) {
                throw new RegistryProtocolException(
                        "The registry " + registry() + " stored " + content.digest() + " as " + stored, null, null);
            }
            return content.digest();
        }

        @Override
        public ImagesException failure(RegistryAnswer answer) {
            return answer.status() == 404
                    ? new RegistryRefusedException(
                            "The registry " + registry() + " lacks a blob of the manifest: " + answer, answer, null)
                    : super.failure(answer);
        }
    }

    /** Deletes. */
    static final class Delete extends ManifestEndpoint<Boolean> {
        Delete(Repository repository, Digest digest) {
            super(repository, Reference.digest(digest));
        }

        @Override
        public String method() {
            return "DELETE";
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 202 || status == 200 || status == 204;
        }

        @Override
        public Boolean read(HttpResponse response, URI uri) {
            return true;
        }

        @Override
        public ImagesException failure(RegistryAnswer answer) {
            return switch (answer.status()) {
                case 405 ->
                    new RegistryRefusedException(
                            "The registry " + registry() + " does not delete images; its operator has to enable that: "
                                    + answer,
                            answer,
                            null);
                case 400, 409 ->
                    new RegistryRefusedException(
                            "The registry " + registry() + " does not delete " + Names.of(repository, reference)
                                    + "; it may want its tags to be deleted first: " + answer,
                            answer,
                            null);
                default -> super.failure(answer);
            };
        }
    }

    /** Deletes a tag alone; false if the registry knows no such deletion. */
    static final class DeleteTag extends ManifestEndpoint<Boolean> {
        private static final Set<Integer> UNKNOWN_HERE = Set.of(400, 405, 501);

        DeleteTag(Repository repository, String tag) {
            super(repository, Reference.tag(tag));
        }

        @Override
        public String method() {
            return "DELETE";
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 202 || status == 200 || status == 204 || UNKNOWN_HERE.contains(status);
        }

        @Override
        public Boolean read(HttpResponse response, URI uri) {
            return !UNKNOWN_HERE.contains(response.status());
        }
    }

    private static Optional<Digest> digestHeader(HttpResponse response) {
        return response.headers().first("Docker-Content-Digest").flatMap(ManifestEndpoints::parsed);
    }

    private static Optional<Digest> parsed(String text) {
        try {
            return Optional.of(Digest.parse(text.strip()));
        } catch (InvalidNameException e) {
            // As good as no header: the caller then hashes the content itself.
            return Optional.empty();
        }
    }
}
