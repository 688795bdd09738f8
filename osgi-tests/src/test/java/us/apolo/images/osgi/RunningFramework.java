package us.apolo.images.osgi;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.BundleWiring;

/** A framework that runs, with bundles. It must be closed. */
final class RunningFramework implements AutoCloseable {
    private static final long LIMIT = TimeUnit.SECONDS.toMillis(60);

    private final Framework framework;
    private final List<Bundle> bundles = new ArrayList<>();

    private RunningFramework(Framework framework) {
        this.framework = framework;
    }

    /** Starts a framework with nothing in it. */
    static RunningFramework start(FrameworkKind kind, Path storage) {
        try {
            var framework = kind.create(storage);
            framework.start();
            return new RunningFramework(framework);
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Installs bundles, all of them first, then starts them in this order. */
    RunningFramework with(List<Path> files) throws BundleException {
        var installed = new ArrayList<Bundle>();
        for (var file : files) {
            installed.add(
                    framework.getBundleContext().installBundle(file.toUri().toString()));
        }
        bundles.addAll(installed);
        for (var bundle : installed) {
            bundle.start();
        }
        return this;
    }

    List<Bundle> bundles() {
        return List.copyOf(bundles);
    }

    /** Has the probe do the main job. */
    @SuppressWarnings("unchecked")
    List<String> doMainJob(Map<String, String> settings) {
        var context = framework.getBundleContext();
        ServiceReference<?> reference =
                Objects.requireNonNull(context.getServiceReference(Function.class.getName()), "the probe's service");
        var job = (Function<Map<String, String>, List<String>>) Objects.requireNonNull(context.getService(reference));
        try {
            return job.apply(settings);
        } finally {
            context.ungetService(reference);
        }
    }

    /** Has a look at what should not be there any more once this has been closed. */
    RunningFramework watchedBy(Remains remains, String label) {
        for (var bundle : bundles) {
            remains.watch(label + ": " + bundle.getSymbolicName(), loader(bundle));
        }
        return this;
    }

    private static ClassLoader loader(Bundle bundle) {
        return Objects.requireNonNull(bundle.adapt(BundleWiring.class), "wiring")
                .getClassLoader();
    }

    /** Stops all bundles and the framework. */
    @Override
    public void close() {
        try {
            framework.stop();
            var end = framework.waitForStop(LIMIT);
            if (end.getType() != FrameworkEvent.STOPPED) {
                throw new IllegalStateException("The framework has not stopped: " + end.getType(), end.getThrowable());
            }
        } catch (BundleException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
