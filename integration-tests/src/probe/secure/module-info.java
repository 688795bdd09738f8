/** A program of a user's, which asks a registry behind TLS. */
module us.apolo.images.secure {
    requires us.apolo.images.core;
}
