package us.apolo.images.testkit.front;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import us.apolo.images.Platform;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.ManifestContent;
import us.apolo.images.port.Reference;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.MediaTypes;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.store.RegistryStore;

/** The calls for manifests and indexes. */
final class ManifestCalls {
    private final RegistryStore store;
    private final Rules rules;

    ManifestCalls(RegistryStore store, Rules rules) {
        this.store = store;
        this.rules = rules;
    }

    void handle(Call call) throws IOException {
        switch (call.method()) {
            case "GET", "HEAD" -> get(call);
            case "PUT" -> put(call);
            case "DELETE" -> delete(call);
            default -> call.refuseMethod("DELETE, GET, HEAD, PUT");
        }
    }

    private void get(Call call) throws IOException {
        var manifest = accepted(call, store.manifest(call.repository(), call.reference()));
        var content = manifest.content();
        var headers = HttpHeaders.builder()
                .add("Docker-Content-Digest", content.digest().toString())
                .add("Etag", "\"" + content.digest() + "\"");
        if (call.exchange()
                .headers()
                .first("If-None-Match")
                .orElse("")
                .contains(content.digest().toString())) {
            call.answer(304, headers);
        } else {
            call.exchange()
                    .respond(
                            200,
                            headers.add("Content-Type", content.mediaType()).build(),
                            content.bytes());
        }
    }

    /**
     * Hides what the client does not accept. By digest, Docker's types come all the same; by tag, a client that accepts
     * no list gets the image for linux/amd64 from it.
     */
    private Manifest accepted(Call call, Manifest manifest) {
        var types = acceptedTypes(call);
        var mediaType = manifest.content().mediaType();
        var isDocker = mediaType.equals(MediaTypes.DOCKER_MANIFEST) || mediaType.equals(MediaTypes.DOCKER_LIST);
        if (types.contains(mediaType) || (isDocker && call.reference() instanceof Reference.ByDigest)) {
            return manifest;
        }
        if (mediaType.equals(MediaTypes.DOCKER_LIST) && types.contains(MediaTypes.DOCKER_MANIFEST)) {
            return usual(call, (Manifest.Index) manifest);
        }
        throw new RefusedException(
                ErrorCode.MANIFEST_UNKNOWN, "There is " + mediaType + ", which the Accept header does not have");
    }

    private Manifest usual(Call call, Manifest.Index list) {
        return list.manifests().stream()
                .filter(entry -> entry.platform() != null && Platform.LINUX_AMD64.matches(entry.platform()))
                .findFirst()
                .map(entry -> store.manifest(call.repository(), Reference.digest(entry.digest())))
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.MANIFEST_UNKNOWN, "The list has nothing for " + Platform.LINUX_AMD64));
    }

    private static Set<String> acceptedTypes(Call call) {
        return call.exchange().headers().all("Accept").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(ManifestCalls::withoutParameters)
                .collect(Collectors.toSet());
    }

    private static String withoutParameters(String mediaType) {
        var semicolon = mediaType.indexOf(';');
        return (semicolon < 0 ? mediaType : mediaType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private void put(Call call) throws IOException {
        var mediaType = withoutParameters(
                call.exchange().headers().first("Content-Type").orElse(""));
        var bytes = call.exchange().body().readNBytes(rules.maxManifest() + 1);
        if (bytes.length > rules.maxManifest()) {
            throw new RefusedException(
                    ErrorCode.MANIFEST_INVALID, "A manifest has at most " + rules.maxManifest() + " bytes");
        }
        var digest = store.putManifest(call.repository(), call.reference(), new ManifestContent(mediaType, bytes));
        call.answer(
                201,
                HttpHeaders.builder()
                        .add("Docker-Content-Digest", digest.toString())
                        .add("Location", call.address("/v2/" + call.repository() + "/manifests/" + digest)));
    }

    private void delete(Call call) throws IOException {
        if (!rules.deletion()) {
            throw new RefusedException(ErrorCode.UNSUPPORTED, "Deletion is disabled");
        }
        if (call.reference() instanceof Reference.ByDigest byDigest) {
            store.deleteManifest(call.repository(), byDigest.digest(), rules.tagsFirst());
        } else {
            deleteTag(call);
        }
        call.answer(202, HttpHeaders.builder());
    }

    /** The refusal is that of registries from before tags could be deleted, Debian's among them. */
    private void deleteTag(Call call) {
        if (!rules.tagDeletion()) {
            throw new RefusedException(ErrorCode.DIGEST_INVALID, "A manifest is deleted by its digest, not by a tag");
        }
        store.deleteTag(call.repository(), call.reference().text());
    }
}
