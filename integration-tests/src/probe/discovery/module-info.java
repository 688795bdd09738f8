/** A program of a user's, which leaves the adapters to be found. */
module us.apolo.images.discovery {
    requires us.apolo.images.core;
}
