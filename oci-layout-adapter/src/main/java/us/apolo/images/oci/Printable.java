package us.apolo.images.oci;

/** Text from strangers in a message: short, and without what a terminal would act on. */
final class Printable {
    private static final int MAX = 80;

    private Printable() {}

    static String of(String text) {
        var shown = text.length() > MAX ? text.substring(0, MAX) + "…" : text;
        return shown.replaceAll("\\p{C}", "?");
    }
}
