/** A program of a user's that is killed. */
module us.apolo.images.killed {
    requires us.apolo.images.core;
}
