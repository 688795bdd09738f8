package us.apolo.images.core.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.Digest;
import us.apolo.images.ImagesException;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.HttpBody;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** Whatever a registry answers, to whichever call: it is a value, or one of our errors that tells no secret. */
class RegistryAnswerFuzzTest extends FuzzTarget {
    private static final String HOST = "registry.example.org";
    private static final String PASSWORD = "one_secret";
    private static final ApoloConfig CONFIG = ApoloConfig.builder()
            .cluster("default", URI.create("https://" + HOST))
            .build();
    private static final Repository REPOSITORY = new Repository(HOST, "team/app");
    private static final Digest DIGEST = Digest.sha256("{}".getBytes(StandardCharsets.UTF_8));
    private static final Reference TAG = Reference.tag("v1");
    private static final int MOST_ANSWERS = 30;

    /** A call. */
    private interface Call {
        void on(RegistryPort registry) throws IOException;
    }

    private static final List<Call> CALLS = List.of(
            registry -> registry.digest(REPOSITORY, TAG),
            registry -> registry.manifest(REPOSITORY, TAG),
            registry -> registry.manifest(REPOSITORY, Reference.digest(DIGEST)),
            registry -> registry.putManifest(
                    REPOSITORY, TAG, new ManifestContent(MediaTypes.OCI_MANIFEST, new byte[] {'{', '}'})),
            registry -> registry.deleteManifest(REPOSITORY, DIGEST),
            registry -> registry.deleteTag(REPOSITORY, "v1"),
            registry -> registry.blobSize(REPOSITORY, DIGEST),
            registry -> {
                try (var blob = registry.readBlob(REPOSITORY, DIGEST, 0)) {
                    blob.stream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    require(e.getMessage() != null, "What breaks off says why");
                }
            },
            registry -> registry.writeBlob(REPOSITORY, DIGEST, HttpBody.of(new byte[] {'{', '}'})),
            registry -> registry.mountBlob(REPOSITORY, DIGEST, new Repository(HOST, "team/base")),
            registry -> {
                try (var tags = registry.tags(REPOSITORY)) {
                    tags.forEach(name -> {});
                }
            });

    private static final Integer[] STATUSES = {
        200, 201, 202, 204, 206, 301, 307, 308, 400, 401, 403, 404, 405, 406, 408, 409, 413, 416, 429, 500, 501, 502,
        503, 504, 100, 304, 999
    };

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of(
                        "Www-Authenticate: Bearer realm=\"https://auth.example.org/token\",service=\"x\"\n\n{\"token\":\"a\"}",
                        9,
                        1),
                FuzzInput.of(
                        "Www-Authenticate: Basic realm=\"x\"\n\n{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}", 9, 0, 0),
                FuzzInput.of("Docker-Content-Digest: " + DIGEST + "\nContent-Type: a/b; c=d\n\n{}", 0, 0, 0),
                FuzzInput.of("Location: https://cdn.example.org/x?sig=" + PASSWORD + "\n\n", 6, 7, 0),
                FuzzInput.of(
                        "Location: /v2/team/app/blobs/uploads/1?_state=a\nRange: 0-1\nDocker-Upload-UUID: 1\n\n",
                        2,
                        8,
                        0),
                FuzzInput.of("Retry-After: Sun, 01 Mar 2026 12:00:00 GMT\n\n<html>" + PASSWORD + "</html>", 18, 1, 0),
                FuzzInput.of("Retry-After: 120\nContent-Length: 2\n\n{\"errors\":[{\"code\":\"X\"}]}", 22, 4, 0),
                FuzzInput.of("Content-Range: bytes 0-1/2\nContent-Length: 2\n\n{}", 4, 7, 0),
                FuzzInput.of("Link: <?last=a>; rel=next\n\n{\"tags\":[\"a\"]}", 0, 10, 0));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "\n\n",
                "Location: ",
                "Docker-Content-Digest: ",
                "Content-Length: ",
                "Content-Range: bytes ",
                "Range: ",
                "Retry-After: ",
                "Www-Authenticate: ",
                "Bearer ",
                "realm=",
                "OCI-Subject: ",
                "Link: ",
                "https://" + HOST + "/",
                "http://",
                "//",
                "?",
                "#",
                "@",
                "{\"errors\":[",
                "{\"code\":\"",
                "\"}",
                "]}",
                PASSWORD,
                "YWxpY2U6b25lX3NlY3JldA==",
                DIGEST.toString(),
                "99999999999999999999",
                "-1",
                "{",
                "[",
                "\\u");
    }

    @Override
    protected void feed(FuzzInput input) throws IOException {
        int status = input.one(STATUSES);
        var call = CALLS.get(input.choice(CALLS.size()));
        var challenge = input.one("", "Basic realm=x", "Bearer realm=\"https://auth.example.org/token\"");
        var text = input.text();
        var end = text.indexOf("\n\n");
        var headers = PlayedAnswer.headers(end < 0 ? "" : text.substring(0, end));
        var body = PlayedAnswer.text(end < 0 ? text : text.substring(end + 2));
        var transport = new PlayedAnswer(status, headers, body, MOST_ANSWERS);
        if (!challenge.isEmpty()) {
            transport.challenge(challenge);
        }
        var registry =
                new HttpRegistry.Factory(transport, CONFIG).create(CredentialsProvider.of(HOST, "alice", PASSWORD));
        try {
            call.on(registry);
        } catch (ImagesException e) {
            require(!transport.heardSecrets() || !told(e).contains(PASSWORD), "No secret is told");
        }
        require(transport.unfinished() == 0, "No response stays open");
    }

    /** What people get to see. Stack traces, which tell no more than that, take too long here. */
    private static String told(ImagesException e) {
        var text = new StringBuilder();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            text.append(cause).append('\n');
        }
        return text.append(e.answer()).toString();
    }
}
