package us.apolo.images.console;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LayerStatus;

/**
 * What is known of a layer.
 *
 * @param id short and printable
 * @param direction where it goes
 * @param status where it stands
 * @param word what is happening, printable
 * @param moved the bytes that have come over so far
 * @param size the bytes that are to come over; empty if not known
 * @param part how much of {@code whole} the present status has done
 * @param whole what the present status has to do; empty if not known
 */
record Layer(
        String id,
        Direction direction,
        LayerStatus status,
        String word,
        long moved,
        OptionalLong size,
        long part,
        OptionalLong whole) {
    private static final long LARGE = 100_000_000;

    static Layer of(ImageProgressStep step, Direction direction, @Nullable Layer before) {
        var movedBefore = before == null ? 0 : before.moved;
        var size = sizeAfter(step, before);
        var moved = switch (step.status()) {
            case EXISTS -> 0;
            case TRANSFERRING -> step.current().orElse(movedBefore);
            case VERIFYING, EXTRACTING -> size.orElse(movedBefore);
            case DONE -> size.orElse(Math.max(movedBefore, step.current().orElse(0)));
            case WAITING, OTHER -> movedBefore;
        };
        var extracting = step.status() == LayerStatus.EXTRACTING;
        return new Layer(
                Printable.shortId(step.layerId()),
                direction,
                step.status(),
                word(step, direction),
                moved,
                size,
                extracting ? step.current().orElse(0) : moved,
                extracting ? known(step.total()) : size);
    }

    /** Unpacking has a total of its own, which is not what comes over. */
    private static OptionalLong sizeAfter(ImageProgressStep step, @Nullable Layer before) {
        var sizeBefore = before == null ? OptionalLong.empty() : before.size;
        return switch (step.status()) {
            case EXISTS -> OptionalLong.empty();
            case EXTRACTING -> sizeBefore;
            case DONE -> sizeBefore.isPresent() ? sizeBefore : known(step.total());
            case WAITING, TRANSFERRING, VERIFYING, OTHER -> known(step.total()).isPresent() ? step.total() : sizeBefore;
        };
    }

    /** A total of zero is an engine's way to say that it does not know. */
    private static OptionalLong known(OptionalLong total) {
        return total.orElse(0) == 0 ? OptionalLong.empty() : total;
    }

    private static String word(ImageProgressStep step, Direction direction) {
        return switch (step.status()) {
            case WAITING -> "waiting";
            case TRANSFERRING -> direction.doing();
            case VERIFYING -> "verifying";
            case EXTRACTING -> "extracting";
            case EXISTS -> "exists";
            case DONE -> direction.done();
            case OTHER -> {
                var message = Printable.of(step.message());
                yield message.isEmpty() ? "working" : message;
            }
        };
    }

    /** Whether bytes are coming over just now. */
    boolean isComingOver() {
        return part > 0 && status == LayerStatus.TRANSFERRING;
    }

    /** Whether bytes are being counted just now, those that come over or those that are unpacked. */
    boolean isMoving() {
        return isComingOver() || (part > 0 && status == LayerStatus.EXTRACTING);
    }

    /** Whether every byte has come over, and none is being unpacked. */
    boolean isAllThere() {
        return status == LayerStatus.VERIFYING || status == LayerStatus.DONE;
    }

    boolean isUnderWay() {
        return status != LayerStatus.WAITING && !status.isFinal();
    }

    /** Whether the bytes that are still to come are known. */
    boolean isSizeSettled() {
        return size.isPresent() || status.isFinal();
    }

    /** From 0 to 1; empty where a bar has nothing to show. */
    OptionalDouble fraction() {
        return switch (status) {
            case WAITING, EXISTS, OTHER -> OptionalDouble.empty();
            case DONE, VERIFYING -> OptionalDouble.of(1);
            case TRANSFERRING, EXTRACTING ->
                whole.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(Math.min(1, (double) part / whole.getAsLong()));
        };
    }

    /** How many quarters of a large layer have come over, 0 to 4; always 0 for others. */
    int quarter() {
        return status != LayerStatus.TRANSFERRING || size.orElse(0) < LARGE
                ? 0
                : (int) (4 * fraction().orElse(0));
    }
}
