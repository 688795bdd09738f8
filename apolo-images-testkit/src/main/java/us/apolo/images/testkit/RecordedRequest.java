package us.apolo.images.testkit;

import java.util.Objects;

/**
 * A request that has come to a {@link RegistryServer}. It has no header fields, since credentials would be among them.
 *
 * @param method the method
 * @param path the path as it came, not decoded
 * @param query the query as it came, without the question mark; empty if there was none
 * @param status the status of the answer; zero if it was none, since the connection was cut, stalled or sent garbage
 */
public record RecordedRequest(String method, String path, String query, int status) {
    /**
     * Checks that the parts are there.
     *
     * @param method the method
     * @param path the path as it came, not decoded
     * @param query the query as it came, without the question mark; empty if there was none
     * @param status the status of the answer; zero if it was none, since the connection was cut, stalled or sent
     *     garbage
     */
    public RecordedRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(query, "query");
    }

    /**
     * One line for people.
     *
     * @return for example {@code GET /v2/app/tags/list?n=100 gave 200}
     */
    @Override
    public String toString() {
        return method + " " + path + (query.isEmpty() ? "" : "?" + query) + " gave "
                + (status == 0 ? "no answer" : Integer.toString(status));
    }
}
