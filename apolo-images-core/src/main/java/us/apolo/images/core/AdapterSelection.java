package us.apolo.images.core;

import java.net.URL;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import us.apolo.images.AdapterSelectionException;

/**
 * Chooses among the adapters that are there: the one whose name was configured, else the only one. Nothing is chosen
 * silently.
 *
 * @param <P> the kind of provider
 */
final class AdapterSelection<P> {
    private final Kind<P> kind;
    private final Environment environment;

    AdapterSelection(Kind<P> kind, Environment environment) {
        this.kind = kind;
        this.environment = environment;
    }

    /**
     * A kind of adapter.
     *
     * @param type the provider's type
     * @param word what an adapter of the kind is called in errors
     * @param property the system property that names one
     * @param variable the environment variable that names one
     * @param builderCall the line of code that names one
     * @param examples artifacts to add where there is none
     * @param name how to ask a provider for its name
     */
    record Kind<P>(
            Class<P> type,
            String word,
            String property,
            String variable,
            String builderCall,
            String examples,
            Function<P, String> name) {}

    /** Where names may be configured, beside the builder. */
    interface Environment {
        @Nullable String property(String name);

        @Nullable String variable(String name);

        static Environment system() {
            return new Environment() {
                @Override
                public @Nullable String property(String name) {
                    return System.getProperty(name);
                }

                @Override
                public @Nullable String variable(String name) {
                    return System.getenv(name);
                }
            };
        }
    }

    /**
     * Chooses.
     *
     * @param configured the name that the program gave; null if it gave none
     * @return the provider; empty if there is none at all and none was named
     */
    Optional<P> find(@Nullable String configured) {
        var candidates = candidates();
        var choice = choice(configured);
        if (choice.isPresent()) {
            return Optional.of(named(candidates, choice.get()));
        }
        return switch (candidates.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(candidates.get(0).provider());
            default -> throw ambiguous(candidates);
        };
    }

    /** The error for there being none. */
    AdapterSelectionException missing() {
        return new AdapterSelectionException(
                "There is no " + kind.word() + ". Add one as a dependency, for example " + kind.examples()
                        + ", or give the builder an instance",
                List.of(),
                null);
    }

    private Optional<Choice> choice(@Nullable String configured) {
        return Choice.of(configured, "the builder")
                .or(() -> Choice.of(environment.property(kind.property()), "the system property " + kind.property()))
                .or(() -> Choice.of(environment.variable(kind.variable()), "the variable " + kind.variable()));
    }

    private P named(List<Candidate<P>> candidates, Choice choice) {
        var matching = candidates.stream()
                .filter(candidate -> candidate.name().equals(choice.name()))
                .toList();
        if (matching.size() == 1) {
            return matching.get(0).provider();
        }
        var problem = matching.isEmpty() ? "there is none of that name" : "several have that name";
        throw new AdapterSelectionException(
                choice.source() + " asks for the " + kind.word() + " '" + choice.name() + "', and " + problem + ". "
                        + found(candidates) + " If none will do, add one as a dependency, for example "
                        + kind.examples(),
                names(candidates),
                null);
    }

    private AdapterSelectionException ambiguous(List<Candidate<P>> candidates) {
        return new AdapterSelectionException(
                "There are " + candidates.size() + " candidates for the " + kind.word() + ". " + found(candidates)
                        + " Say which: "
                        + String.format(kind.builderCall(), candidates.get(0).name())
                        + " in the code, -D" + kind.property() + "="
                        + candidates.get(0).name() + ", or "
                        + kind.variable() + "=" + candidates.get(0).name() + " in the environment",
                names(candidates),
                null);
    }

    private String found(List<Candidate<P>> candidates) {
        return candidates.isEmpty()
                ? "None was found."
                : "Found: " + candidates.stream().map(Candidate::toString).collect(Collectors.joining(", ")) + ".";
    }

    private List<String> names(List<Candidate<P>> candidates) {
        return candidates.stream().map(Candidate::name).toList();
    }

    private List<Candidate<P>> candidates() {
        try {
            var candidates = new ArrayList<Candidate<P>>();
            for (var provider : ServiceLoader.load(kind.type())) {
                candidates.add(new Candidate<>(kind.name().apply(provider), provider));
            }
            return candidates;
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new AdapterSelectionException(
                    "A " + kind.word() + " on the class path or module path cannot be loaded: " + e.getMessage()
                            + ". Repair or remove its jar",
                    List.of(),
                    e);
        }
    }

    private record Choice(String name, String source) {
        static Optional<Choice> of(@Nullable String name, String source) {
            return name == null || name.isBlank() ? Optional.empty() : Optional.of(new Choice(name.strip(), source));
        }
    }

    private record Candidate<P>(String name, P provider) {
        /** Name and origin. */
        @Override
        public String toString() {
            return "'" + name + "' from " + origin(provider.getClass());
        }

        private static String origin(Class<?> type) {
            return Optional.ofNullable(type.getProtectionDomain().getCodeSource())
                    .map(CodeSource::getLocation)
                    .map(URL::toString)
                    .orElse("the Java run-time image");
        }
    }
}
