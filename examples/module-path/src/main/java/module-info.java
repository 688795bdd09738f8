/** A program that pushes images. */
module com.example.modulepath {
    requires us.apolo.images.core;
}
