package us.apolo.images.core.registry.auth;

import java.time.Clock;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.core.http.ObservedTransport;
import us.apolo.images.core.registry.auth.RefreshTokens.Account;
import us.apolo.images.observation.RequestKind;
import us.apolo.images.observation.TokenFetch;

/**
 * Fetches tokens, as the registry protocol defines it: by GET with the password or with nothing, and by POST with an
 * identity token, or with the refresh token that the server has given. Where a refresh token fails, the password or the
 * identity token that it was given for must do.
 */
final class TokenServer {
    private static final System.Logger LOG = System.getLogger(TokenServer.class.getName());

    private final ObservedTransport transport;
    private final Clock clock;
    private final RefreshTokens refreshTokens;

    TokenServer(ObservedTransport transport, Clock clock, RefreshTokens refreshTokens) {
        this.transport = transport;
        this.clock = clock;
        this.refreshTokens = refreshTokens;
    }

    /**
     * Fetches a token.
     *
     * @param registry the registry's authority
     * @param request what for, and where
     * @param credentials the registry's credentials; empty for a token that anybody gets
     * @throws us.apolo.images.OperationCancelledException if the thread is interrupted
     */
    TokenAnswer fetch(String registry, TokenRequest request, Optional<Credentials> credentials) {
        LOG.log(System.Logger.Level.DEBUG, "Fetching {0} for the registry {1}", request, registry);
        var reply = credentials
                .map(some -> byAccount(request, new Account(registry, request.realm(), request.service(), some)))
                .orElseGet(() -> send(TokenCall.get(registry, request, credentials)));
        if (reply instanceof TokenReply.Given given) {
            transport.observation().tokenFetched(new TokenFetch(registry, request.scopes()));
            return new TokenAnswer.Granted(given.token());
        }
        return new TokenAnswer.Denied(((TokenReply.Refused) reply).error());
    }

    private TokenReply byAccount(TokenRequest request, Account account) {
        var reply = byRefreshToken(request, account).orElseGet(() -> byCredentials(request, account));
        if (reply instanceof TokenReply.Given given) {
            given.refreshToken().ifPresent(token -> refreshTokens.keep(account, token));
        }
        return reply;
    }

    /** Empty if there is no refresh token, or it is not accepted any more. */
    private Optional<TokenReply> byRefreshToken(TokenRequest request, Account account) {
        var token = refreshTokens.of(account);
        if (token.isEmpty()) {
            return Optional.empty();
        }
        var reply = send(TokenCall.post(account.registry(), request, token.get()));
        if (!(reply instanceof TokenReply.Refused refused) || !refused.isFinal()) {
            return Optional.of(reply);
        }
        refreshTokens.forget(account);
        if (refused.isUnknownMethod()) {
            refreshTokens.areUselessAt(account.realm());
        }
        return Optional.empty();
    }

    private TokenReply byCredentials(TokenRequest request, Account account) {
        var credentials = account.credentials();
        return send(
                credentials.isIdentityToken()
                        ? TokenCall.post(account.registry(), request, credentials.password())
                        : TokenCall.get(account.registry(), request, Optional.of(credentials)));
    }

    private TokenReply send(TokenCall call) {
        return call.send(transport.carrying(call.registry(), RequestKind.TOKEN, 1), clock);
    }
}
