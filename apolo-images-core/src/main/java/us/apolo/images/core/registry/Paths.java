package us.apolo.images.core.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import us.apolo.images.InvalidNameException;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/** The paths of the registry protocol. */
final class Paths {
    private Paths() {}

    static String manifest(Repository repository, Reference reference) {
        return repository(repository) + "/manifests/" + reference(reference);
    }

    static String tags(Repository repository) {
        return repository(repository) + "/tags/list";
    }

    static String catalog() {
        return "/v2/_catalog";
    }

    static String blob(Repository repository, Object digest) {
        return repository(repository) + "/blobs/" + digest;
    }

    static String uploads(Repository repository) {
        return repository(repository) + "/blobs/uploads/";
    }

    private static String repository(Repository repository) {
        return isPlain(repository.path()) ? "/v2/" + repository.path() : encoded(repository);
    }

    /** As nearly all are: unreserved characters alone, and a letter or a digit in front of each segment. */
    private static boolean isPlain(String path) {
        var atStart = true;
        for (var i = 0; i < path.length(); i++) {
            var c = path.charAt(i);
            if (atStart ? !isAlphanumeric(c) : c != '/' && !isUnreserved(c)) {
                return false;
            }
            atStart = c == '/';
        }
        return !atStart;
    }

    private static String encoded(Repository repository) {
        var target = new StringBuilder("/v2");
        for (var segment : repository.path().split("/", -1)) {
            target.append('/').append(segment(segment, repository));
        }
        return target.toString();
    }

    /** A digest stands as it is: its grammar has nothing that a path could misread. */
    private static String reference(Reference reference) {
        return reference instanceof Reference.ByDigest ? reference.text() : segment(reference.text(), reference.text());
    }

    /** One segment of a path; none that servers and clients fold away, since the request would then go elsewhere. */
    private static String segment(String text, Object name) {
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new InvalidNameException(name.toString(), "no part of it may be empty, a dot or two dots");
        }
        return encode(text);
    }

    static String encode(String text) {
        return isUnreserved(text) ? text : escaped(text);
    }

    private static boolean isUnreserved(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (!isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(char c) {
        return isAlphanumeric(c) || c == '-' || c == '.' || c == '_';
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
