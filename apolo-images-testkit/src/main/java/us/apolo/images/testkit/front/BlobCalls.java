package us.apolo.images.testkit.front;

import java.io.IOException;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.store.Blob;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.store.RegistryStore;

/** The calls for blobs that are there. */
final class BlobCalls {
    private static final int BUFFER = 64 * 1024;

    private final RegistryStore store;
    private final Rules rules;

    BlobCalls(RegistryStore store, Rules rules) {
        this.store = store;
        this.rules = rules;
    }

    void handle(Call call) throws IOException {
        switch (call.method()) {
            case "GET", "HEAD" -> get(call);
            case "DELETE" -> delete(call);
            default -> call.refuseMethod("DELETE, GET, HEAD");
        }
    }

    private void get(Call call) throws IOException {
        var digest = call.digest();
        var blob = store.blob(call.repository(), digest);
        var headers = HttpHeaders.builder()
                .add("Accept-Ranges", "bytes")
                .add("Docker-Content-Digest", digest.toString())
                .add("Etag", "\"" + digest + "\"")
                .add("Content-Type", "application/octet-stream");
        var range = ByteRange.of(call.exchange().headers().first("Range"), blob.size());
        if (range.isEmpty()) {
            send(call, 200, headers, blob, new ByteRange(0, blob.size() - 1));
        } else {
            var part = range.get();
            headers.add("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + blob.size());
            send(call, 206, headers, blob, part);
        }
    }

    private static void send(Call call, int status, HttpHeaders.Builder headers, Blob blob, ByteRange range)
            throws IOException {
        try (var body = call.exchange().respond(status, headers.build(), range.length());
                var in = blob.open(range.first())) {
            var buffer = new byte[BUFFER];
            for (var left = range.length(); left > 0; ) {
                var count = in.read(buffer, 0, (int) Math.min(BUFFER, left));
                body.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    private void delete(Call call) throws IOException {
        if (!rules.deletion()) {
            throw new RefusedException(ErrorCode.UNSUPPORTED, "Deletion is disabled");
        }
        store.deleteBlob(call.repository(), call.digest());
        call.answer(202, HttpHeaders.builder());
    }
}
