package us.apolo.images.benchmarks.work;

import us.apolo.images.services.RegistryProcess;
import us.apolo.images.services.TemporaryFolder;

/**
 * A real registry without images and passwords, whose data is in memory, so that its disk does not decide.
 *
 * <p><strong>It must be closed</strong>: that ends the process and deletes the data.
 */
final class EmptyRegistry implements AutoCloseable {
    private final TemporaryFolder storage;
    private final RegistryProcess process;

    private EmptyRegistry(TemporaryFolder storage, RegistryProcess process) {
        this.storage = storage;
        this.process = process;
    }

    static EmptyRegistry start() {
        var storage = TemporaryFolder.inMemory("registry-data").evenAtShutdown();
        try {
            return new EmptyRegistry(
                    storage, RegistryProcess.builder().storage(storage.path()).start());
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    String authority() {
        return process.authority();
    }

    @Override
    public void close() {
        try (storage) {
            process.close();
        }
    }
}
