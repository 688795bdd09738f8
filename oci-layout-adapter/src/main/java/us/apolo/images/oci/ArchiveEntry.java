package us.apolo.images.oci;

/**
 * What stands in an archive.
 *
 * @param name its name, safe
 * @param kind what it is
 * @param size how many bytes it has, if it is a file
 * @param target where it leads, if it is a link; else empty
 */
record ArchiveEntry(String name, Kind kind, long size, String target) {
    /** What an entry can be. */
    enum Kind {
        FILE,
        FOLDER,
        LINK
    }

    boolean isFile() {
        return kind == Kind.FILE;
    }
}
