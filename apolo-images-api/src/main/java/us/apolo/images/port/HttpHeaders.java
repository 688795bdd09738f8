package us.apolo.images.port;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The header fields of a request or a response: names in any case, each with one or several values in their order.
 * Immutable.
 */
public final class HttpHeaders {
    private static final HttpHeaders EMPTY = new HttpHeaders(Map.of());
    private static final Set<String> SECRET =
            Set.of("authorization", "proxy-authorization", "cookie", "set-cookie", "x-registry-auth", "location");

    private final Map<String, List<String>> fields;

    private HttpHeaders(Map<String, List<String>> fields) {
        this.fields = fields;
    }

    /**
     * No fields.
     *
     * @return always the same
     */
    public static HttpHeaders empty() {
        return EMPTY;
    }

    /**
     * Starts a set of fields.
     *
     * @return a builder without fields
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The first value of a field.
     *
     * @param name the field's name, in any case
     * @return its first value, if it is there
     */
    public Optional<String> first(String name) {
        var values = all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * Every value of a field, one for each line that it stands on.
     *
     * @param name the field's name, in any case
     * @return its values; empty if it is not there
     */
    public List<String> all(String name) {
        return fields.getOrDefault(name, List.of());
    }

    /**
     * All fields.
     *
     * @return the values by name, sorted by name without regard to case; immutable
     */
    public Map<String, List<String>> asMap() {
        return fields;
    }

    /**
     * The fields for people, with the values of those struck out that carry secrets: credentials, cookies, and locations,
     * which may be signed.
     *
     * @return one text on one line
     */
    @Override
    public String toString() {
        var shown = new TreeMap<String, Object>();
        fields.forEach((name, values) ->
                shown.put(name, SECRET.contains(name.toLowerCase(Locale.ROOT)) ? List.of("***") : values));
        return shown.toString();
    }

    /** Builds {@link HttpHeaders}. */
    public static final class Builder {
        /** The lists in it are immutable, so that what is built can have them as they are. */
        private final TreeMap<String, List<String>> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

        private Builder() {}

        /**
         * Adds a value to a field.
         *
         * @param name the field's name
         * @param value the value
         * @return this
         * @throws IllegalArgumentException if the name is empty, or one of the two has a line break or a null character
         */
        public Builder add(String name, String value) {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
            if (name.isEmpty() || hasForbidden(name) || hasForbidden(value)) {
                throw new IllegalArgumentException("The header field " + HttpHeaders.printable(name)
                        + " has no name, or a line break or null character in its name or value");
            }
            fields.merge(name, List.of(value), Builder::joined);
            return this;
        }

        /**
         * Adds all of other fields.
         *
         * @param others their values go behind those that are there
         * @return this
         */
        public Builder addAll(HttpHeaders others) {
            Objects.requireNonNull(others, "others")
                    .fields
                    .forEach((name, values) -> fields.merge(name, values, Builder::joined));
            return this;
        }

        private static List<String> joined(List<String> values, List<String> more) {
            return Stream.concat(values.stream(), more.stream()).toList();
        }

        private static boolean hasForbidden(String text) {
            for (var i = 0; i < text.length(); i++) {
                var c = text.charAt(i);
                if (c == '\r' || c == '\n' || c == 0) {
                    return true;
                }
            }
            return false;
        }

        /**
         * Makes the fields.
         *
         * @return immutable fields
         */
        public HttpHeaders build() {
            return new HttpHeaders(Collections.unmodifiableMap(new TreeMap<>(fields)));
        }
    }

    private static String printable(String name) {
        return "'" + name.replaceAll("\\p{Cc}", "?") + "'";
    }
}
