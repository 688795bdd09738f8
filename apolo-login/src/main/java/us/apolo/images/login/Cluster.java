package us.apolo.images.login;

import java.net.URI;
import java.util.List;

/**
 * A cluster of the platform.
 *
 * @param name its name
 * @param registry the URL of its registry, without a path, since that plays no part
 * @param organizations the names of the account's organizations there
 */
record Cluster(String name, URI registry, List<String> organizations) {
    Cluster {
        organizations = List.copyOf(organizations);
    }
}
