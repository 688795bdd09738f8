package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import us.apolo.images.Digest;
import us.apolo.images.LocalImage;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.OperationCancelledException.Reason;
import us.apolo.images.port.LocalDockerPort;

/** An engine that was given up in the middle of a call, and still does what it had been asked for. */
@Timeout(30)
class LateEngineTest {
    private final MemoryRegistry registry = new MemoryRegistry();
    private final MemoryStore store = new MemoryStore(registry);
    private final AtomicReference<@Nullable Runnable> late = new AtomicReference<>();
    private boolean cancelled;

    /** The first time that a name is given, the call is cancelled; the engine gives it when it has been looked at. */
    private @Nullable Object answer(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("tag") && !cancelled) {
            cancelled = true;
            late.set(() -> store.tag((Digest) arguments[0], (LocalImage) arguments[1]));
            throw new OperationCancelledException("The call was given up", Reason.INTERRUPTED, null);
        }
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        } finally {
            var work = late.get();
            if (work != null && method.getName().equals("inspect")) {
                late.set(null);
                work.run();
            }
        }
    }

    private LocalDockerPort engine() {
        return (LocalDockerPort) Proxy.newProxyInstance(
                LocalDockerPort.class.getClassLoader(),
                new Class<?>[] {LocalDockerPort.class},
                (proxy, method, arguments) -> answer(method, arguments));
    }

    @Test
    void aNameThatComesLateIsTakenAwayAgain() {
        store.put("app:v1", MemoryRegistry.image("app", 3));

        try (var images = ApoloImages.builder()
                .config(Setting.config())
                .registry(registry)
                .localStore(engine())
                .build()) {
            assertThatThrownBy(() -> images.push(Setting.LOCAL)).isInstanceOf(OperationCancelledException.class);

            assertThat(late).hasNullValue();
            assertThat(store.names()).containsExactly("app:v1");
        }
    }
}
