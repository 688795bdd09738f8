package us.apolo.images.osgi;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** The implementations of OSGi, as they are published, with a class loader of their own. */
enum FrameworkKind {
    FELIX("org.apache.felix.framework"),
    EQUINOX("org.eclipse.osgi");

    /** Each framework's own word for that a bundle gets nothing from outside that it has not asked for. */
    private static final Map<String, String> STRICT =
            Map.of("felix.bootdelegation.implicit", "false", "osgi.compatibility.bootdelegation.default", "false");

    private final String artifact;

    FrameworkKind(String artifact) {
        this.artifact = artifact;
    }

    /** A framework that does not run yet, in which bundles have the JDK and nothing else of this JVM. */
    Framework create(Path storage) {
        var configuration = new HashMap<>(STRICT);
        configuration.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        configuration.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        return ServiceLoader.load(FrameworkFactory.class, loader())
                .findFirst()
                .orElseThrow()
                .newFramework(configuration);
    }

    private ClassLoader loader() {
        try {
            return new URLClassLoader(
                    name(), new URL[] {BundleFiles.published(artifact).toUri().toURL()}, new SharedApi());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** OSGi's own classes, by which these tests talk to the framework, and the JDK. */
    private static final class SharedApi extends ClassLoader {
        SharedApi() {
            super("OSGi API", getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("org.osgi.")) {
                return Framework.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
