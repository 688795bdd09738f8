package us.apolo.images.osgi.probe;

import java.util.Map;
import java.util.function.Function;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** Offers the main job as a service, in words of the JDK alone, so that whoever asks needs no class of any bundle. */
public final class Activator implements BundleActivator {
    /** For the framework. */
    public Activator() {}

    @Override
    public void start(BundleContext context) {
        context.registerService(Function.class, new MainJob(), FrameworkUtil.asDictionary(Map.of()));
    }

    @Override
    public void stop(BundleContext context) {
        // The framework takes the service back.
    }
}
