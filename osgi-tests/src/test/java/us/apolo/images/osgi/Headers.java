package us.apolo.images.osgi;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * A bundle's headers about what it gives and takes.
 *
 * @param values the header's text by its name
 */
record Headers(Map<String, String> values) {
    private static final List<String> NAMES = List.of(
            Constants.EXPORT_PACKAGE, Constants.IMPORT_PACKAGE, Constants.PROVIDE_CAPABILITY, Constants.REQUIRE_CAPABILITY);
    private static final Pattern COMMA = Pattern.compile(",(?=([^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final String OPTIONAL = "resolution:=optional";

    static Headers of(Path jar) {
        var all = BundleFiles.manifest(jar).getMainAttributes();
        var values = new LinkedHashMap<String, String>();
        var version = Version.parseVersion(all.getValue(Constants.BUNDLE_VERSION));
        NAMES.forEach(name -> Optional.ofNullable(all.getValue(name))
                .ifPresent(value -> values.put(name, withoutVersion(value, version))));
        return new Headers(values);
    }

    /** The library's own version is of no interest, and another one with each release. */
    private static String withoutVersion(String value, Version version) {
        var minor = version.getMajor() + "." + version.getMinor();
        var nextMinor = version.getMajor() + "." + (version.getMinor() + 1);
        return value.replace(";version=\"" + minor + "." + version.getMicro() + "\"", ";version=\"(ours)\"")
                .replace("[" + minor + "," + nextMinor + ")", "(ours)");
    }

    /** The clauses of a header; none if there is no such header. */
    Stream<String> clauses(String name) {
        var value = values.get(name);
        return value == null ? Stream.empty() : COMMA.splitAsStream(value);
    }

    /** The packages of a header. */
    Stream<String> packages(String name) {
        return clauses(name).map(Headers::key);
    }

    /** The packages without which the bundle is not resolved. */
    Stream<String> neededPackages() {
        return clauses(Constants.IMPORT_PACKAGE)
                .filter(clause -> !clause.contains(OPTIONAL))
                .map(Headers::key);
    }

    private static String key(String clause) {
        return clause.replaceFirst(";.*", "");
    }

    /** A line for each clause, under the header's name. */
    @Override
    public String toString() {
        return values.keySet().stream()
                .map(name -> name + clauses(name).map(clause -> "\n  " + clause).collect(Collectors.joining()) + "\n")
                .collect(Collectors.joining());
    }
}
