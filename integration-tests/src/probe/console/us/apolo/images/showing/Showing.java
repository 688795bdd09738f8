package us.apolo.images.showing;

import java.util.OptionalLong;
import us.apolo.images.ImageProgressPush;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;
import us.apolo.images.LocalImage;
import us.apolo.images.RemoteImage;
import us.apolo.images.console.ConsoleProgress;

/** Shows how the layers of a push move. */
public final class Showing {
    private static final int STEPS = 10;

    private Showing() {}

    public static void main(String[] args) throws InterruptedException {
        try (var progress = ConsoleProgress.create()) {
            progress.push(new ImageProgressPush(
                    new LocalImage("app", "v1"), RemoteImage.newExternalImage("app", "registry.example.org", "v1")));
            for (var step = 1; step <= STEPS; step++) {
                progress.step(moved(step));
                Thread.sleep(50);
            }
        }
        System.out.println("in a module " + ConsoleProgress.class.getModule().isNamed());
    }

    private static ImageProgressStep moved(int step) {
        var status = step == STEPS ? LayerStatus.DONE : LayerStatus.TRANSFERRING;
        return new ImageProgressStep(
                "a1b2c3d40001", status.name(), status, OptionalLong.of(step * 1_000_000L), OptionalLong.of(STEPS * 1_000_000L));
    }
}
