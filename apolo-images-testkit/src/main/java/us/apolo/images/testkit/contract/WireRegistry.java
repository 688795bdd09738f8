package us.apolo.images.testkit.contract;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import us.apolo.images.Credentials;
import us.apolo.images.Digest;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.port.BlobContent;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.InterruptibleWork;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;
import us.apolo.images.testkit.store.ManifestDocument;

/**
 * The registry that a transfer carries in the tests of local stores: by the JDK's own client, straight to the server on
 * loopback. It does what a transfer needs. To ask it for more is an error, since that is none of a local store's business.
 */
final class WireRegistry implements RegistryPort {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String MEDIA_TYPES = "application/vnd.docker.distribution.manifest.v2+json,"
            + "application/vnd.docker.distribution.manifest.list.v2+json,application/vnd.oci.image.manifest.v1+json,"
            + "application/vnd.oci.image.index.v1+json";

    private final URI server;
    private final Optional<Credentials> credentials;

    WireRegistry(URI server, Optional<Credentials> credentials) {
        this.server = server;
        this.credentials = credentials;
    }

    @Override
    public Digest digest(Repository repository, Reference reference) {
        return manifest(repository, reference).content().digest();
    }

    @Override
    public Manifest manifest(Repository repository, Reference reference) {
        var answer =
                ask(request(path(repository, "manifests", reference.text())).header("Accept", MEDIA_TYPES));
        var mediaType = answer.headers().firstValue("Content-Type").orElse("");
        try (var body = answer.body()) {
            return ManifestDocument.read(new ManifestContent(mediaType, body.readAllBytes()));
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Digest putManifest(Repository repository, Reference reference, ManifestContent content) {
        finish(request(path(repository, "manifests", reference.text()))
                .header("Content-Type", content.mediaType())
                .PUT(BodyPublishers.ofByteArray(content.bytes())));
        return content.digest();
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest) {
        try {
            var answer =
                    ask(request(path(repository, "blobs", digest.toString())).method("HEAD", BodyPublishers.noBody()));
            close(answer);
            return answer.headers().firstValueAsLong("Content-Length");
        } catch (ImageNotFoundException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public BlobContent readBlob(Repository repository, Digest digest, long offset) {
        var answer = ask(request(path(repository, "blobs", digest.toString())));
        return new WireBlob(answer.headers().firstValueAsLong("Content-Length"), interruptible(answer.body()));
    }

    private record WireBlob(OptionalLong length, InputStream stream) implements BlobContent {
        @Override
        public long offset() {
            return 0;
        }

        @Override
        public void close() {
            try {
                stream.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static InputStream interruptible(InputStream body) {
        var work = new InterruptibleWork(() -> {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return new FilterInputStream(body) {
            @Override
            public int read() throws IOException {
                return work.run(super::read);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return work.run(() -> super.read(buffer, offset, length));
            }
        };
    }

    @Override
    public void writeBlob(Repository repository, Digest digest, HttpBody content) {
        var begun = ask(request(path(repository, "blobs", "uploads/")).POST(BodyPublishers.noBody()));
        close(begun);
        var location = server.resolve(begun.headers().firstValue("Location").orElseThrow());
        var end = URI.create(location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
        finish(request(end).PUT(publisher(content)));
    }

    private static BodyPublisher publisher(HttpBody content) {
        var stream = BodyPublishers.ofInputStream(() -> {
            try {
                return content.open();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        var length = content.length().orElse(0);
        return length > 0 ? BodyPublishers.fromPublisher(stream, length) : stream;
    }

    @Override
    public boolean mountBlob(Repository repository, Digest digest, Repository source) {
        var uri = server.resolve(
                "/v2/" + repository.path() + "/blobs/uploads/?mount=" + digest + "&from=" + source.path());
        var answer = ask(request(uri).POST(BodyPublishers.noBody()));
        close(answer);
        return answer.statusCode() == 201;
    }

    @Override
    public void deleteManifest(Repository repository, Digest digest) {
        throw notAsked("to delete " + digest);
    }

    @Override
    public boolean deleteTag(Repository repository, String tag) {
        throw notAsked("to delete " + tag);
    }

    @Override
    public Stream<String> tags(Repository repository) {
        throw notAsked("for the tags of " + repository);
    }

    @Override
    public Stream<String> repositories(String registry) {
        throw notAsked("for the repositories of " + registry);
    }

    private static AssertionError notAsked(String what) {
        return new AssertionError("A local store moves one image, and asked " + what);
    }

    private URI path(Repository repository, String kind, String what) {
        return server.resolve("/v2/" + repository.path() + "/" + kind + "/" + what);
    }

    private HttpRequest.Builder request(URI uri) {
        var request = HttpRequest.newBuilder(uri);
        credentials.ifPresent(some -> request.header("Authorization", "Basic " + encoded(some)));
        return request;
    }

    private static String encoded(Credentials credentials) {
        var pair = credentials.username() + ":" + credentials.password();
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private void finish(HttpRequest.Builder request) {
        close(ask(request));
    }

    private static void close(HttpResponse<InputStream> answer) {
        try {
            answer.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<InputStream> ask(HttpRequest.Builder builder) {
        var request = builder.build();
        try {
            var answer = CLIENT.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() >= 300) {
                close(answer);
                throw refused(request, answer.statusCode());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(
                    "Interrupted while the registry was asked", OperationCancelledException.Reason.INTERRUPTED, e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static ImagesException refused(HttpRequest request, int status) {
        var answer = new RegistryAnswer(request.method(), request.uri(), status, List.of(), "");
        return switch (status) {
            case 401 -> new NotAuthenticatedException("Not authenticated", answer, null);
            case 403 -> new NotAuthorizedException("Not authorized", answer, null);
            case 404 ->
                new ImageNotFoundException(
                        imageOf(request.uri()), "the registry " + request.uri().getAuthority(), answer, null);
            case 429 -> new RateLimitedException("Too many requests", null, answer, null);
            default ->
                status >= 500
                        ? new RegistryUnavailableException("It cannot answer now", answer, null)
                        : new RegistryRefusedException("Refused", answer, null);
        };
    }

    /** As people name it: {@code host:port/path:tag}, or with a digest. */
    private static String imageOf(URI uri) {
        var name = uri.getAuthority() + uri.getPath().replaceFirst("^/v2", "");
        return name.replaceFirst("/(?:manifests|blobs)/([^/:]+:)", "@$1").replaceFirst("/manifests/", ":");
    }

    private static ImagesException unavailable(IOException cause) {
        return new RegistryUnavailableException("The registry does not answer: " + cause.getMessage(), null, cause);
    }
}
