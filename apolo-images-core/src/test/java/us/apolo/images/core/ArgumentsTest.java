package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.AsyncImages;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.InvalidNameException;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;

/** What is refused before anything is asked, by the operations and by those that give futures. */
@NullUnmarked
class ArgumentsTest {
    private static final Digest DIGEST = Digest.sha256(new byte[0]);
    private static final ImageProgressListener NONE = ImageProgressListener.none();

    private final Setting setting = new Setting();

    @AfterEach
    void close() {
        setting.close();
        assertThat(setting.registry.calls.made()).isEmpty();
        assertThat(setting.store.calls.made()).isEmpty();
    }

    @Test
    void toListWithoutAConfigurationIsRefusedAndSaysWhatToDo() {
        try (var images =
                new Setting(builder -> builder.config(ApoloConfig.builder().build()))) {
            assertThatThrownBy(images.images::list)
                    .isInstanceOf(InvalidNameException.class)
                    .hasMessage("'(no cluster)' is not valid: the configuration has no cluster to list; give one with"
                            + " ApoloImages.builder().config(config)");
        }
    }

    interface Call {
        void on(Images images);
    }

    private static Map.Entry<String, Call> call(String name, Call call) {
        return Map.entry(name, call);
    }

    private static Map.Entry<String, Call> future(String name, Function<AsyncImages, CompletableFuture<?>> start) {
        return Map.entry("async " + name, images -> {
            var unused = start.apply(images.async());
        });
    }

    @ParameterizedTest
    @MethodSource
    void nullIsRefused(Map.Entry<String, Call> call) {
        assertThatThrownBy(() -> call.getValue().on(setting.images)).isInstanceOf(NullPointerException.class);
    }

    static Stream<Map.Entry<String, Call>> nullIsRefused() {
        LocalImage noLocal = null;
        RemoteImage noRemote = null;
        ImageProgressListener noListener = null;
        String noCluster = null;
        return Stream.of(
                call("push", images -> images.push(noLocal)),
                call("push", images -> images.push(LOCAL, noRemote)),
                call("push", images -> images.push(noLocal, REMOTE)),
                call("push", images -> images.push(LOCAL, noListener)),
                call("push", images -> images.push(LOCAL, REMOTE, null)),
                call("pull", images -> images.pull(noRemote)),
                call("pull", images -> images.pull(noRemote, LOCAL)),
                call("pull", images -> images.pull(REMOTE, noLocal)),
                call("pull", images -> images.pull(REMOTE, noListener)),
                call("pull", images -> images.pull(REMOTE, LOCAL, null)),
                call("digest", images -> images.digest(null)),
                call("rm", images -> images.rm(null, DIGEST)),
                call("rm", images -> images.rm(REMOTE, null)),
                call("rmTag", images -> images.rmTag(null)),
                call("list", images -> images.list(null)),
                call("listStream", images -> images.listStream(null)),
                call("tags", images -> images.tags(null)),
                call("tagsStream", images -> images.tagsStream(null)),
                call("size", images -> images.size(null)),
                call("tagInfo", images -> images.tagInfo(null)),
                call("tagInfos", images -> images.tagInfos(null)),
                call("tagInfoResults", images -> images.tagInfoResults(null)),
                future("push", async -> async.push(noLocal)),
                future("push", async -> async.push(LOCAL, noRemote)),
                future("push", async -> async.push(LOCAL, noListener)),
                future("push", async -> async.push(LOCAL, REMOTE, null)),
                future("pull", async -> async.pull(noRemote)),
                future("pull", async -> async.pull(REMOTE, noLocal)),
                future("pull", async -> async.pull(REMOTE, noListener)),
                future("pull", async -> async.pull(REMOTE, LOCAL, null)),
                future("digest", async -> async.digest(null)),
                future("rm", async -> async.rm(null, DIGEST)),
                future("rm", async -> async.rm(REMOTE, null)),
                future("rmTag", async -> async.rmTag(null)),
                future("list", async -> async.list(noCluster)),
                future("tags", async -> async.tags(null)),
                future("size", async -> async.size(null)),
                future("tagInfo", async -> async.tagInfo(null)),
                future("tagInfos", async -> async.tagInfos(null)),
                future("tagInfoResults", async -> async.tagInfoResults(null)));
    }

    @ParameterizedTest
    @MethodSource
    void aTagTooManyOrTooFewIsRefused(Map.Entry<String, Call> call) {
        assertThatThrownBy(() -> call.getValue().on(setting.images)).isInstanceOf(InvalidNameException.class);
    }

    static Stream<Map.Entry<String, Call>> aTagTooManyOrTooFewIsRefused() {
        return Stream.of(
                call("rmTag", images -> images.rmTag(UNTAGGED)),
                call("size", images -> images.size(UNTAGGED)),
                call("tagInfo", images -> images.tagInfo(UNTAGGED)),
                call("tags", images -> images.tags(REMOTE)),
                call("tagsStream", images -> images.tagsStream(REMOTE)),
                call("tagInfos", images -> images.tagInfos(REMOTE)),
                call("tagInfoResults", images -> images.tagInfoResults(REMOTE)),
                future("rmTag", async -> async.rmTag(UNTAGGED)),
                future("size", async -> async.size(UNTAGGED)),
                future("tagInfo", async -> async.tagInfo(UNTAGGED)),
                future("tags", async -> async.tags(REMOTE)),
                future("tagInfos", async -> async.tagInfos(REMOTE)),
                future("tagInfoResults", async -> async.tagInfoResults(REMOTE)));
    }

    @Test
    void aNameThatCannotBeOnThePlatformIsRefused() {
        var elsewhere = new LocalImage("localhost:5000/app", "v1");
        refused(() -> setting.images.push(elsewhere));
        refused(() -> setting.images.push(elsewhere, NONE));
        refused(() -> setting.images.async().push(elsewhere));
    }

    @Test
    void anUnknownClusterIsRefusedBeforeThereIsAFuture() {
        refused(() -> setting.images.async().list("elsewhere"));
    }

    @Test
    void withoutAClusterThereIsNoListAndNoTarget() {
        try (var other =
                new Setting(builder -> builder.config(ApoloConfig.builder().build()))) {
            AsyncImages async = other.images.async();
            refused(async::list);
            refused(() -> async.push(LOCAL));
            refused(() -> other.images.push(LOCAL));
        }
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(InvalidNameException.class);
    }
}
