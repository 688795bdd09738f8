package us.apolo.images.core.registry;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import us.apolo.images.port.HttpHeaders;

/** The {@code Link} field of RFC 8288, as far as pagination needs it. */
final class LinkField {
    private static final String QUOTED = "\"((?:[^\"\\\\]|\\\\.)*+)\"";

    /**
     * One link: its target, then parameters up to the comma that is outside of quotes. Also a target without end, so that
     * its rest is not looked at again from each bracket in it.
     */
    private static final Pattern LINK = Pattern.compile("<([^>]*+)(?:>((?:[^,\"]|" + QUOTED + ")*+))?+");

    /** One parameter, directly behind the last one: its name, then its value with or without quotes. */
    private static final Pattern PARAMETER =
            Pattern.compile("\\G\\s*+;\\s*+([^\\s=;\"]*+)\\s*+(?:=\\s*+(?:" + QUOTED + "|([^\\s;\"]*+)))?+");

    private LinkField() {}

    /** The target of the first link whose relation is {@code next}. */
    static Optional<String> next(HttpHeaders headers) {
        return headers.all("Link").stream()
                .flatMap(field -> LINK.matcher(field).results())
                .filter(link -> link.group(2) != null && isNext(link.group(2)))
                .map(link -> link.group(1).strip())
                .findFirst();
    }

    /** Whether a link's first {@code rel}, the only one that counts, has {@code next} among its relations. */
    private static boolean isNext(String parameters) {
        return PARAMETER
                .matcher(parameters)
                .results()
                .filter(parameter -> parameter.group(1).equalsIgnoreCase("rel"))
                .findFirst()
                .map(rel -> rel.group(2) == null ? rel.group(3) : rel.group(2))
                .filter(relations ->
                        Arrays.stream(relations.strip().split("\\s+", -1)).anyMatch("next"::equalsIgnoreCase))
                .isPresent();
    }
}
