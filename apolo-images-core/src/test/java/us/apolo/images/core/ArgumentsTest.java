package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;
import static us.apolo.images.core.Setting.UNTAGGED;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.ApoloConfig;
import us.apolo.images.AsyncImages;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.Images;
import us.apolo.images.InvalidNameException;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.HttpTransport;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.LocalDockerConfig;
import us.apolo.images.port.LocalDockerPort;

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
    void nullIsRefusedAndTheErrorNamesTheArgument(String argument, Map.Entry<String, Call> call) {
        assertThatThrownBy(() -> call.getValue().on(setting.images))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(argument);
    }

    static Stream<Arguments> nullIsRefusedAndTheErrorNamesTheArgument() {
        LocalImage noLocal = null;
        RemoteImage noRemote = null;
        ImageProgressListener noListener = null;
        String noCluster = null;
        return Stream.of(
                arguments("local", call("push", images -> images.push(noLocal))),
                arguments("local", call("push", images -> images.push(noLocal, NONE))),
                arguments("local", call("push", images -> images.push(noLocal, REMOTE, NONE))),
                arguments("remote", call("push", images -> images.push(LOCAL, noRemote))),
                arguments("remote", call("push", images -> images.push(LOCAL, noRemote, NONE))),
                arguments("local", call("push", images -> images.push(noLocal, REMOTE))),
                arguments("progress", call("push", images -> images.push(LOCAL, noListener))),
                arguments("progress", call("push", images -> images.push(LOCAL, REMOTE, null))),
                arguments("remote", call("pull", images -> images.pull(noRemote))),
                arguments("remote", call("pull", images -> images.pull(noRemote, LOCAL))),
                arguments("remote", call("pull", images -> images.pull(noRemote, NONE))),
                arguments("remote", call("pull", images -> images.pull(noRemote, LOCAL, NONE))),
                arguments("local", call("pull", images -> images.pull(REMOTE, noLocal))),
                arguments("local", call("pull", images -> images.pull(REMOTE, noLocal, NONE))),
                arguments("progress", call("pull", images -> images.pull(REMOTE, noListener))),
                arguments("progress", call("pull", images -> images.pull(REMOTE, LOCAL, null))),
                arguments("image", call("digest", images -> images.digest(null))),
                arguments("image", call("rm", images -> images.rm(null, DIGEST))),
                arguments("digest", call("rm", images -> images.rm(REMOTE, null))),
                arguments("image", call("rmTag", images -> images.rmTag(null))),
                arguments("clusterName", call("list", images -> images.list(null))),
                arguments("clusterName", call("listStream", images -> images.listStream(null))),
                arguments("image", call("tags", images -> images.tags(null))),
                arguments("image", call("tagsStream", images -> images.tagsStream(null))),
                arguments("image", call("size", images -> images.size(null))),
                arguments("image", call("tagInfo", images -> images.tagInfo(null))),
                arguments("image", call("tagInfos", images -> images.tagInfos(null))),
                arguments("image", call("tagInfoResults", images -> images.tagInfoResults(null))),
                arguments("local", future("push", async -> async.push(noLocal))),
                arguments("local", future("push", async -> async.push(noLocal, NONE))),
                arguments("local", future("push", async -> async.push(noLocal, REMOTE))),
                arguments("local", future("push", async -> async.push(noLocal, REMOTE, NONE))),
                arguments("remote", future("push", async -> async.push(LOCAL, noRemote))),
                arguments("remote", future("push", async -> async.push(LOCAL, noRemote, NONE))),
                arguments("progress", future("push", async -> async.push(LOCAL, noListener))),
                arguments("progress", future("push", async -> async.push(LOCAL, REMOTE, null))),
                arguments("remote", future("pull", async -> async.pull(noRemote))),
                arguments("remote", future("pull", async -> async.pull(noRemote, NONE))),
                arguments("remote", future("pull", async -> async.pull(noRemote, LOCAL))),
                arguments("remote", future("pull", async -> async.pull(noRemote, LOCAL, NONE))),
                arguments("local", future("pull", async -> async.pull(REMOTE, noLocal))),
                arguments("local", future("pull", async -> async.pull(REMOTE, noLocal, NONE))),
                arguments("progress", future("pull", async -> async.pull(REMOTE, noListener))),
                arguments("progress", future("pull", async -> async.pull(REMOTE, LOCAL, null))),
                arguments("image", future("digest", async -> async.digest(null))),
                arguments("image", future("rm", async -> async.rm(null, DIGEST))),
                arguments("digest", future("rm", async -> async.rm(REMOTE, null))),
                arguments("image", future("rmTag", async -> async.rmTag(null))),
                arguments("clusterName", future("list", async -> async.list(noCluster))),
                arguments("image", future("tags", async -> async.tags(null))),
                arguments("image", future("size", async -> async.size(null))),
                arguments("image", future("tagInfo", async -> async.tagInfo(null))),
                arguments("image", future("tagInfos", async -> async.tagInfos(null))),
                arguments("image", future("tagInfoResults", async -> async.tagInfoResults(null))));
    }

    @ParameterizedTest
    @MethodSource
    void theBuilderNamesTheArgumentThatIsNull(String argument, Consumer<ApoloImages.Builder> call) {
        assertThatThrownBy(() -> call.accept(ApoloImages.builder()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage(argument);
    }

    static Stream<Arguments> theBuilderNamesTheArgumentThatIsNull() {
        return Stream.of(
                part("newConfig", builder -> builder.config(null)),
                part("provider", builder -> builder.credentials(null)),
                part("newLogin", builder -> builder.login(null)),
                part("instance", builder -> builder.transport((HttpTransport) null)),
                part("name", builder -> builder.transport((String) null)),
                part("newConfig", builder -> builder.transport((HttpTransportConfig) null)),
                part("instance", builder -> builder.localStore((LocalDockerPort) null)),
                part("name", builder -> builder.localStore((String) null)),
                part("newConfig", builder -> builder.localStore((LocalDockerConfig) null)),
                part("instance", builder -> builder.registry(null)),
                part("newPlatform", builder -> builder.platform(null)),
                part("policy", builder -> builder.retries(null)),
                part("newLimit", builder -> builder.timeLimit(null)),
                part("observer", builder -> builder.observer(null)));
    }

    private static Arguments part(String argument, Consumer<ApoloImages.Builder> call) {
        return arguments(argument, call);
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
