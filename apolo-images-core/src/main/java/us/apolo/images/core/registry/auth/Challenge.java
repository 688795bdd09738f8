package us.apolo.images.core.registry.auth;

import java.util.Map;
import java.util.Optional;

/**
 * One way of being let in that a registry offers.
 *
 * @param scheme the scheme in lower case
 * @param parameters by their names in lower case; empty if the challenge has none, or a token in their place
 */
record Challenge(String scheme, Map<String, String> parameters) {
    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** The value of a parameter; a blank one is none. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
