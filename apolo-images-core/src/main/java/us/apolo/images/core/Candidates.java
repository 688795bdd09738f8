package us.apolo.images.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The providers of a kind that the class path or module path declares.
 *
 * @param sound those that could be loaded
 * @param broken those that could not
 * @param <P> the kind of provider
 */
record Candidates<P>(List<Sound<P>> sound, List<Broken> broken) {
    /** A loader that cannot even find its files says so again each time that it is asked for the next one. */
    private static final int MAX_BROKEN = 100;

    Candidates {
        sound = List.copyOf(sound);
        broken = List.copyOf(broken);
    }

    /** A provider by its name. */
    record Sound<P>(String name, P provider) {
        /** Name and origin. */
        @Override
        public String toString() {
            return "'" + name + "' from " + origin(provider.getClass());
        }
    }

    /** A provider that cannot be loaded, and where it is from if that can be told. */
    record Broken(Throwable cause, Optional<String> origin) {
        /** Reason and origin. */
        @Override
        public String toString() {
            return "one that is broken" + origin.map(jar -> " from " + jar).orElse("") + " (" + cause.getMessage()
                    + ")";
        }
    }

    static <P> Candidates<P> of(AdapterSelection.Kind<P> kind) {
        var search = new Search<>(kind);
        while (search.broken.size() < MAX_BROKEN && search.addNext()) {
            // The next one is looked at.
        }
        return new Candidates<>(search.sound, search.broken);
    }

    private static final class Search<P> {
        private final AdapterSelection.Kind<P> kind;
        private final Iterator<ServiceLoader.Provider<P>> declared;
        private final List<Sound<P>> sound = new ArrayList<>();
        private final List<Broken> broken = new ArrayList<>();

        Search(AdapterSelection.Kind<P> kind) {
            this.kind = kind;
            this.declared = load(kind.type()).stream().iterator();
        }

        /**
         * In an OSGi framework the thread may know adapters that are not the bundles', those of the program around it. A
         * mediator adds the bundles' to those that this bundle knows, which are none.
         */
        private static <P> ServiceLoader<P> load(Class<P> type) {
            return OsgiBundle.isThis()
                    ? ServiceLoader.load(type, Candidates.class.getClassLoader())
                    : ServiceLoader.load(type);
        }

        /** Adds the next one to those that it belongs to; false if there is none. */
        boolean addNext() {
            try {
                if (!declared.hasNext()) {
                    return false;
                }
                add(declared.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add(new Broken(e, declaration(kind.type(), String.valueOf(e.getMessage()))));
            }
            return true;
        }

        private void add(ServiceLoader.Provider<P> next) {
            try {
                var provider = next.get();
                sound.add(new Sound<>(kind.name().apply(provider), provider));
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add(new Broken(e, Optional.of(origin(next.type()))));
            }
        }
    }

    /** The jar of a class, for people. */
    static String origin(Class<?> type) {
        return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .map(URL::toString)
                .orElse("the Java run-time image");
    }

    /** The file that declares the class which a message speaks of. */
    private static Optional<String> declaration(Class<?> type, String message) {
        try {
            var loader = Objects.requireNonNullElseGet(
                    Thread.currentThread().getContextClassLoader(), ClassLoader::getSystemClassLoader);
            var files = loader.resources("META-INF/services/" + type.getName()).toList();
            for (var file : files) {
                if (declares(file, message)) {
                    return Optional.of(file.toString());
                }
            }
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            // The message is about something else, and is as good without this.
            return Optional.empty();
        }
    }

    private static boolean declares(URL file, String message) throws IOException {
        try (var in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .anyMatch(name ->
                            !name.isEmpty() && (message.contains(name) || message.contains(name.replace('.', '/'))));
        }
    }

    List<String> names() {
        return sound.stream().map(Sound::name).toList();
    }

    @Nullable Throwable cause() {
        return broken.isEmpty() ? null : broken.get(0).cause();
    }

    /** All of them, for people. */
    @Override
    public String toString() {
        var all = Stream.concat(sound.stream(), broken.stream())
                .map(Object::toString)
                .toList();
        return all.isEmpty() ? "None was found." : all.stream().collect(Collectors.joining(", ", "Found: ", "."));
    }
}
