package com.example.platformlogin;

import us.apolo.images.ImagesException;
import us.apolo.images.TagOption;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.login.ApoloLogin;

/** Lists the tags of an image of the platform. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Clusters, organization, project and credentials are those of the login: nothing else is configured.
        try (var images = ApoloImages.builder().login(ApoloLogin.find()).build()) {
            // All tags are wanted, so none may stand in the name.
            var image = images.parser().remoteImage(variable("IMAGE"), TagOption.DENY);
            for (var tag : images.tags(image)) {
                System.out.println(tag);
            }
        } catch (ImagesException | IllegalArgumentException e) {
            // Every error of the library is an ImagesException. Where nobody is logged in, its message says how to.
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    /** What has to be set, or a word of what to set. */
    private static String variable(String name) {
        var value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Set the environment variable " + name + "; the README tells what to");
        }
        return value;
    }
}
