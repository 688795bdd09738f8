package us.apolo.images;

enum NoProgress implements ImageProgressListener {
    INSTANCE
}
