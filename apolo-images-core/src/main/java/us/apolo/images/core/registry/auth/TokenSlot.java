package us.apolo.images.core.registry.auth;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import us.apolo.images.OperationCancelledException;

/**
 * The token for one purpose. Of the threads that want it one fetches it, and the others wait for what comes. If that one
 * is stopped, another takes over.
 */
final class TokenSlot {
    private final Clock clock;
    private @Nullable Token current;
    private @Nullable CompletableFuture<TokenAnswer> fetching;

    TokenSlot(Clock clock) {
        this.clock = clock;
    }

    /**
     * A token and where it is from.
     *
     * @param token the token
     * @param anew whether it was fetched after it was asked for
     */
    record Obtained(Token token, boolean anew) {}

    /**
     * The token; fetched if there is none, it is about to expire or it is the one that was refused.
     *
     * @param refused a token that will not do any more; null if there is none
     * @param fetch asks for a token, on this thread and with no lock held
     * @throws OperationCancelledException if the thread is interrupted
     */
    Obtained get(@Nullable Token refused, Supplier<TokenAnswer> fetch) {
        while (true) {
            var mine = new CompletableFuture<TokenAnswer>();
            CompletableFuture<TokenAnswer> others;
            synchronized (this) {
                if (current != null && current != refused && current.isFresh(clock.instant())) {
                    return new Obtained(current, false);
                }
                others = fetching;
                if (others == null) {
                    fetching = mine;
                }
            }
            var answer = others == null ? lead(mine, fetch) : await(others);
            if (answer instanceof TokenAnswer.Granted granted) {
                return new Obtained(granted.token(), true);
            }
            if (answer instanceof TokenAnswer.Denied denied) {
                throw denied.error().get();
            }
        }
    }

    private TokenAnswer lead(CompletableFuture<TokenAnswer> mine, Supplier<TokenAnswer> fetch) {
        TokenAnswer answer = new TokenAnswer.Abandoned();
        try {
            answer = fetch.get();
            return answer;
        } finally {
            end(answer);
            mine.complete(answer);
        }
    }

    private synchronized void end(TokenAnswer answer) {
        fetching = null;
        if (answer instanceof TokenAnswer.Granted granted) {
            current = granted.token();
        }
    }

    private static TokenAnswer await(CompletableFuture<TokenAnswer> others) {
        try {
            return others.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationCancelledException(
                    "Interrupted while waiting for a token", OperationCancelledException.Reason.INTERRUPTED, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A token is never completed with an exception", e);
        }
    }
}
