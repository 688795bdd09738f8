package us.apolo.images.fuzzing;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An input: some content, and behind it the bytes that choose between the ways in which it is read. They stand at the end
 * so that the content begins where the input does, as fuzzers like it.
 */
public final class FuzzInput {
    private final byte[] bytes;
    private int end;

    /**
     * Takes an input.
     *
     * @param bytes all of it
     */
    public FuzzInput(byte[] bytes) {
        this.bytes = bytes.clone();
        this.end = bytes.length;
    }

    /**
     * Writes an input.
     *
     * @param text the content
     * @param choices what {@link #choice} is to give, in this order
     * @return the bytes of it
     */
    public static byte[] of(String text, int... choices) {
        var content = text.getBytes(StandardCharsets.UTF_8);
        var all = Arrays.copyOf(content, content.length + choices.length);
        for (var i = 0; i < choices.length; i++) {
            all[all.length - 1 - i] = (byte) choices[i];
        }
        return all;
    }

    /**
     * Takes a number from the end.
     *
     * @param count how many there are to choose from, 256 at most
     * @return one from 0 up to below {@code count}; 0 if nothing is left
     */
    public int choice(int count) {
        return end == 0 ? 0 : Byte.toUnsignedInt(bytes[--end]) % count;
    }

    /**
     * Takes one of these.
     *
     * @param <T> what they are
     * @param some what there is to choose from
     * @return one of them; the first if nothing is left
     */
    @SafeVarargs
    public final <T> T one(T... some) {
        return some[choice(some.length)];
    }

    /**
     * What is left.
     *
     * @return the content
     */
    public byte[] content() {
        return Arrays.copyOf(bytes, end);
    }

    /**
     * What is left, as a stream.
     *
     * @return the content
     */
    public InputStream stream() {
        return new ByteArrayInputStream(bytes, 0, end);
    }

    /**
     * What is left, as a text.
     *
     * @return the content in UTF-8
     */
    public String text() {
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /**
     * What is left, as one of the texts that it may be. Java's texts may hold halves of characters, which no encoding
     * gives; so may those of JSON.
     *
     * @return the content in UTF-8, in ISO 8859-1, or with two bytes for each character, whatever they are
     */
    public String anyText() {
        return switch (choice(4)) {
            case 2 -> new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
            case 3 -> ByteBuffer.wrap(bytes, 0, end / 2 * 2).asCharBuffer().toString();
            default -> text();
        };
    }

    /**
     * What is left, as fields of a header, each in a line of its own.
     *
     * @return the lines, with nothing in them that no transport lets through
     */
    public List<String> fields() {
        return Arrays.stream(text().split("\n", 20))
                .map(line -> line.replace('\n', ' ').replace('\r', ' ').replace('\0', ' '))
                .toList();
    }
}
