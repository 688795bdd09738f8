package us.apolo.images.console;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import us.apolo.images.LayerStatus;

/**
 * One row of the picture before it is fitted into a width.
 *
 * @param name what the row is about
 * @param word what is happening
 * @param isMessage whether the word is a message, which takes all the room there is
 * @param fraction how far it is; empty for no bar
 * @param part the bytes so far; empty for none
 * @param whole the bytes in all; empty if not known or if they are all there
 * @param rate bytes per second; empty if not known
 * @param tone how it looks
 */
record Row(
        String name,
        String word,
        boolean isMessage,
        OptionalDouble fraction,
        OptionalLong part,
        OptionalLong whole,
        OptionalLong rate,
        Tone tone) {

    static Row of(Layer layer, OptionalLong rate) {
        return new Row(
                layer.id(),
                layer.word(),
                layer.status() == LayerStatus.OTHER,
                layer.fraction(),
                part(layer),
                layer.isAllThere() ? OptionalLong.empty() : layer.whole(),
                layer.isMoving() ? rate : OptionalLong.empty(),
                tone(layer.status()));
    }

    /** What all layers together have moved. Their whole is told once the size of each is known. */
    static Row total(List<Layer> layers, OptionalLong rate) {
        var ended = layers.stream().filter(layer -> layer.status().isFinal()).count();
        var isKnown = layers.stream().allMatch(Layer::isSizeSettled);
        var moved = moved(layers);
        var size = layers.stream()
                .mapToLong(layer -> layer.size().orElse(layer.moved()))
                .reduce(0, ByteCount::sum);
        var isAll = ended == layers.size();
        return new Row(
                "Total",
                ended + " of " + layers.size(),
                false,
                isKnown && size > 0 ? OptionalDouble.of(Math.min(1, (double) moved / size)) : OptionalDouble.empty(),
                moved > 0 ? OptionalLong.of(moved) : OptionalLong.empty(),
                isKnown && size > 0 && !isAll ? OptionalLong.of(size) : OptionalLong.empty(),
                layers.stream().anyMatch(Layer::isComingOver) ? rate : OptionalLong.empty(),
                Tone.STRONG);
    }

    static long moved(List<Layer> layers) {
        return layers.stream().mapToLong(Layer::moved).reduce(0, ByteCount::sum);
    }

    private static OptionalLong part(Layer layer) {
        return switch (layer.status()) {
            case WAITING, EXISTS, OTHER -> OptionalLong.empty();
            case TRANSFERRING, VERIFYING, EXTRACTING, DONE ->
                layer.part() == 0 && layer.whole().isEmpty() ? OptionalLong.empty() : OptionalLong.of(layer.part());
        };
    }

    private static Tone tone(LayerStatus status) {
        return switch (status) {
            case WAITING, EXISTS -> Tone.FAINT;
            case TRANSFERRING, VERIFYING, EXTRACTING -> Tone.PLAIN;
            case DONE -> Tone.GOOD;
            case OTHER -> Tone.WARNING;
        };
    }

    String percent() {
        return fraction.isEmpty() ? "" : (int) (100 * fraction.getAsDouble()) + "%";
    }

    String bytesSoFar() {
        return part.isEmpty() ? "" : ByteCount.text(part.getAsLong());
    }

    String bytes() {
        return part.isEmpty() || whole.isEmpty()
                ? bytesSoFar()
                : bytesSoFar() + " / " + ByteCount.text(whole.getAsLong());
    }

    String perSecond() {
        return rate.isEmpty() ? "" : ByteCount.text(rate.getAsLong()) + "/s";
    }
}
