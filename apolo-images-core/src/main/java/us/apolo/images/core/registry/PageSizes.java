package us.apolo.images.core.registry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;

/**
 * How many names to ask for at once. It starts large, since each page costs a round trip; registries with a limit refuse
 * what is above it with status 400 instead of giving less, so smaller sizes are tried then, and what did is remembered.
 */
final class PageSizes {
    private static final List<Size> SIZES = List.of(new Size(10_000), new Size(1_000), new Size(100), new Size(0));

    private final Map<String, Size> known = new ConcurrentHashMap<>();

    Size first(NameList list) {
        return known.getOrDefault(key(list), SIZES.get(0));
    }

    /** The size to try after one that was refused. */
    Size smaller(Size refused) {
        return SIZES.get(SIZES.indexOf(refused) + 1);
    }

    /** Remembers what the registry has answered to. */
    void remember(NameList list, Size size) {
        known.put(key(list), size);
    }

    private static String key(NameList list) {
        return list.registry() + " " + list.field();
    }

    /**
     * A number of names.
     *
     * @param names how many; zero leaves it to the registry
     */
    record Size(int names) {
        String query() {
            return names == 0 ? "" : "?n=" + names;
        }

        boolean mayBeRefused(RegistryRefusedException e) {
            return names > 0
                    && e.answer()
                            .map(RegistryAnswer::status)
                            .filter(status -> status == 400)
                            .isPresent();
        }
    }
}
