package us.apolo.images.transport.okhttp;

import java.net.MalformedURLException;
import java.net.URI;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import us.apolo.images.RegistryAnswer;

/**
 * OkHttp's URLs. To read a host takes OkHttp longer than to read the rest, and most requests go to the same as the one
 * before, so that one is remembered. Thread-safe.
 */
final class Urls {
    private volatile @Nullable Origin last;

    private record Origin(String scheme, String authority, HttpUrl url) {
        boolean isOf(URI uri) {
            return scheme.equals(uri.getScheme()) && authority.equals(uri.getRawAuthority());
        }
    }

    /**
     * Reads a URL.
     *
     * @param uri with scheme and host
     * @throws MalformedURLException if it is none to OkHttp
     */
    HttpUrl of(URI uri) throws MalformedURLException {
        var origin = last;
        if (origin != null && origin.isOf(uri) && isPathOnly(uri.getRawPath())) {
            return required(origin.url.resolve(target(uri)), uri);
        }
        var url = required(HttpUrl.get(uri), uri);
        last = new Origin(uri.getScheme(), uri.getRawAuthority(), url);
        return url;
    }

    /** Behind two slashes, OkHttp would read a host. */
    private static boolean isPathOnly(String path) {
        return path.startsWith("/") && !path.startsWith("//");
    }

    private static String target(URI uri) {
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + '?' + uri.getRawQuery();
    }

    private static HttpUrl required(@Nullable HttpUrl url, URI uri) throws MalformedURLException {
        if (url == null) {
            throw new MalformedURLException(
                    "OkHttp does not take this for a URL: " + RegistryAnswer.withoutSecrets(uri));
        }
        return url;
    }
}
