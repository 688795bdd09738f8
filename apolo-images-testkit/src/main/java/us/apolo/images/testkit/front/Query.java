package us.apolo.images.testkit.front;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;

/** The parameters of a query. */
record Query(Map<String, List<String>> parameters) {
    static Query of(String text) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var part : text.split("&", -1)) {
            var equals = part.indexOf('=');
            var key = equals < 0 ? part : part.substring(0, equals);
            var value = equals < 0 ? "" : part.substring(equals + 1);
            parameters
                    .computeIfAbsent(decode(key), unknown -> new ArrayList<>())
                    .add(decode(value));
        }
        return new Query(parameters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ErrorCode.UNSUPPORTED, "The query is not percent-encoded");
        }
    }

    Optional<String> first(String key) {
        return all(key).stream().findFirst();
    }

    List<String> all(String key) {
        return parameters.getOrDefault(key, List.of());
    }
}
