/** A program of a user's, which works on virtual threads. */
module us.apolo.images.virtual {
    requires jdk.jfr;
    requires us.apolo.images.core;
}
