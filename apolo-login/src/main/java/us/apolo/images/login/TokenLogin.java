package us.apolo.images.login;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.ImagesException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.port.HttpTransport;

/** A token and the URL of the platform's API, which is asked once what there is for that token. */
final class TokenLogin implements LoginSource {
    private static final Set<Integer> REFUSALS = Set.of(401, 403);

    private final String name;
    private final String remedy;
    private final URI apiUrl;
    private final String token;
    private final CurrentNames said;
    private volatile @Nullable Login login;

    /**
     * Takes a token.
     *
     * @param name what it is called in messages
     * @param remedy what to do if it is not accepted
     * @param apiUrl where the platform's API is
     * @param token the token
     * @param said what is current, as far as that was said
     * @throws CredentialsUnavailableException if the token would be open to anybody, or is none
     */
    TokenLogin(String name, String remedy, URI apiUrl, String token, CurrentNames said) {
        this.name = name;
        this.remedy = remedy;
        this.apiUrl = apiUrl;
        this.token = token;
        this.said = said;
        if (!PlatformCall.isSafe(apiUrl)) {
            throw Unusable.error(
                    name,
                    "its token would go to " + RegistryAnswer.withoutSecrets(apiUrl)
                            + ", which is not over TLS, and would be open to anybody",
                    "name the API by https",
                    null);
        }
        if (token.isBlank() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Unusable.error(name, "its token has characters that no token has, or is empty", remedy, null);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ApoloConfig config(HttpTransport transport) {
        var known = known(transport);
        return known.platform().config(known.current(), name);
    }

    @Override
    public Login current(Login known, HttpTransport transport) {
        return known;
    }

    @Override
    public Login known(HttpTransport transport) {
        var known = login;
        if (known == null) {
            known = ask(transport);
            login = known;
        }
        return known;
    }

    @Override
    public Login renewed(String refused, HttpTransport transport) {
        throw Unusable.refused("the token of " + name, remedy, null);
    }

    private Login ask(HttpTransport transport) {
        var uri = URI.create(apiUrl.toString().replaceFirst("/+$", "") + "/config");
        var answer = PlatformCall.get(transport, uri, token).answer(this::refused);
        if (!answer.path("authorized").booleanValue(false)) {
            throw Unusable.refused("the token of " + name, remedy, null);
        }
        try {
            var platform = PlatformReader.read(answer.path("clusters"), answer.path("projects"));
            return new Login(TokenState.fixed(token), platform, platform.completed(said), Optional.of(apiUrl));
        } catch (IllegalArgumentException e) {
            throw new RegistryProtocolException(
                    "The platform does not answer GET " + RegistryAnswer.withoutSecrets(uri) + " as it should: "
                            + e.getMessage(),
                    null,
                    null);
        }
    }

    private Optional<ImagesException> refused(RegistryAnswer answer) {
        return REFUSALS.contains(answer.status())
                ? Optional.of(Unusable.refused("the token of " + name, remedy, answer))
                : Optional.empty();
    }
}
