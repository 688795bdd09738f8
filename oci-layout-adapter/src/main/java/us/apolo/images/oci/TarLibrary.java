package us.apolo.images.oci;

import java.util.List;
import java.util.function.Supplier;
import us.apolo.images.AdapterSelectionException;

/** The library for archives. Only those bring it along who have to do with archives. */
final class TarLibrary {
    private static final String PACKAGES = "org/apache/commons/";

    private TarLibrary() {}

    /**
     * Does something with archives.
     *
     * @throws AdapterSelectionException if the library, or one that it needs, is not there
     */
    static <T> T using(Supplier<T> work) {
        try {
            return work.get();
        } catch (NoClassDefFoundError e) {
            if (e.getMessage() == null || !e.getMessage().contains(PACKAGES)) {
                throw e;
            }
            throw new AdapterSelectionException(
                    "Archives of images are read and written by org.apache.commons:commons-compress, and it is not"
                            + " there: add it to the dependencies with all that it needs; where modules are used, add"
                            + " --add-modules org.apache.commons.compress as well",
                    List.of(),
                    e);
        }
    }
}
