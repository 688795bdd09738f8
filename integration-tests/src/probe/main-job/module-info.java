/** A program of a user's, which names the core and leaves the adapters to be found. */
module us.apolo.images.probe {
    requires us.apolo.images.core;
}
