package us.apolo.images.cli;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;

/** What the library tells programmers to do, in words for people at a terminal, who have no builder to call. */
final class Wording {
    /** In this order: what is longer comes before its part. */
    private static final List<Map.Entry<String, String>> WORDS = List.of(
            entry(
                    "or give LocalDockerConfig.location",
                    "or write it as in --docker daemon:unix:///run/user/1000/docker.sock"),
            entry("LocalDockerConfig.location", "--docker or APOLO_IMAGES_DOCKER"),
            entry(
                    "the credentials provider must give some for the registry",
                    "log in there first: docker login, or apolo login for a registry of the platform"),
            entry(
                    "give a valid password or a fresh token",
                    "log in again: docker login, or apolo login for a registry of the platform"),
            entry(
                    "a digest stands beside the image, as in rm(image, digest)",
                    "images are called by their tags here, not by their digests"),
            entry("give a user name and a password", "log in with a user name and a password: docker login"),
            entry("log in anew, or give another provider of credentials", "log in again: docker login"),
            entry(
                    "trust that in the TLS configuration; if it speaks plain HTTP, give its URL with http://",
                    "have Java trust that: keytool -importcert -cacerts -file FILE; without TLS a registry is reached on"
                            + " this machine alone"),
            entry(
                    "trust that in the TLS configuration",
                    "have Java trust that: keytool -importcert -cacerts -file FILE"),
            entry(
                    "the configuration has no cluster to list; give one with ApoloImages.builder().config(config)",
                    "the login has no cluster to list; switch to one: apolo config switch-cluster"));

    private Wording() {}

    /** A message of the library for people. What is not in the words of programmers stays as it is. */
    static String forPeople(String message) {
        var said = message;
        for (var words : WORDS) {
            said = said.replace(words.getKey(), words.getValue());
        }
        return said;
    }
}
