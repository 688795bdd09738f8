package us.apolo.images.core.registry.auth;

import java.net.URI;
import java.util.Optional;

/**
 * What a registry offers that can be taken up. A token, if there is an address that credentials may go to, else HTTP
 * Basic.
 *
 * @param token what to ask for, and where
 * @param basic whether a user name and a password may do
 * @param problem why no token is to be had; empty if it is not that
 */
record Offer(Optional<TokenRequest> token, boolean basic, Optional<String> problem) {
    static Offer of(Challenges challenges, URI registry, Need need) {
        var bearer = challenges.of("bearer");
        var hasBasic = bearer.isEmpty() || !challenges.of("basic").isEmpty();
        var problem = Optional.<String>empty();
        for (var challenge : bearer) {
            try {
                return new Offer(Optional.of(TokenRequest.of(challenge, registry, need)), hasBasic, Optional.empty());
            } catch (IllegalArgumentException e) {
                // Another one may have a better address.
                problem = problem.or(() -> Optional.ofNullable(e.getMessage()));
            }
        }
        return new Offer(Optional.empty(), hasBasic, hasBasic ? Optional.empty() : problem);
    }
}
