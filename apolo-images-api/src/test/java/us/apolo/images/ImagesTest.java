package us.apolo.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The overloads that leave parameters out. */
class ImagesTest {
    private static final LocalImage LOCAL = new LocalImage("app", "v1");
    private static final RemoteImage REMOTE =
            RemoteImage.newPlatformImage("app", "registry.example.org", "ml", "default", null, "v1");

    private final ImageParser parser = new ImageParser(ApoloConfig.builder()
            .cluster("default", URI.create("https://registry.example.org"))
            .project("ml")
            .build());
    private final List<List<Object>> calls = new ArrayList<>();
    private final Images images = images();

    private Images images() {
        return (Images) Proxy.newProxyInstance(
                Images.class.getClassLoader(), new Class<?>[] {Images.class}, (proxy, method, arguments) -> {
                    if (method.isDefault()) {
                        return InvocationHandler.invokeDefault(proxy, method, arguments);
                    }
                    if (method.getName().equals("parser")) {
                        return parser;
                    }
                    calls.add(Arrays.asList(arguments));
                    return arguments[1];
                });
    }

    @Test
    void aPushWithoutATargetGoesToTheCurrentProject() {
        var progress = new ImageProgressListener() {};
        assertThat(images.push(LOCAL)).isEqualTo(REMOTE);
        assertThat(images.push(LOCAL, progress)).isEqualTo(REMOTE);
        assertThat(images.push(LOCAL, REMOTE.withTag("v2"))).isEqualTo(REMOTE.withTag("v2"));
        assertThat(calls)
                .containsExactly(
                        List.of(LOCAL, REMOTE, ImageProgressListener.none()),
                        List.of(LOCAL, REMOTE, progress),
                        List.of(LOCAL, REMOTE.withTag("v2"), ImageProgressListener.none()));
    }

    @Test
    void aPullWithoutATargetGoesUnderNameAndTagAlone() {
        var progress = new ImageProgressListener() {};
        assertThat(images.pull(REMOTE)).isEqualTo(LOCAL);
        assertThat(images.pull(REMOTE, progress)).isEqualTo(LOCAL);
        assertThat(images.pull(REMOTE, LOCAL.withTag("v2"))).isEqualTo(LOCAL.withTag("v2"));
        assertThat(calls)
                .containsExactly(
                        List.of(REMOTE, LOCAL, ImageProgressListener.none()),
                        List.of(REMOTE, LOCAL, progress),
                        List.of(REMOTE, LOCAL.withTag("v2"), ImageProgressListener.none()));
    }
}
