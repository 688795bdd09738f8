package us.apolo.images.console;

import java.io.PrintStream;

/** Lines for files, pipes and logs: one for each change of state, and a few on the way of a large layer. */
final class PlainView implements ProgressView {
    private final PrintStream out;

    PlainView(PrintStream out) {
        this.out = out;
    }

    @Override
    public void began(Progress progress, Operation operation) {
        print(operation.heading("->"));
    }

    @Override
    public void changed(Progress progress, LayerChange change) {
        var layer = change.after();
        if (change.isNewStatus()) {
            print(layer.id() + ": " + state(layer));
        } else if (change.isNewQuarter()) {
            print(layer.id() + ": " + layer.word() + " " + 25 * layer.quarter() + "% of "
                    + ByteCount.text(layer.size().orElse(0)));
        }
    }

    private static String state(Layer layer) {
        var bytes = switch (layer.status()) {
            case TRANSFERRING -> layer.size().orElse(0);
            case DONE -> layer.moved();
            case WAITING, VERIFYING, EXTRACTING, EXISTS, OTHER -> 0;
        };
        return bytes == 0 ? layer.word() : layer.word() + " " + ByteCount.text(bytes);
    }

    /** Lines have no size. */
    @Override
    public void resized() {}

    @Override
    public void close() {
        out.flush();
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
