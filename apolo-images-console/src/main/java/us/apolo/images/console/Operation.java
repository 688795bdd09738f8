package us.apolo.images.console;

import us.apolo.images.ImageProgressPull;
import us.apolo.images.ImageProgressPush;

/**
 * One push or pull.
 *
 * @param direction which way
 * @param source from where, printable
 * @param target to where, printable
 * @param thread the thread that announced it, by which its steps are told from those of others
 */
record Operation(Direction direction, String source, String target, Thread thread) {
    static Operation of(ImageProgressPush event) {
        return of(Direction.PUSH, event.src(), event.dst());
    }

    static Operation of(ImageProgressPull event) {
        return of(Direction.PULL, event.src(), event.dst());
    }

    private static Operation of(Direction direction, Object source, Object target) {
        return new Operation(
                direction, Printable.of(source.toString()), Printable.of(target.toString()), Thread.currentThread());
    }

    String heading(String arrow) {
        return direction.title() + " " + source + " " + arrow + " " + target;
    }
}
