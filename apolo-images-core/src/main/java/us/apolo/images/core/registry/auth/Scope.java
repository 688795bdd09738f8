package us.apolo.images.core.registry.auth;

import us.apolo.images.port.Repository;

/**
 * What a call has to be allowed to do, in the words of token servers.
 *
 * @param type {@code repository} or {@code registry}
 * @param name which one
 * @param actions what to do there, with commas between
 */
public record Scope(String type, String name, String actions) {
    /** To list a registry's repositories. */
    public static final Scope CATALOG = new Scope("registry", "catalog", "*");

    /**
     * To do something in a repository.
     *
     * @param repository where
     * @param method the method of the request
     * @return to pull, to pull and push, or to delete
     */
    public static Scope of(Repository repository, String method) {
        return new Scope(
                "repository",
                repository.path(),
                switch (method) {
                    case "GET", "HEAD" -> "pull";
                    case "DELETE" -> "delete";
                    default -> "pull,push";
                });
    }

    /**
     * The scope as it is asked for.
     *
     * @return for example {@code repository:team/app:pull,push}
     */
    @Override
    public String toString() {
        return type + ":" + name + ":" + actions;
    }
}
