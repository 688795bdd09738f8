package us.apolo.images.core.registry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Repository;

/** The paths of the registry protocol. */
final class Paths {
    private Paths() {}

    static String manifest(Repository repository, Reference reference) {
        return repository(repository) + "/manifests/" + reference.text();
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
        return "/v2/"
                + Arrays.stream(repository.path().split("/", -1))
                        .map(Paths::encode)
                        .collect(Collectors.joining("/"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
