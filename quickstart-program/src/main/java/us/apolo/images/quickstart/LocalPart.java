package us.apolo.images.quickstart;

import us.apolo.images.LocalImage;
import us.apolo.images.core.ApoloImages;

/** Where images lie on this machine: a folder or an engine. */
sealed interface LocalPart extends AutoCloseable permits FolderPart, EnginePart {
    /** What it is and where, for people. */
    String description();

    /** What it is inside a sentence, after "the". */
    String word();

    /** The lines of Java that have images lie here. */
    String java();

    /** Has images lie here. */
    ApoloImages.Builder addTo(ApoloImages.Builder builder);

    /** Has a small image of random bytes. */
    void make(LocalImage name);

    /** Whether there is an image of a name. */
    boolean has(LocalImage name);

    /** Deletes an image. */
    void forget(LocalImage name);

    /** Whether this outlives the program, so that what is put into it has to be taken out again. */
    boolean isKept();

    @Override
    void close();
}
