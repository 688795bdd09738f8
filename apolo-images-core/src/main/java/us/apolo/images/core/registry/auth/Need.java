package us.apolo.images.core.registry.auth;

import java.util.List;

/**
 * What a call has to be allowed to do at a registry.
 *
 * @param registry the registry's authority
 * @param scopes what; empty if nothing in particular
 */
record Need(String registry, List<Scope> scopes) {
    Need {
        scopes = List.copyOf(scopes);
    }
}
