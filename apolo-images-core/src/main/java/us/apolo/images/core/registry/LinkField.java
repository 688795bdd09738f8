package us.apolo.images.core.registry;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import us.apolo.images.port.HttpHeaders;

/** The {@code Link} field of RFC 8288, as far as pagination needs it. */
final class LinkField {
    /** One link: its target, then parameters up to the comma that is outside of quotes. */
    private static final Pattern LINK = Pattern.compile("<([^>]*+)>((?:[^,\"]|\"[^\"]*+\")*+)");

    private static final Pattern REL = Pattern.compile(";\\s*+rel\\s*+=\\s*+(?:\"([^\"]*+)\"|([^\\s;,\"]++))");

    private LinkField() {}

    /** The target of the first link whose relation is {@code next}. */
    static Optional<String> next(HttpHeaders headers) {
        return headers.all("Link").stream()
                .flatMap(field -> LINK.matcher(field).results())
                .filter(link -> isNext(link.group(2)))
                .map(link -> link.group(1).strip())
                .findFirst();
    }

    private static boolean isNext(String parameters) {
        var rel = REL.matcher(parameters.toLowerCase(Locale.ROOT));
        if (!rel.find()) {
            return false;
        }
        var relations = rel.group(1) == null ? rel.group(2) : rel.group(1);
        return java.util.Arrays.asList(relations.strip().split("\\s+", -1)).contains("next");
    }
}
