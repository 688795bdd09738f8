package us.apolo.images.core;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import us.apolo.images.AdapterSelectionException;
import us.apolo.images.Platform;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.port.LocalDockerPort;

/** The local store of one {@code Images}, which may lack one: a program that only asks registries needs none. */
final class LocalStore {
    private final @Nullable Transfers transfers;
    private final Supplier<AdapterSelectionException> missing;
    private final Runnable closePort;

    private LocalStore(@Nullable Transfers transfers, Supplier<AdapterSelectionException> missing, Runnable closePort) {
        this.transfers = transfers;
        this.missing = missing;
        this.closePort = closePort;
    }

    /** A store that whoever gave it closes. */
    static LocalStore given(LocalDockerPort port, @Nullable Platform platform, Retries retries) {
        return new LocalStore(new Transfers(port, platform, retries), LocalStore::present, () -> {});
    }

    /** A store that is closed with this. */
    static LocalStore owned(LocalDockerPort port, @Nullable Platform platform, Retries retries) {
        return new LocalStore(new Transfers(port, platform, retries), LocalStore::present, port::close);
    }

    /** No store: the error comes when one is wanted. */
    static LocalStore missing(Supplier<AdapterSelectionException> error) {
        return new LocalStore(null, error, () -> {});
    }

    private static AdapterSelectionException present() {
        throw new IllegalStateException("There is a local store");
    }

    Transfers transfers() {
        if (transfers == null) {
            throw missing.get();
        }
        return transfers;
    }

    void close() {
        try {
            if (transfers != null) {
                transfers.close();
            }
        } finally {
            closePort.run();
        }
    }
}
