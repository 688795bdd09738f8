package us.apolo.images.core.registry.auth;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Credentials;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.core.http.Redaction;
import us.apolo.images.port.HttpHeaders;

/**
 * What goes along with the requests of one call so that the registry lets them in: a token, if the registry is known to
 * want one, else the user name and the password, else nothing. For one thread.
 *
 * <p>A refusal is answered in turn with a token, with the password where no token is wanted after all, and with renewed
 * credentials, each of them once.
 */
public final class CallAuthorization {
    /** A token that was kept may have ended; the one that is fetched then may be refused for a reason that mends it. */
    private static final int MAX_TOKENS = 2;

    private final Authorizer authorizer;
    private final Need need;
    private final URI root;
    private Redaction earlier = Redaction.of(Optional.empty());
    private Optional<Credentials> credentials;
    private TokenSlot.@Nullable Obtained token;
    private @Nullable TokenRequest request;
    private int tokens;
    private boolean passwordTried;
    private boolean renewed;

    CallAuthorization(Authorizer authorizer, Need need, URI root) {
        this.authorizer = authorizer;
        this.need = need;
        this.root = root;
        this.credentials = authorizer.credentials(need);
    }

    /**
     * What to send to the registry, and to nobody else.
     *
     * @return the value of {@code Authorization}; empty to send none
     */
    public Optional<String> header() {
        return token != null
                ? Optional.of("Bearer " + token.token().text())
                : password().map(basic -> "Basic " + Redaction.basic(basic));
    }

    /** An identity token is for token servers alone. */
    private Optional<Credentials> password() {
        return credentials.filter(some -> !some.isIdentityToken());
    }

    /**
     * What knows the secrets that were sent.
     *
     * @return strikes them out
     */
    public Redaction redaction() {
        var known = earlier;
        if (credentials.isPresent()) {
            known = known.and(credentials.get());
        }
        return token == null ? known : known.and(token.token().text());
    }

    /**
     * Makes of a refusal's challenge what can be made of it.
     *
     * @param headers the header fields of the registry's answer with status 401
     * @return whether there is something else to send now, so that the request is worth repeating
     * @throws ImagesException if a token is wanted and there is none to be had
     */
    public boolean answer(HttpHeaders headers) {
        var offer = Offer.of(Challenges.of(headers), root, need);
        earlier = redaction();
        return offer.token().isPresent()
                ? answerWithToken(offer.token().get())
                : offer.basic() && (answerWithPassword() || answerWithOtherCredentials());
    }

    private boolean answerWithToken(TokenRequest wanted) {
        if (tokens >= MAX_TOKENS || (token != null && token.anew() && wanted.equals(request))) {
            return false;
        }
        useToken(wanted);
        return true;
    }

    /** Gets a token, with other credentials if these are refused where it comes from. */
    void useToken(TokenRequest wanted) {
        try {
            obtain(wanted);
        } catch (NotAuthenticatedException e) {
            if (!renew()) {
                throw e;
            }
            obtain(wanted);
        }
    }

    private void obtain(TokenRequest wanted) {
        var refused = token == null ? null : token.token();
        token = authorizer.token(need, wanted, credentials, refused);
        request = wanted;
        tokens++;
    }

    /** A registry may want the password in one place and a token in another. */
    private boolean answerWithPassword() {
        if (token == null || passwordTried || password().isEmpty()) {
            passwordTried = true;
            return false;
        }
        passwordTried = true;
        authorizer.forgetToken(need);
        token = null;
        return true;
    }

    private boolean answerWithOtherCredentials() {
        if (!renew()) {
            return false;
        }
        token = null;
        return true;
    }

    private boolean renew() {
        if (renewed || !authorizer.renewed(need, credentials)) {
            return false;
        }
        renewed = true;
        credentials = authorizer.credentials(need);
        return true;
    }

    /**
     * The error that a refusal is, unless it can be {@linkplain #answer answered}.
     *
     * @param headers the header fields of the refusal
     * @param answer the refusal, with status 401
     * @return the error
     */
    public ImagesException refusal(HttpHeaders headers, RegistryAnswer answer) {
        var challenges = Challenges.of(headers);
        var problem = Offer.of(challenges, root, need).problem();
        if (problem.isPresent()) {
            return new RegistryProtocolException(
                    "The registry " + need.registry() + " wants a token to be fetched where nobody should go: "
                            + redaction().apply(problem.get()),
                    answer,
                    null);
        }
        if (credentials.isPresent() && challenges.isInsufficientScope()) {
            return new NotAuthorizedException(
                    "The registry " + need.registry() + " does not allow this to the account" + asked() + ": " + answer,
                    answer,
                    null);
        }
        return new NotAuthenticatedException("The registry " + need.registry() + why() + ": " + answer, answer, null);
    }

    private String why() {
        if (credentials.isEmpty()) {
            return " wants credentials and there are none; the credentials provider must give some for the registry"
                    + asked();
        }
        if (token != null) {
            return " does not accept the token that was fetched for it" + asked();
        }
        return password().isPresent()
                ? " does not accept the credentials; give a valid password or a fresh token"
                : " takes no identity token; give a user name and a password";
    }

    private String asked() {
        return request == null ? "" : ", having asked for " + request;
    }
}
