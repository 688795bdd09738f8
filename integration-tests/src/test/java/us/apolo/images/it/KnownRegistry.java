package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Predicate;
import us.apolo.images.Images;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RemoteImage;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.PageLinks;
import us.apolo.images.testkit.RecordedRequest;
import us.apolo.images.testkit.RegistryServerBuilder;

/** The registries that people have, each by what it does otherwise than the protocol would have it. */
enum KnownRegistry {
    DOCKER_HUB {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.catalog(false).deletion(false);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.shows("no catalog", answers("GET", CATALOG, 404));
            played.shows("405 to DELETE", answers("DELETE", MANIFESTS, 405));
        }

        @Override
        void beyond(Images images, RemoteImage image, PlayedRegistry played) {
            var limited = played.server().fail(Fault.status(429).body("<html>Too Many Requests</html>"));
            assertThatThrownBy(() -> images.digest(image))
                    .as("429 with a body that is not JSON")
                    .isInstanceOf(RateLimitedException.class);
            assertThatThrownBy(() -> images.size(image))
                    .isInstanceOf(RateLimitedException.class)
                    .hasMessageContaining("<html>Too Many Requests");
            limited.remove();
        }
    },

    ECR {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.pageLimit(1000);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.tokenIsOver("a token for twelve hours, after which Basic is refused");
            played.shows(
                    "n over 1000 refused",
                    answers("GET", CATALOG, 400).and(request -> request.query().equals("n=10000")));
            played.does(
                    "HEAD at times without the digest",
                    withoutDigest().onMethod("HEAD").times(2));
        }
    },

    GAR {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.tagsBeforeManifests(true).chunkedUploads(false);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.shows("a digest with tags is not deleted", answers("DELETE", MANIFESTS, 400));
            played.shows("its tags are", answers("DELETE", ".*/manifests/[^:]+", 202));
            played.shows("a blob comes in one request", answers("PUT", ".*/blobs/uploads/.*", 201));
        }

        @Override
        void beyond(Images images, RemoteImage image, PlayedRegistry played) {
            assertThat(played.server().requests()).noneMatch(answers("PATCH", ".*", 202));
        }
    },

    HARBOR {
        @Override
        void behave(PlayedRegistry played) {
            // Whoever brings the cookie back without another secret is taken for a browser that was tricked.
            played.server()
                    .fail(Fault.status(403)
                            .body("CSRF token not found in request")
                            .onHeader("Cookie"));
            played.does(
                    "Basic for the catalog alone",
                    Fault.status(200)
                            .header("Content-Type", "application/json")
                            .body("{\"repositories\":[\"acme/ml/listed\"]}")
                            .onPath(CATALOG)
                            .onHeader("Authorization"));
            played.server()
                    .fail(Fault.status(401)
                            .header("WWW-Authenticate", "Basic realm=\"harbor\"")
                            .onPath(CATALOG));
            played.shows(
                    "Bearer elsewhere",
                    answers("GET", "/token", 200).and(request -> request.query().contains("repository")));
            played.does("sets cookies that must not come back", Fault.changedHeader("Set-Cookie", "sid=1; Path=/"));
        }

        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.bearer();
        }

        @Override
        void beyond(Images images, RemoteImage image, PlayedRegistry played) {
            assertThat(played.server().requests())
                    .as("tokens for the catalog, which does not want them")
                    .noneMatch(request ->
                            request.path().equals("/token") && request.query().contains("catalog"));
            played.server().heal();
            var robot = played.server()
                    .fail(Fault.status(401)
                            .header("WWW-Authenticate", "Basic realm=\"harbor\"")
                            .onPath(CATALOG));
            assertThatThrownBy(images::list)
                    .as("a catalog for admins alone")
                    .isInstanceOf(NotAuthenticatedException.class);
            assertThat(images.tags(image.withoutTag())).contains(image);
            robot.remove();
        }
    },

    ARTIFACTORY {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.pageLimit(2).pageLinks(PageLinks.UNUSUAL).digestsAmongTags(true);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.does(
                    "neither the digest nor the right type of a manifest in the head",
                    withoutDigest().header("Content-Type", "text/plain"));
            played.shows(
                    "odd links",
                    answers("GET", TAGS, 200).and(request -> request.query().startsWith("last=")));
            played.shows(
                    "digests among the tags",
                    answers("GET", TAGS, 200).and(request -> request.query().startsWith("last=sha256")));
        }
    },

    NEXUS {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.pageLinks(PageLinks.NONE);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.does("404 to HEAD", Fault.status(404).onMethod("HEAD").onPath(MANIFESTS));
            played.shows("no links", answers("GET", TAGS, 200));
            played.shows("null for no tags", answers("GET", ".*/emptied/tags/list", 200));
        }

        @Override
        void beyond(Images images, RemoteImage image, PlayedRegistry played) {
            var nulls = played.server()
                    .fail(Fault.status(200)
                            .header("Content-Type", "application/json")
                            .body("{\"name\": null, \"tags\": [null, \"" + image.tag() + "\", null]}")
                            .onPath(TAGS));
            assertThat(images.tags(image.withoutTag()))
                    .as("nulls among the tags")
                    .containsExactly(image);
            nulls.remove();
        }
    },

    QUAY {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.pageLimit(2).pageLinks(PageLinks.OPAQUE);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.shows(
                    "an opaque next_page",
                    answers("GET", TAGS, 200).and(request -> request.query().contains("next_page=")));
        }
    },

    GITLAB {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.nullTags(true);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.shows("tags: null when there are none", answers("GET", ".*/emptied/tags/list", 200));
        }
    },

    GHCR {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.emptyRepositories(false);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.shows("404 after the last tag is deleted", answers("GET", ".*/emptied/tags/list", 404));
        }

        @Override
        boolean keepsEmptyRepositories() {
            return false;
        }
    },

    /** As Debian has it. */
    DISTRIBUTION {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.tagDeletion(false);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.shows("400 to the deletion of a tag", answers("DELETE", ".*/manifests/[^:]+", 400));
        }
    },

    /** The platform's front end before another registry. */
    APOLO {
        @Override
        RegistryServerBuilder build(RegistryServerBuilder server) {
            return server.pageLinks(PageLinks.NONE);
        }

        @Override
        void behave(PlayedRegistry played) {
            played.does(
                    "n over the limit of the registry behind it",
                    Fault.status(400)
                            .body("{\"errors\":[{\"code\":\"PAGINATION_NUMBER_INVALID\"}]}")
                            .onPath(CATALOG)
                            .onQuery("n=\\d{5,}"));
            played.shows("everything in one page of the catalog", answers("GET", CATALOG, 200));
            played.server()
                    .fail(Fault.status(400)
                            .body("[\"an unknown parameter\"]")
                            .onPath(CATALOG)
                            .onQuery("(?!n=).+"));
            played.shows("parameters of tags ignored", answers("GET", TAGS, 200));
        }

        @Override
        void beyond(Images images, RemoteImage image, PlayedRegistry played) {
            var forbidden = played.server().fail(Fault.status(403).body("Forbidden: not yours"));
            assertThatThrownBy(() -> images.size(image))
                    .as("errors in plain text")
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("Forbidden: not yours");
            forbidden.remove();
        }
    };

    private static final String CATALOG = "/v2/_catalog";
    private static final String TAGS = "/v2/.+/tags/list";
    private static final String MANIFESTS = "/v2/.+/manifests/.+";

    /** What the server is built with. */
    RegistryServerBuilder build(RegistryServerBuilder server) {
        return server;
    }

    /** What it does otherwise, and how that shows. */
    abstract void behave(PlayedRegistry played);

    /** What there is beyond the operations that every registry is asked for; they have all been done before. */
    void beyond(Images images, RemoteImage image, PlayedRegistry played) {}

    boolean lists() {
        return this != DOCKER_HUB;
    }

    boolean deletes() {
        return this != DOCKER_HUB;
    }

    /** Whether a tag goes without its digest; else only where no other tag would go with it. */
    boolean deletesTags() {
        return deletes() && this != DISTRIBUTION;
    }

    boolean keepsEmptyRepositories() {
        return true;
    }

    private static Predicate<RecordedRequest> answers(String method, String path, int status) {
        return request -> request.method().equals(method) && request.path().matches(path) && request.status() == status;
    }

    private static Fault withoutDigest() {
        return Fault.withoutHeader("Docker-Content-Digest").onPath(MANIFESTS);
    }
}
