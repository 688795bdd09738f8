package us.apolo.images.testkit.store;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The grammar of repositories and tags. */
final class RepositoryNames {
    private static final int MAX_NAME = 255;
    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*+");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

    private RepositoryNames() {}

    static void requireName(String name) {
        var valid = name.length() <= MAX_NAME
                && Arrays.stream(name.split("/", -1))
                        .allMatch(component -> COMPONENT.matcher(component).matches());
        if (!valid) {
            throw new RefusedException(ErrorCode.NAME_INVALID, name);
        }
    }

    static void requireTag(String tag) {
        if (!TAG.matcher(tag).matches()) {
            throw new RefusedException(ErrorCode.TAG_INVALID, tag);
        }
    }
}
