package us.apolo.images.testkit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import us.apolo.images.Digest;
import us.apolo.images.port.Repository;

/** The repositories that are known to have a layer, from which others of their registry can take it over. */
final class KnownPlaces {
    private static final int MAX_TRIED = 4;

    private final Map<Digest, Set<Repository>> places = new ConcurrentHashMap<>();

    void add(Digest layer, Repository repository) {
        places.compute(layer, (digest, known) -> {
            var more = known == null ? new LinkedHashSet<Repository>() : new LinkedHashSet<>(known);
            more.add(repository);
            return more;
        });
    }

    /** The other repositories of the registry that may have it. */
    List<Repository> of(Digest layer, Repository target) {
        return places.getOrDefault(layer, Set.of()).stream()
                .filter(place -> place.registry().equals(target.registry()) && !place.equals(target))
                .limit(MAX_TRIED)
                .toList();
    }
}
