package us.apolo.images.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Providers as they are declared in a folder on the class path, for the thread that opens this. */
final class Declared implements AutoCloseable {
    private final ClassLoader before = Thread.currentThread().getContextClassLoader();
    private final Path folder;
    private final URLClassLoader loader;

    Declared(Path folder) {
        this.folder = folder;
        try {
            loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before);
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
        Thread.currentThread().setContextClassLoader(loader);
    }

    Declared declare(Class<?> service, Class<?>... providers) {
        return declare(service, Arrays.stream(providers).map(Class::getName).toArray(String[]::new));
    }

    Declared declare(Class<?> service, String... providers) {
        write(
                "META-INF/services/" + service.getName(),
                String.join("\n", providers).getBytes(StandardCharsets.UTF_8));
        return this;
    }

    Declared write(String path, byte[] content) {
        try {
            Files.createDirectories(folder.resolve(path).getParent());
            Files.write(folder.resolve(path), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
