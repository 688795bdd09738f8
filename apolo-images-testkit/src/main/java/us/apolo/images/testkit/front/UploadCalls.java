package us.apolo.images.testkit.front;

import java.io.IOException;
import us.apolo.images.Digest;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.store.RegistryStore;
import us.apolo.images.testkit.store.Upload;

/** The calls for blobs on their way in. */
final class UploadCalls {
    private final RegistryStore store;
    private final Rules rules;
    private final Rules.Uploads uploads;

    UploadCalls(RegistryStore store, Rules rules) {
        this.store = store;
        this.rules = rules;
        this.uploads = rules.uploads();
    }

    void handleStart(Call call) throws IOException {
        if (!call.method().equals("POST")) {
            call.refuseMethod("POST");
        } else if (call.query().first("digest").isPresent()) {
            takeWhole(call, Call.digest(call.query().first("digest").get()));
        } else if (rules.mounting() && isMounted(call)) {
            stored(call, Call.digest(call.query().first("mount").orElseThrow()));
        } else {
            answer(call, 202, store.startUpload(call.repository()));
        }
    }

    /** A blob that is not where it is said to be is no error: it is to be sent then. */
    private boolean isMounted(Call call) {
        var digest = call.query().first("mount");
        var source = call.query().first("from");
        try {
            return digest.isPresent()
                    && source.isPresent()
                    && store.mount(call.repository(), Call.digest(digest.get()), source.get());
        } catch (RefusedException e) {
            if (e.code() == ErrorCode.DIGEST_INVALID) {
                return false;
            }
            throw e;
        }
    }

    private void takeWhole(Call call, Digest digest) throws IOException {
        var upload = store.startUpload(call.repository());
        try {
            take(call, upload);
            store.finishUpload(call.repository(), upload, digest);
        } finally {
            store.cancelUpload(call.repository(), upload);
        }
        stored(call, digest);
    }

    void handle(Call call) throws IOException {
        var upload = store.upload(call.repository(), call.route().item());
        switch (call.method()) {
            case "GET", "HEAD" -> answer(call, 204, upload);
            case "PATCH" -> append(call, upload);
            case "PUT" -> finish(call, upload);
            case "DELETE" -> {
                store.cancelUpload(call.repository(), upload);
                call.answer(204, HttpHeaders.builder().add("Docker-Upload-Uuid", upload.id()));
            }
            default -> call.refuseMethod("DELETE, GET, HEAD, PATCH, PUT");
        }
    }

    private void append(Call call, Upload upload) throws IOException {
        requireNextPart(call, upload);
        take(call, upload);
        answer(call, 202, upload);
    }

    /** What has come of a body that breaks off stays, if such uploads can be gone on with. */
    private void take(Call call, Upload upload) throws IOException {
        var length = call.exchange().headers().first("Content-Length").orElse("");
        if (length.matches("\\d{1,18}") && Long.parseLong(length) > uploads.maxRequest()) {
            throw new RefusedException(
                    ErrorCode.SIZE_INVALID, "A request has at most " + uploads.maxRequest() + " bytes");
        }
        try {
            upload.append(call.exchange().body(), uploads.maxRequest());
        } catch (IOException e) {
            if (!uploads.resuming()) {
                store.cancelUpload(call.repository(), upload);
            }
            throw e;
        }
    }

    private void finish(Call call, Upload upload) throws IOException {
        var digest = call.query()
                .first("digest")
                .map(Call::digest)
                .orElseThrow(() -> new RefusedException(ErrorCode.DIGEST_INVALID, "The digest is missing"));
        requireNextPart(call, upload);
        take(call, upload);
        store.finishUpload(call.repository(), upload, digest);
        stored(call, digest);
    }

    /** {@code Content-Range} is {@code first-last} here, without a unit. */
    private void requireNextPart(Call call, Upload upload) {
        if (!uploads.parts() && upload.size() > 0 && hasBody(call)) {
            throw new RefusedException(ErrorCode.UNSUPPORTED, "A blob comes in one request");
        }
        if (upload.lastPart() < uploads.minPart() && hasBody(call)) {
            throw new RefusedException(
                    ErrorCode.RANGE_INVALID,
                    "A part that is not the last has at least " + uploads.minPart() + " bytes");
        }
        var range = call.exchange().headers().first("Content-Range");
        if (range.isPresent() && !range.get().startsWith(upload.size() + "-")) {
            throw new RefusedException(
                    ErrorCode.RANGE_INVALID, "The upload has " + upload.size() + " bytes; the next part starts there");
        }
    }

    private static boolean hasBody(Call call) {
        return !call.exchange().headers().first("Content-Length").orElse("").equals("0");
    }

    private void answer(Call call, int status, Upload upload) throws IOException {
        var headers = HttpHeaders.builder()
                .add("Location", call.address("/v2/" + call.repository() + "/blobs/uploads/" + upload.id()))
                .add("Docker-Upload-Uuid", upload.id())
                .add("Range", "0-" + Math.max(0, upload.size() - 1));
        if (uploads.minPart() > 0) {
            headers.add("OCI-Chunk-Min-Length", Long.toString(uploads.minPart()));
        }
        call.answer(status, headers);
    }

    private static void stored(Call call, Digest digest) throws IOException {
        call.answer(
                201,
                HttpHeaders.builder()
                        .add("Docker-Content-Digest", digest.toString())
                        .add("Location", call.address("/v2/" + call.repository() + "/blobs/" + digest)));
    }
}
