package us.apolo.images.core.operation;

import java.util.function.Consumer;
import us.apolo.images.observation.OperationListener;

/** A listener that can throw what it likes. */
record GuardedListener(OperationListener listener, ListenerGuard guard) {
    void tell(Consumer<OperationListener> event) {
        guard.run(() -> event.accept(listener));
    }
}
