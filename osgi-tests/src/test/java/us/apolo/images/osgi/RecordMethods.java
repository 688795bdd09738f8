package us.apolo.images.osgi;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.Callable;

/**
 * The JDK makes the methods of a record when they are first called, and keeps the types of the last ones: JDK 17 for
 * good, later ones until memory runs short. Here it is given others to keep.
 */
final class RecordMethods {
    private RecordMethods() {}

    /** Has the JDK make methods for types that nobody waits for to go. */
    static void makeOthers() {
        var here = RecordMethods.class.getProtectionDomain().getCodeSource().getLocation();
        try (var loader = new URLClassLoader(new URL[] {here}, ClassLoader.getPlatformClassLoader())) {
            var work = loader.loadClass(Work.class.getName()).getConstructor().newInstance();
            ((Callable<?>) work).call();
        } catch (Exception e) {
            throw new IllegalStateException("The work was not done", e);
        }
    }

    /** Calls all methods of a record whose part is of a type of its own loader. */
    public static final class Work implements Callable<Boolean> {
        /** For the loader. */
        public Work() {}

        @Override
        public Boolean call() {
            var one = new Whole(new Part("part"));
            var other = new Whole(new Part("part"));
            return one.equals(other) && one.hashCode() == other.hashCode() && one.toString().equals(other.toString());
        }
    }

    private record Whole(Part part) {}

    private record Part(String text) {}
}
