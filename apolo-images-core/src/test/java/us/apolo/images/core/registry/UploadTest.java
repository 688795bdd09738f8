package us.apolo.images.core.registry;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import us.apolo.images.Digest;
import us.apolo.images.port.HttpBody;

/** What tests of uploads share: words for what a registry that tries again meets. */
abstract class UploadTest extends PatientRegistryTest {
    static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
    static final Digest DIGEST = Digest.sha256(CONTENT);
    static final String UPLOADS = "/v2/acme/ml/app/blobs/uploads/";
    static final String START = "POST " + ROOT + UPLOADS;

    /** The connection breaks instead of an answer. */
    static ScriptedTransport.Script broken() {
        return request -> {
            throw new SocketException("Connection reset");
        };
    }

    static ScriptedTransport.Script status(int status) {
        return request -> Answer.status(status);
    }

    /** An upload starts, or goes on, at a place. */
    static ScriptedTransport.Script at(int status, String location) {
        return request -> Answer.status(status).with("Location", location);
    }

    /** The same, and the registry has some of it. */
    static ScriptedTransport.Script at(int status, String location, String range) {
        return request -> Answer.status(status).with("Location", location).with("Range", range);
    }

    static ScriptedTransport.Script wrongDigest() {
        return request -> Answer.status(400).body("{\"errors\": [{\"code\": \"DIGEST_INVALID\"}]}");
    }

    /** Has these come in this order, each once. */
    final void plays(ScriptedTransport.Script... scripts) {
        var left = new ArrayDeque<>(List.of(scripts));
        transport.script(request -> {
            if (left.isEmpty()) {
                throw new AssertionError("No answer is left for " + request.method() + " " + request.uri());
            }
            return left.remove().answer(request);
        });
    }

    final void write() {
        registry().writeBlob(REPOSITORY, DIGEST, HttpBody.of(CONTENT));
    }

    static String get(String target) {
        return "GET " + ROOT + target;
    }

    static String patch(String target) {
        return "PATCH " + ROOT + target;
    }

    static String delete(String target) {
        return "DELETE " + ROOT + target;
    }

    static String put(String target) {
        return put(target, DIGEST);
    }

    static String put(String target, Digest digest) {
        return "PUT " + ROOT + target + (target.contains("?") ? "&" : "?") + "digest=sha256%3A" + digest.encoded();
    }

    final String sent(int request) {
        return new String(transport.sent(request), StandardCharsets.UTF_8);
    }

    /** The field of a request; a dash if there is none. */
    final String field(int request, String name) {
        return transport.request(request).headers().first(name).orElse("-");
    }

    static HttpBody body(byte[] bytes, OptionalLong length, boolean replayable) {
        return new HttpBody() {
            @Override
            public OptionalLong length() {
                return length;
            }

            @Override
            public boolean replayable() {
                return replayable;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
