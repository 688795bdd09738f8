package us.apolo.images.fuzzing;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Inputs of any size: some beginning, then the same again and again as long as there is room, and some end. */
final class Repetition {
    private final byte[] head;
    private final List<byte[]> units;
    private final byte[] tail;

    Repetition(byte[] head, List<byte[]> units, byte[] tail) {
        this.head = head.clone();
        this.units = units.stream()
                .map(byte[]::clone)
                .filter(unit -> unit.length > 0)
                .toList();
        this.tail = tail.clone();
    }

    byte[] ofSize(int size) {
        var all = new ByteArrayOutputStream(size + head.length + tail.length);
        all.writeBytes(head);
        for (var i = 0; !units.isEmpty() && all.size() + tail.length < size; i++) {
            all.writeBytes(units.get(i % units.size()));
        }
        all.writeBytes(tail);
        return all.toByteArray();
    }

    /** All of it, for people. */
    @Override
    public String toString() {
        return shown(head) + ", then again and again "
                + units.stream().map(Repetition::shown).toList() + ", then " + shown(tail);
    }

    private static String shown(byte[] bytes) {
        var shown = new StringBuilder("'");
        for (var b : bytes) {
            shown.append(b >= ' ' && b < 0x7f ? Character.toString(b) : "\\x%02x".formatted(b));
        }
        return shown.append('\'').toString();
    }
}
