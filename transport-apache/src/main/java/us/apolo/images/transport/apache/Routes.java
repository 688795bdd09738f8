package us.apolo.images.transport.apache;

import java.net.MalformedURLException;
import java.net.URI;
import java.util.Locale;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.ProxyConfig;

/**
 * The ways to hosts.
 *
 * @param proxy what stands in between; null for nothing
 */
record Routes(@Nullable ProxyConfig proxy) {
    /**
     * The way for a request: straight, through a tunnel for TLS, or with the proxy as the one that is asked.
     *
     * @throws MalformedURLException if it leads nowhere
     */
    HttpRoute to(URI uri) throws MalformedURLException {
        var secure = "https".equalsIgnoreCase(uri.getScheme());
        var target = new HttpHost(secure ? "https" : "http", host(uri), port(uri, secure));
        if (proxy == null || proxy.direct().contains(uri.getHost().toLowerCase(Locale.ROOT))) {
            return new HttpRoute(target, null, secure);
        }
        var hop = new HttpHost("http", proxy.host(), proxy.port());
        return secure
                ? new HttpRoute(target, null, hop, true, TunnelType.TUNNELLED, LayerType.LAYERED)
                : new HttpRoute(target, null, hop, false);
    }

    /** A host in lower case, without the brackets that an address of IPv6 has in a URI. */
    static String host(URI uri) {
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(URI uri, boolean secure) throws MalformedURLException {
        if (uri.getPort() > 65535) {
            throw new MalformedURLException("Not a port: " + uri.getPort());
        }
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return secure ? 443 : 80;
    }

    /** Whether requests are put to the proxy itself, which then has to be told the whole URL. */
    static boolean asksTheProxy(HttpRoute route) {
        return route.getProxyHost() != null && !route.isTunnelled();
    }
}
