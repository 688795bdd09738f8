/** Shows people how a push or a pull goes. */
module us.apolo.images.console {
    requires transitive us.apolo.images;
    requires static org.jspecify;
    requires org.jline.terminal;
    // How JLine hears that the window got another size; it looks the classes up by name and requires nothing itself.
    requires jdk.unsupported;

    exports us.apolo.images.console;
}
