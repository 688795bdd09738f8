package us.apolo.images.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Decides which requests go wrong, by chance: one in so many. One fault in ten lasts: it hits what is asked for in the
 * same words for the next times as well, more often than the library tries.
 */
final class FaultPlan {
    private static final int ONE_LASTS_IN = 10;
    private static final int LASTS = 8;
    private static final FaultKind[] KINDS = FaultKind.values();

    private final int oneIn;
    private final Random random;
    private final Map<String, Lasting> lasting = new HashMap<>();
    private final List<InjectedFault> injected = new ArrayList<>();
    private long requests;
    private long fromEngine;

    FaultPlan(int oneIn, long seed) {
        this.oneIn = oneIn;
        this.random = new Random(seed);
    }

    /** What is to go wrong with a request; nothing where it could not be told whose failure it explains. */
    synchronized Optional<FaultKind> next(RelayedRequest request) {
        requests++;
        fromEngine += request.fromEngine() ? 1 : 0;
        return request.about().flatMap(about -> next(request, about));
    }

    private Optional<FaultKind> next(RelayedRequest request, String about) {
        var started = lasting.get(request.target());
        if (started != null) {
            if (started.left == 1) {
                lasting.remove(request.target());
            }
            started.left--;
            return inject(started.kind, true, request, about);
        }
        if (random.nextInt(oneIn) > 0) {
            return Optional.empty();
        }
        var kind = KINDS[random.nextInt(KINDS.length)];
        var lasts = kind != FaultKind.DELAY && random.nextInt(ONE_LASTS_IN) == 0;
        if (lasts) {
            lasting.put(request.target(), new Lasting(kind, LASTS - 1));
        }
        return inject(kind, lasts, request, about);
    }

    private Optional<FaultKind> inject(FaultKind kind, boolean lasts, RelayedRequest request, String about) {
        injected.add(new InjectedFault(kind, lasts, about, request.fromEngine(), System.currentTimeMillis()));
        return Optional.of(kind);
    }

    /** How long to hold an answer back. */
    synchronized long delayMillis() {
        return 100L + random.nextInt(700);
    }

    /** All that has gone wrong by intention. */
    synchronized List<InjectedFault> injected() {
        return List.copyOf(injected);
    }

    /** All requests, whether something went wrong with them or not. */
    synchronized long requests() {
        return requests;
    }

    /** Those of them that the engine has sent. */
    synchronized long engineRequests() {
        return fromEngine;
    }

    private static final class Lasting {
        private final FaultKind kind;
        private int left;

        Lasting(FaultKind kind, int left) {
            this.kind = kind;
            this.left = left;
        }
    }
}
