/** A program of a user's that uses the daemon adapter by itself, without the core. */
module us.apolo.images.engineprobe {
    requires us.apolo.images.docker.daemon;
}
