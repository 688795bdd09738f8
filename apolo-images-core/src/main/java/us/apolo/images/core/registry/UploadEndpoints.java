package us.apolo.images.core.registry;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import us.apolo.images.Digest;
import us.apolo.images.core.registry.auth.Scope;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpResponse;
import us.apolo.images.port.Repository;

/** The calls for blobs on their way in. */
final class UploadEndpoints {
    private UploadEndpoints() {}

    /** What all these calls share. */
    private abstract static class UploadEndpoint<T> extends BlobEndpoint<T> {
        UploadEndpoint(String method, Repository repository, String target) {
            super(method, RequestKind.UPLOAD, repository, target);
        }

        static HttpHeaders.Builder octets() {
            return HttpHeaders.builder().add("Content-Type", "application/octet-stream");
        }
    }

    /** Starts an upload. One that nobody goes on with is forgotten by the registry. */
    static final class Start extends UploadEndpoint<UploadPlace> {
        Start(Repository repository) {
            super("POST", repository, Paths.uploads(repository));
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
        public UploadPlace read(HttpResponse response, URI uri) {
            return UploadPlace.started(this, response, uri);
        }
    }

    /** Takes a blob over; gives the upload that the registry has started instead, if it has. */
    static final class Mount extends UploadEndpoint<Optional<UploadPlace>> {
        private final Repository source;

        Mount(Repository repository, Digest digest, Repository source) {
            super(
                    "POST",
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
        public Optional<UploadPlace> read(HttpResponse response, URI uri) {
            return response.status() == 201 ? Optional.empty() : Optional.of(UploadPlace.started(this, response, uri));
        }
    }

    /** Asks how far an upload has got. */
    static final class Status extends UploadEndpoint<UploadPlace> {
        private final UploadPlace place;

        Status(Repository repository, UploadPlace place) {
            super("GET", repository, place.location().toString());
            this.place = place;
        }

        /** Those of the upload itself: no further token is needed. */
        @Override
        public List<Scope> scopes() {
            return List.of(Scope.of(repository, "POST"));
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 204 || status == 200;
        }

        @Override
        public UploadPlace read(HttpResponse response, URI uri) {
            return place.next(this, response, uri);
        }
    }

    /** Sends a part of an upload. */
    static final class Append extends UploadEndpoint<UploadPlace> {
        private final UploadPlace place;
        private final BlobPart part;

        Append(Repository repository, UploadPlace place, BlobPart part) {
            super("PATCH", repository, place.location().toString());
            this.place = place;
            this.part = part;
        }

        /** All at once needs no range; that is how registries without parts take it, too. */
        @Override
        public HttpHeaders headers() {
            var headers = octets();
            return part.isAll()
                    ? headers.build()
                    : headers.add("Content-Range", part.start() + "-" + (part.end() - 1))
                            .build();
        }

        @Override
        public HttpBody body() {
            return part;
        }

        /** What has come of a part that has broken off has to be asked for first. */
        @Override
        public boolean isRepeatable() {
            return false;
        }

        @Override
        public boolean isSuccess(int status) {
            return status == 202 || status == 204;
        }

        @Override
        public UploadPlace read(HttpResponse response, URI uri) {
            return place.next(this, response, uri);
        }
    }

    /** Ends an upload, with all of its bytes or with none any more. */
    static final class Finish extends UploadEndpoint<Boolean> {
        private final HttpBody content;

        Finish(Repository repository, UploadPlace place, Digest digest, HttpBody content) {
            super("PUT", repository, withDigest(place.location(), digest));
            this.content = content;
        }

        private static String withDigest(URI upload, Digest digest) {
            return upload + (upload.getRawQuery() == null ? "?" : "&") + "digest=" + Paths.encode(digest.toString());
        }

        @Override
        public HttpHeaders headers() {
            return octets().build();
        }

        @Override
        public HttpBody body() {
            return content;
        }

        /** What has come of an upload that has broken off has to be asked for first. */
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
    static final class Cancel extends UploadEndpoint<Boolean> {
        Cancel(Repository repository, UploadPlace place) {
            super("DELETE", repository, place.location().toString());
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
}
