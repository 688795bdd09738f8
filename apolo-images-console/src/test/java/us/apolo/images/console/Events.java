package us.apolo.images.console;

import java.util.OptionalLong;
import us.apolo.images.ImageProgressPull;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;

/** What a listener may hear. */
final class Events {
    static final long MB = 1_000_000;

    private static final LocalImage LOCAL = new LocalImage("app", "v1");
    private static final RemoteImage REMOTE =
            RemoteImage.newPlatformImage("app", "registry.example.org", "project", "cluster", null, "v1");

    private Events() {}

    static ImageProgressPush push() {
        return new ImageProgressPush(LOCAL, REMOTE);
    }

    static ImageProgressPull pull() {
        return new ImageProgressPull(REMOTE, LOCAL);
    }

    static ImageProgressStep step(String layer, LayerStatus status) {
        return new ImageProgressStep(layer, status.name(), status, OptionalLong.empty(), OptionalLong.empty());
    }

    static ImageProgressStep step(String layer, LayerStatus status, long current, long total) {
        return new ImageProgressStep(layer, status.name(), status, OptionalLong.of(current), OptionalLong.of(total));
    }

    static ImageProgressStep message(String layer, String message) {
        return new ImageProgressStep(layer, message, LayerStatus.OTHER, OptionalLong.empty(), OptionalLong.empty());
    }

    static ImageProgressStep moving(String layer, long current, long total) {
        return step(layer, LayerStatus.TRANSFERRING, current, total);
    }

    static ImageProgressStep done(String layer, long total) {
        return step(layer, LayerStatus.DONE, total, total);
    }

    /** An id as engines give it. */
    static String layer(int number) {
        return "%012x".formatted(0xa1b2c3d40000L + number);
    }
}
