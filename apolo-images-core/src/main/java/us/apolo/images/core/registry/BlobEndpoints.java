package us.apolo.images.core.registry;

import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.core.http.Locations;
import us.apolo.images.core.registry.auth.Scope;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.port.BlobContent;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.Repository;

/** The calls for blobs. */
final class BlobEndpoints {
    private BlobEndpoints() {}

    /** What all these calls share. */
    private abstract static class BlobEndpoint<T> implements Endpoint<T> {
        private final String method;
        final Repository repository;
        private final RequestKind kind;
        private final String target;

        BlobEndpoint(String method, RequestKind kind, Repository repository, String target) {
            this.method = method;
            this.kind = kind;
            this.repository = repository;
            this.target = target;
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public RequestKind kind() {
            return kind;
        }

        @Override
        public String registry() {
            return repository.registry();
        }

        @Override
        public String target() {
            return target;
        }

        @Override
        public List<Scope> scopes() {
            return List.of(Scope.of(repository, method));
        }
    }

    /** Asks for the size; empty if the blob is not there. */
    static final class Head extends BlobEndpoint<OptionalLong> {
        Head(Repository repository, Digest digest) {
            super("HEAD", RequestKind.BLOB, repository, Paths.blob(repository, digest));
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 200 || status == 404;
        }

        @Override
        public OptionalLong read(HttpResponse response, URI uri) {
            if (response.status() == 404) {
                return OptionalLong.empty();
            }
            var length = Lengths.contentLength(response);
            if (length.isEmpty()) {
                throw new RegistryProtocolException(
                        "The registry " + registry() + " does not tell the size of a blob of " + repository,
                        null,
                        null);
            }
            return length;
        }
    }

    /** Opens a blob at an offset. */
    static final class Get extends BlobEndpoint<BlobContent> {
        private final Digest digest;
        private final long offset;

        Get(Repository repository, Digest digest, long offset) {
            super("GET", RequestKind.BLOB, repository, Paths.blob(repository, digest));
            this.digest = digest;
            this.offset = offset;
        }

        @Override
        public HttpHeaders headers() {
            return offset == 0
                    ? HttpHeaders.empty()
                    : HttpHeaders.builder()
                            .add("Range", "bytes=" + offset + "-")
                            .build();
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 200 || (status == 206 && offset > 0);
        }

        @Override
        public BlobContent read(HttpResponse response, URI uri) {
            var start = response.status() == 206 ? Lengths.rangeStart(response).orElse(offset) : 0;
            if (response.status() == 206 && start != offset) {
                throw new RegistryProtocolException(
                        "The registry " + registry() + " sends a blob from byte " + start + " instead of " + offset,
                        null,
                        null);
            }
            var stream = start == 0 ? ContentHash.verifying(digest, response.body()) : response.body();
            return new OpenBlob(response, start, Lengths.contentLength(response), stream);
        }

        @Override
        public boolean keepsResponse() {
            return true;
        }

        @Override
        public ImagesException failure(RegistryAnswer answer) {
            return answer.status() == 404
                    ? new ImageNotFoundException(repository + "@" + digest, "the registry " + registry(), answer, null)
                    : super.failure(answer);
        }
    }

    private record OpenBlob(HttpResponse response, long offset, OptionalLong length, InputStream stream)
            implements BlobContent {
        @Override
        public void close() {
            response.close();
        }
    }

    /** Starts an upload; gives the address to go on at. One that nobody goes on with is forgotten by the registry. */
    static final class Start extends BlobEndpoint<URI> {
        Start(Repository repository) {
            super("POST", RequestKind.UPLOAD, repository, Paths.uploads(repository));
        }

        @Override
        public HttpBody body() {
            return HttpBody.of(new byte[0]);
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 202;
        }

        @Override
        public URI read(HttpResponse response, URI uri) {
            return location(this, response, uri);
        }
    }

    /** Takes a blob over; gives the address of the upload that the registry has started instead, if it has. */
    static final class Mount extends BlobEndpoint<Optional<URI>> {
        private final Repository source;

        Mount(Repository repository, Digest digest, Repository source) {
            super(
                    "POST",
                    RequestKind.UPLOAD,
                    repository,
                    Paths.uploads(repository) + "?mount=" + Paths.encode(digest.toString()) + "&from="
                            + Paths.encode(source.path()));
            this.source = source;
        }

        @Override
        public List<Scope> scopes() {
            return List.of(Scope.of(source, "GET"), Scope.of(repository, "POST"));
        }

        @Override
        public HttpBody body() {
            return HttpBody.of(new byte[0]);
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 201 || status == 202;
        }

        @Override
        public Optional<URI> read(HttpResponse response, URI uri) {
            return response.status() == 201 ? Optional.empty() : Optional.of(location(this, response, uri));
        }
    }

    /** Sends all bytes of an upload and ends it. */
    static final class Finish extends BlobEndpoint<Boolean> {
        private final HttpBody content;

        Finish(Repository repository, URI upload, Digest digest, HttpBody content) {
            super("PUT", RequestKind.UPLOAD, repository, withDigest(upload, digest));
            this.content = content;
        }

        private static String withDigest(URI upload, Digest digest) {
            return upload + (upload.getRawQuery() == null ? "?" : "&") + "digest=" + Paths.encode(digest.toString());
        }

        @Override
        public HttpHeaders headers() {
            return HttpHeaders.builder()
                    .add("Content-Type", "application/octet-stream")
                    .build();
        }

        @Override
        public HttpBody body() {
            return content;
        }

        /** An upload that has broken off is in nobody knows what state: another one has to be started. */
        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 201;
        }

        @Override
        public Boolean read(HttpResponse response, URI uri) {
            return true;
        }
    }

    /** Gives an upload up; that there is none any more is as good. */
    static final class Cancel extends BlobEndpoint<Boolean> {
        Cancel(Repository repository, URI upload) {
            super("DELETE", RequestKind.UPLOAD, repository, upload.toString());
        }

        /** What nobody cancels the registry forgets by itself: nothing to wait for. */
        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 204 || status == 200 || status == 202 || status == 404;
        }

        @Override
        public Boolean read(HttpResponse response, URI uri) {
            return true;
        }
    }

    private static URI location(Endpoint<?> endpoint, HttpResponse response, URI uri) {
        var location = response.headers().first("Location");
        if (location.isEmpty()) {
            throw new RegistryProtocolException(
                    "The registry " + endpoint.registry() + " starts an upload and does not say where", null, null);
        }
        try {
            return Locations.resolve(uri, location.get());
        } catch (IllegalArgumentException e) {
            throw new RegistryProtocolException(
                    "The registry " + endpoint.registry() + " wants an upload to go where nobody should: "
                            + e.getMessage(),
                    null,
                    e);
        }
    }

    /** Numbers in header fields. */
    private static final class Lengths {
        private Lengths() {}

        static OptionalLong contentLength(HttpResponse response) {
            return number(response.headers().first("Content-Length").orElse(""));
        }

        static OptionalLong rangeStart(HttpResponse response) {
            var range = response.headers().first("Content-Range").orElse("");
            var dash = range.indexOf('-');
            return range.startsWith("bytes ") && dash > 0
                    ? number(range.substring("bytes ".length(), dash))
                    : OptionalLong.empty();
        }

        private static OptionalLong number(@Nullable String text) {
            return text != null && text.strip().matches("\\d{1,18}")
                    ? OptionalLong.of(Long.parseLong(text.strip()))
                    : OptionalLong.empty();
        }
    }
}
