package us.apolo.images.observation;

import java.util.Objects;

/**
 * A request that is about to be sent.
 *
 * @param number which request of its operation it is, from one; no two of an operation have the same
 * @param method the method, for example {@code GET}
 * @param registry the authority of the registry that is asked, for example {@code registry.example.org}; also where a
 *     redirect has led elsewhere
 * @param kind what it is about
 * @param url where it goes, without user and without secrets. There are many of them, so it is one for spans and logs,
 *     and not for the names or tags of metrics.
 * @param attempt how often this call has been tried, this time included: one, unless it is a retry
 */
public record RequestStart(int number, String method, String registry, RequestKind kind, String url, int attempt) {
    /**
     * Checks that nothing is null.
     *
     * @param number which request of its operation it is, from one; no two of an operation have the same
     * @param method the method, for example {@code GET}
     * @param registry the authority of the registry that is asked, for example {@code registry.example.org}; also where
     *     a redirect has led elsewhere
     * @param kind what it is about
     * @param url where it goes, without user and without secrets. There are many of them, so it is one for spans and
     *     logs, and not for the names or tags of metrics.
     * @param attempt how often this call has been tried, this time included: one, unless it is a retry
     */
    public RequestStart {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(registry, "registry");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(url, "url");
    }

    /**
     * One name of few, for spans and tags of metrics.
     *
     * @return method and kind, for example {@code GET manifest}
     */
    public String name() {
        return method + " " + kind.text();
    }
}
