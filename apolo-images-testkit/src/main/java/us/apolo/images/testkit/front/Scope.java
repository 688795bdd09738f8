package us.apolo.images.testkit.front;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What may be done to something: {@code repository:team/app:pull,push}.
 *
 * @param type {@code repository} or {@code registry}
 * @param name which
 * @param actions what may be done
 */
record Scope(String type, String name, Set<String> actions) {
    Scope {
        actions = new LinkedHashSet<>(actions);
    }

    /** Reads a scope; empty if the text is none. The name may have colons, if it has a host with a port. */
    static Optional<Scope> parse(String text) {
        var first = text.indexOf(':');
        var last = text.lastIndexOf(':');
        if (first < 1 || last <= first + 1) {
            return Optional.empty();
        }
        return Optional.of(new Scope(
                text.substring(0, first),
                text.substring(first + 1, last),
                Set.copyOf(Arrays.asList(text.substring(last + 1).split(",", -1)))));
    }

    /** What a call needs; nothing in particular for the root. */
    static List<Scope> needed(Call call) {
        return switch (call.route().kind()) {
            case ROOT -> List.of();
            case CATALOG -> List.of(new Scope("registry", "catalog", Set.of("*")));
            default -> inRepository(call);
        };
    }

    private static List<Scope> inRepository(Call call) {
        var own = new Scope("repository", call.repository(), actions(call.method()));
        var source = call.route().kind() == Route.Kind.UPLOADS ? call.query().first("from") : Optional.<String>empty();
        return source.map(from -> List.of(own, new Scope("repository", from, Set.of("pull"))))
                .orElse(List.of(own));
    }

    private static Set<String> actions(String method) {
        return switch (method) {
            case "GET", "HEAD" -> Set.of("pull");
            case "DELETE" -> Set.of("delete");
            default -> new LinkedHashSet<>(List.of("pull", "push"));
        };
    }

    /** Whether who only reads may do it. */
    boolean isReading() {
        return actions.equals(Set.of("pull")) || type.equals("registry");
    }

    boolean covers(Scope needed) {
        return type.equals(needed.type) && name.equals(needed.name) && actions.containsAll(needed.actions);
    }

    @Override
    public String toString() {
        return type + ":" + name + ":" + String.join(",", actions);
    }
}
