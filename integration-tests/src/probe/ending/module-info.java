/** A program of a user's that is ended from outside. */
module us.apolo.images.ending {
    requires us.apolo.images.core;
}
