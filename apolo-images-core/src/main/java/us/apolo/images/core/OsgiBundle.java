package us.apolo.images.core;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What differs where the library is a bundle of an OSGi framework. */
final class OsgiBundle {
    /** What a bundle's class loader implements. Told by its name, since the library does without OSGi's classes. */
    private static final String REFERENCE = "org.osgi.framework.BundleReference";

    private OsgiBundle() {}

    /** Whether the library is one. */
    static boolean isThis() {
        return refersToBundle(OsgiBundle.class.getClassLoader().getClass());
    }

    /** What else to see to where an adapter is not found; empty outside of OSGi. */
    static String advice() {
        return isThis()
                ? ". In an OSGi framework adapters are found if their bundles are active and a mediator for ServiceLoader,"
                        + " such as Apache Aries SPI Fly, was active before this bundle's classes were used"
                : "";
    }

    private static boolean refersToBundle(@Nullable Class<?> loader) {
        return loader != null
                && (Arrays.stream(loader.getInterfaces())
                                .anyMatch(each -> each.getName().equals(REFERENCE))
                        || refersToBundle(loader.getSuperclass()));
    }
}
