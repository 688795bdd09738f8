package us.apolo.images.core.registry;

import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalLong;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.port.BlobContent;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.Repository;

/** The calls for blobs that are there. */
final class BlobEndpoints {
    private BlobEndpoints() {}

    private static Optional<String> named(Repository repository, Digest digest) {
        return Optional.of(repository.path() + "@" + digest);
    }

    /** Asks for the size; empty if the blob is not there. */
    static final class Head extends BlobEndpoint<OptionalLong> {
        private final Digest digest;

        Head(Repository repository, Digest digest) {
            super("HEAD", RequestKind.BLOB, repository, Paths.blob(repository, digest));
            this.digest = digest;
        }

        @Override
        public Optional<String> subject() {
            return named(repository, digest);
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
        public Optional<String> subject() {
            return named(repository, digest);
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
            return start == 0
                    ? new OpenBlob(
                            response,
                            start,
                            Lengths.contentLength(response),
                            ContentHash.verifying(digest, response.body()))
                    : rest(response, start);
        }

        /** A registry may send less than the rest. That is no end of the blob, so that whoever reads it goes on. */
        private static BlobContent rest(HttpResponse response, long start) {
            var total = Lengths.total(response);
            if (total.isEmpty()) {
                return new OpenBlob(response, start, Lengths.contentLength(response), response.body());
            }
            var length = total.getAsLong() - start;
            return new OpenBlob(response, start, OptionalLong.of(length), new BlobRest(response.body(), length));
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
}
