/** A program of a user's, which shows progress. */
module us.apolo.images.showing {
    requires us.apolo.images.console;
}
