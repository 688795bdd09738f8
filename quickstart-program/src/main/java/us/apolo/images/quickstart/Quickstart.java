package us.apolo.images.quickstart;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import us.apolo.images.ImagesException;
import us.apolo.images.console.ConsoleProgress;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.services.ServiceException;

/** Shows the main job with a registry and a folder or an engine, and leaves nothing behind. */
public final class Quickstart {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Quickstart() {}

    /**
     * Runs everything; the exit code is zero if all went well.
     *
     * @param arguments {@code --docker}, {@code --registry URL} and {@code --engine HOST}, each if wanted
     */
    public static void main(String[] arguments) {
        var interruption = Interruption.listen();
        var exitCode = FAILED;
        try {
            show(Options.read(arguments, System.getenv()));
            exitCode = 0;
        } catch (UsageException e) {
            exitCode = WRONG_USAGE;
            tell(e);
        } catch (RuntimeException e) {
            tell(e, interruption);
        } finally {
            interruption.finished();
        }
        System.exit(exitCode);
    }

    private static void show(Options options) {
        var narrator = new Narrator(System.out);
        try (var parts = Parts.prepare(options, narrator)) {
            narrator.say("Registry: %s%n%s"
                    .formatted(parts.registryUrl(), parts.local().description()));
            run(parts, narrator);
        }
        narrator.say(System.lineSeparator()
                + (options.registry().isPresent()
                        ? "Done and closed. No image that was made here is left; a registry may go on listing the empty"
                                + " repository."
                        : "Done and closed. Nothing that was made here is left."));
    }

    private static void run(Parts parts, Narrator narrator) {
        narrator.say("%nThe library is put together with its adapters, which are on the class path:%n"
                .formatted()
                .concat(parts.local().java()));
        var builder = ApoloImages.builder().config(parts.config()).credentials(parts.credentialsProvider());
        try (var images = parts.local().addTo(builder).build();
                var progress = ConsoleProgress.create();
                var tour = new Tour(images, parts, progress, narrator, randomName())) {
            tour.run();
        }
    }

    /** A name that no image has: the registry and the engine may be the user's. */
    private static String randomName() {
        var bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return "quickstart-" + HexFormat.of().formatHex(bytes);
    }

    /** Says what went wrong, unless that is this program's own fault: then everything is wanted. */
    private static void tell(RuntimeException failure, Interruption interruption) {
        if (interruption.hasCome()) {
            // Whatever failed, failed because of it.
            System.err.println(System.lineSeparator() + "quickstart: interrupted");
            tellSuppressed(failure);
        } else if (failure instanceof ImagesException || failure instanceof ServiceException) {
            tell(failure);
        } else {
            throw failure;
        }
    }

    /** Says what went wrong, then what could not be cleaned up because of it. */
    private static void tell(RuntimeException failure) {
        System.err.println(System.lineSeparator() + "quickstart: " + failure.getMessage());
        tellSuppressed(failure);
    }

    private static void tellSuppressed(RuntimeException failure) {
        Arrays.stream(failure.getSuppressed())
                .map(Throwable::getMessage)
                .forEach(message -> System.err.println("quickstart: while cleaning up: " + message));
    }
}
