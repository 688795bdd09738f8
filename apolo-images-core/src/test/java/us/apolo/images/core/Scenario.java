package us.apolo.images.core;

import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import us.apolo.images.AsyncImages;
import us.apolo.images.Digest;
import us.apolo.images.Images;

/** Every operation, with a call that it makes to a port on the way. */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep nothing
enum Scenario {
    PUSH("middle of push", images -> images.push(LOCAL, REMOTE), async -> async.push(LOCAL, REMOTE)),
    PULL("middle of pull", images -> images.pull(REMOTE), async -> async.pull(REMOTE)),
    DIGEST("digest", images -> images.digest(REMOTE), async -> async.digest(REMOTE)),
    RM(
            "delete",
            images -> images.rm(REMOTE, Digest.sha256(new byte[0])),
            async -> async.rm(REMOTE, Digest.sha256(new byte[0]))),
    RM_TAG("untag", images -> images.rmTag(REMOTE), async -> async.rmTag(REMOTE)),
    LIST("repository", Images::list, AsyncImages::list),
    TAGS("tag ", images -> images.tags(UNTAGGED), async -> async.tags(UNTAGGED)),
    SIZE("manifest", images -> images.size(REMOTE), async -> async.size(REMOTE)),
    TAG_INFO("manifest", images -> images.tagInfo(REMOTE), async -> async.tagInfo(REMOTE)),
    TAG_INFOS("manifest", images -> images.tagInfos(UNTAGGED), async -> async.tagInfos(UNTAGGED)),
    TAG_INFO_RESULTS("tag ", images -> images.tagInfoResults(UNTAGGED), async -> async.tagInfoResults(UNTAGGED));

    private final String call;
    private final Consumer<Images> blocking;
    private final Function<AsyncImages, CompletableFuture<?>> async;

    Scenario(String call, Consumer<Images> blocking, Function<AsyncImages, CompletableFuture<?>> async) {
        this.call = call;
        this.blocking = blocking;
        this.async = async;
    }

    /** Puts what the operations find where they look. */
    static void prepare(Setting setting) {
        var image = MemoryRegistry.image("app", 3);
        setting.store.put("app:v1", image);
        setting.registry.put(Setting.REPOSITORY, "v1", image);
        setting.registry.list("acme/ml/app");
    }

    void run(Images images) {
        blocking.accept(images);
    }

    CompletableFuture<?> start(Images images) {
        return async.apply(images.async());
    }

    /** Has something happen in the middle of the operation. */
    void inTheMiddle(Setting setting, Runnable script) {
        setting.registry.calls.on(call, script);
        setting.store.calls.on(call, script);
    }
}
