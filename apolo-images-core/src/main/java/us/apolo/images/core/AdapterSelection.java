package us.apolo.images.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
     * @param artifacts those that have one, by the adapter's name; the first is the one to begin with
     * @param name how to ask a provider for its name
     */
    record Kind<P>(
            Class<P> type,
            String word,
            String property,
            String variable,
            String builderCall,
            List<Artifact> artifacts,
            Function<P, String> name) {}

    /** An adapter that can be added, by the name that it will have. */
    record Artifact(String adapter, String coordinates) {}

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
        var found = Candidates.of(kind);
        var choice = choice(configured);
        if (choice.isPresent()) {
            return Optional.of(named(found, choice.get()));
        }
        if (!found.broken().isEmpty()) {
            throw broken(found);
        }
        return switch (found.sound().size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(found.sound().get(0).provider());
            default -> throw ambiguous(found);
        };
    }

    /** The error for there being none. */
    AdapterSelectionException missing() {
        return new AdapterSelectionException(
                "There is no " + kind.word() + ". Add one as a dependency, for example "
                        + kind.artifacts().get(0).coordinates() + ", or give the builder an instance"
                        + OsgiBundle.advice(),
                List.of(),
                null);
    }

    private Optional<Choice> choice(@Nullable String configured) {
        return Choice.of(configured, "the builder")
                .or(() -> Choice.of(environment.property(kind.property()), "the system property " + kind.property()))
                .or(() -> Choice.of(environment.variable(kind.variable()), "the variable " + kind.variable()));
    }

    /** One that cannot be loaded is in nobody's way as long as another one is asked for. */
    private P named(Candidates<P> found, Choice choice) {
        var matching = found.sound().stream()
                .filter(candidate -> candidate.name().equals(choice.name()))
                .toList();
        if (matching.size() == 1) {
            return matching.get(0).provider();
        }
        var problem = matching.isEmpty() ? "there is none of that name" : "several have that name";
        throw new AdapterSelectionException(
                choice.source() + " asks for the " + kind.word() + " '" + choice.name() + "', and " + problem + ". "
                        + found + (matching.isEmpty() ? whatToAdd(found, choice) + OsgiBundle.advice() : ""),
                found.names(),
                found.cause());
    }

    /** The one that was asked for; where nobody knows it, one that is not there already. */
    private String whatToAdd(Candidates<P> found, Choice choice) {
        if (!found.broken().isEmpty()) {
            // It may be the one that is asked for, and is there already.
            return " Repair or remove the jar of the broken one";
        }
        var absent = kind.artifacts().stream()
                .filter(artifact -> !found.names().contains(artifact.adapter()))
                .toList();
        return absent.stream()
                .filter(artifact -> artifact.adapter().equals(choice.name()))
                .findFirst()
                .map(asked -> " Add it as a dependency: " + asked.coordinates())
                .or(() -> absent.stream()
                        .findFirst()
                        .map(other -> " If none will do, add one as a dependency, for example " + other.coordinates()))
                .orElse("");
    }

    /**
     * Has a provider make its adapter.
     *
     * @param provider what was found
     * @param create how it is asked
     * @param <T> the adapter
     * @return what it made
     * @throws AdapterSelectionException if a class that the adapter needs is not there, or is not as it has to be
     */
    <T> T make(P provider, Function<P, T> create) {
        try {
            return create.apply(provider);
        } catch (LinkageError e) {
            var name = kind.name().apply(provider);
            throw new AdapterSelectionException(
                    "The " + kind.word() + " '" + name + "' from " + Candidates.origin(provider.getClass())
                            + " cannot be made: " + problem(e)
                            + ". Its jar is there without the libraries that it needs,"
                            + " or with others than those; have your build bring them: "
                            + coordinates(name) + " has them as its dependencies",
                    List.of(name),
                    e);
        }
    }

    private static String problem(LinkageError e) {
        return e instanceof NoClassDefFoundError
                ? "the class " + String.valueOf(e.getMessage()).replace('/', '.') + " is missing"
                : e.toString();
    }

    private String coordinates(String adapter) {
        return kind.artifacts().stream()
                .filter(artifact -> artifact.adapter().equals(adapter))
                .map(Artifact::coordinates)
                .findFirst()
                .orElse("its artifact");
    }

    private AdapterSelectionException ambiguous(Candidates<P> found) {
        return new AdapterSelectionException(
                "There are " + found.sound().size() + " candidates for the " + kind.word() + ". " + found + " "
                        + sayWhich(found),
                found.names(),
                null);
    }

    private AdapterSelectionException broken(Candidates<P> found) {
        return new AdapterSelectionException(
                "A " + kind.word() + " on the class path or module path cannot be loaded. " + found
                        + " Repair or remove its jar"
                        + (found.sound().isEmpty() ? "" : ". Or leave it there and use another. " + sayWhich(found)),
                found.names(),
                found.cause());
    }

    private String sayWhich(Candidates<P> found) {
        var example = found.sound().get(0).name();
        return "Say which: " + String.format(kind.builderCall(), example) + " in the code, -D" + kind.property() + "="
                + example + ", or " + kind.variable() + "=" + example + " in the environment";
    }

    private record Choice(String name, String source) {
        static Optional<Choice> of(@Nullable String name, String source) {
            return name == null || name.isBlank() ? Optional.empty() : Optional.of(new Choice(name.strip(), source));
        }
    }
}
