package us.apolo.images.testkit.front;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;

/**
 * What a path of the registry protocol points at. It is read from its end, since the name of a repository may have any
 * number of segments.
 *
 * @param kind what it is
 * @param repository the repository; empty where there is none
 * @param item the tag, digest or upload; empty where there is none
 */
record Route(Kind kind, String repository, String item) {
    enum Kind {
        ROOT,
        CATALOG,
        TAGS,
        MANIFEST,
        BLOB,
        UPLOADS,
        UPLOAD
    }

    /** Reads a path as it came; null if it is none of the protocol's. */
    static @Nullable Route of(String path) {
        if (!path.startsWith("/v2/")) {
            return null;
        }
        var segments = Arrays.stream(path.substring("/v2/".length()).split("/", -1))
                .map(Route::decode)
                .toList();
        if (segments.equals(List.of(""))) {
            return new Route(Kind.ROOT, "", "");
        }
        if (segments.equals(List.of("_catalog"))) {
            return new Route(Kind.CATALOG, "", "");
        }
        return inRepository(segments);
    }

    private static @Nullable Route inRepository(List<String> segments) {
        var last = segments.get(segments.size() - 1);
        if (endsWith(segments, "tags", "list")) {
            return new Route(Kind.TAGS, name(segments, 2), "");
        }
        if (endsWith(segments, "manifests", last)) {
            return new Route(Kind.MANIFEST, name(segments, 2), last);
        }
        if (endsWith(segments, "blobs", "uploads", last)) {
            return new Route(last.isEmpty() ? Kind.UPLOADS : Kind.UPLOAD, name(segments, 3), last);
        }
        return endsWith(segments, "blobs", last) ? new Route(Kind.BLOB, name(segments, 2), last) : null;
    }

    private static boolean endsWith(List<String> segments, String... end) {
        var start = segments.size() - end.length;
        return start > 0 && segments.subList(start, segments.size()).equals(Arrays.asList(end));
    }

    private static String name(List<String> segments, int withoutLast) {
        return segments.subList(0, segments.size() - withoutLast).stream().collect(Collectors.joining("/"));
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ErrorCode.NAME_INVALID, text);
        }
    }
}
