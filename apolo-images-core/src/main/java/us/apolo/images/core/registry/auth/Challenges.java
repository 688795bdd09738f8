package us.apolo.images.core.registry.auth;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import us.apolo.images.port.HttpHeaders;

/** The challenges of {@code WWW-Authenticate} (RFC 9110, section 11.6.1): several in one field or in several. */
final class Challenges {
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

    /** The first word between commas, unless an equals sign makes it a parameter of the scheme before. */
    private static final Pattern SCHEME = Pattern.compile("(?:^|,)\\s*+([^\\s,=]++)(?!\\s*+=)");

    private Challenges() {}

    /** The schemes that a server offers, in lower case. */
    static Set<String> schemes(HttpHeaders headers) {
        return headers.all("WWW-Authenticate").stream()
                .map(field -> QUOTED.matcher(field).replaceAll(""))
                .flatMap(field -> SCHEME.matcher(field).results())
                .map(scheme -> scheme.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
