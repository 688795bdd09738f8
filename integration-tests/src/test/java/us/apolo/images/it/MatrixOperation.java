package us.apolo.images.it;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import us.apolo.images.ImagesException;
import us.apolo.images.LocalImage;
import us.apolo.images.TagResult;

/**
 * An operation, and which of its requests get into trouble. What has an end of its own on the registry or in the local
 * store gives that as its value, so that a success without its effect is none.
 */
enum MatrixOperation {
    DIGEST(
            MatrixColumn.DIGEST,
            MatrixPart.MANIFEST,
            (scene, it) -> scene.images().digest(it.remote())),
    DIGEST_ASYNC(
            MatrixColumn.DIGEST,
            MatrixPart.MANIFEST,
            (scene, it) -> joined(scene.images().async().digest(it.remote()))),
    /** The registry leaves the digest out of its answers to HEAD. */
    DIGEST_BY_CONTENT(
            MatrixColumn.MANIFEST,
            MatrixPart.MANIFEST_CONTENT,
            (scene, it) -> scene.withoutDigests().digest(it.remote())),
    SIZE(
            MatrixColumn.MANIFEST,
            MatrixPart.MANIFEST_CONTENT,
            (scene, it) -> scene.images().size(it.index())),
    SIZE_ASYNC(
            MatrixColumn.MANIFEST,
            MatrixPart.MANIFEST_CONTENT,
            (scene, it) -> joined(scene.images().async().size(it.index()))),
    TAG_INFO(
            MatrixColumn.MANIFEST,
            MatrixPart.MANIFEST_CONTENT,
            (scene, it) -> scene.images().tagInfo(it.index())),
    TAG_INFO_RESULTS(
            MatrixColumn.MANIFEST,
            MatrixPart.MANIFEST,
            (scene, it) -> known(scene.images().tagInfoResults(it.remote().withoutTag()))),
    TAG_INFOS(
            MatrixColumn.INFOS,
            MatrixPart.MANIFEST,
            (scene, it) -> scene.images().tagInfos(it.remote().withoutTag())),
    TAG_INFOS_ASYNC(
            MatrixColumn.INFOS,
            MatrixPart.MANIFEST,
            (scene, it) -> joined(scene.images().async().tagInfos(it.remote().withoutTag()))),
    TAG_INFOS_NAMES(
            MatrixColumn.NAMES,
            MatrixPart.TAGS,
            (scene, it) -> scene.images().tagInfos(it.remote().withoutTag())),
    TAGS(
            MatrixColumn.NAMES,
            MatrixPart.TAGS,
            (scene, it) -> scene.images().tags(it.remote().withoutTag())),
    TAGS_STREAM(
            MatrixColumn.NAMES,
            MatrixPart.TAGS,
            (scene, it) -> read(scene.images().tagsStream(it.remote().withoutTag()))),
    LIST(MatrixColumn.NAMES, MatrixPart.CATALOG, (scene, it) -> scene.images().list()),
    LIST_ASYNC(
            MatrixColumn.NAMES,
            MatrixPart.CATALOG,
            (scene, it) -> joined(scene.images().async().list())),
    LIST_STREAM(
            MatrixColumn.NAMES,
            MatrixPart.CATALOG,
            (scene, it) -> read(scene.images().listStream())),
    RM(MatrixColumn.DELETE, MatrixPart.MANIFEST_DELETION, MatrixOperation::rm),
    RM_ASYNC(MatrixColumn.DELETE, MatrixPart.MANIFEST_DELETION, MatrixOperation::rmAsync),
    RM_TAG(MatrixColumn.DELETE, MatrixPart.MANIFEST_DELETION, MatrixOperation::rmTag),
    /** The registry deletes no tag alone, so all others are looked at. */
    RM_TAG_WITH_DIGEST(MatrixColumn.NAMES, MatrixPart.TAGS, (scene, it) -> {
        scene.deletesNoTagAlone();
        return rmTag(scene, it);
    }),
    PUSH_START(MatrixColumn.START, MatrixPart.UPLOAD_START, MatrixOperation::push),
    PUSH_UPLOAD(MatrixColumn.UPLOAD, MatrixPart.UPLOAD, MatrixOperation::push),
    PUSH_STORE(MatrixColumn.STORE, MatrixPart.MANIFEST_STORING, MatrixOperation::push),
    PUSH_ASYNC(MatrixColumn.STORE, MatrixPart.MANIFEST_STORING, MatrixOperation::pushAsync),
    PUSH_CHECK(MatrixColumn.CHECK, MatrixPart.MANIFEST, MatrixOperation::push),
    PULL_FETCH(MatrixColumn.FETCH, MatrixPart.MANIFEST_CONTENT, MatrixOperation::pull),
    PULL_ASYNC(MatrixColumn.FETCH, MatrixPart.MANIFEST_CONTENT, MatrixOperation::pullAsync),
    PULL_BLOB(MatrixColumn.BLOB, MatrixPart.BLOB, MatrixOperation::pull);

    private static final LocalImage PULLED = new LocalImage("pulled", "v1");

    private final MatrixColumn column;
    private final MatrixPart part;

    @SuppressWarnings("ImmutableEnumChecker") // none of them captures anything
    private final BiFunction<MatrixScene, MatrixScene.Subject, Object> work;

    MatrixOperation(MatrixColumn column, MatrixPart part, BiFunction<MatrixScene, MatrixScene.Subject, Object> work) {
        this.column = column;
        this.part = part;
        this.work = work;
    }

    MatrixColumn column() {
        return column;
    }

    /** The requests that get into trouble. */
    MatrixPart part() {
        return part;
    }

    /** Does it. */
    Object run(MatrixScene scene, MatrixScene.Subject subject) {
        return work.apply(scene, subject);
    }

    private static <T> T joined(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ImagesException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private static <T> List<T> read(Stream<T> stream) {
        try (stream) {
            return stream.toList();
        }
    }

    /** All infos, or the first error, which is like the others. */
    private static Object known(List<TagResult> results) {
        for (var result : results) {
            if (result instanceof TagResult.Failed failed) {
                throw failed.error();
            }
        }
        return results;
    }

    private static Object rm(MatrixScene scene, MatrixScene.Subject it) {
        return List.of(scene.images().rm(it.remote(), it.image().digest()), scene.has(it));
    }

    private static Object rmAsync(MatrixScene scene, MatrixScene.Subject it) {
        return List.of(joined(scene.images().async().rm(it.remote(), it.image().digest())), scene.has(it));
    }

    private static Object rmTag(MatrixScene scene, MatrixScene.Subject it) {
        return List.of(scene.images().rmTag(it.remote()), scene.has(it));
    }

    private static Object push(MatrixScene scene, MatrixScene.Subject it) {
        scene.mirrorPush(it);
        return List.of(scene.images().push(it.local(), it.target()), scene.digest(it.target()));
    }

    private static Object pushAsync(MatrixScene scene, MatrixScene.Subject it) {
        scene.mirrorPush(it);
        return List.of(joined(scene.images().async().push(it.local(), it.target())), scene.digest(it.target()));
    }

    private static Object pull(MatrixScene scene, MatrixScene.Subject it) {
        return List.of(scene.images().pull(it.remote(), PULLED), scene.localDigest(PULLED));
    }

    private static Object pullAsync(MatrixScene scene, MatrixScene.Subject it) {
        return List.of(joined(scene.images().async().pull(it.remote(), PULLED)), scene.localDigest(PULLED));
    }
}
