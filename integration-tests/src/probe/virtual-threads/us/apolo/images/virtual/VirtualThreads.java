package us.apolo.images.virtual;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImageProgressListener;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.Images;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.core.ApoloImages;
import us.apolo.images.port.LocalDockerConfig;

/**
 * Does the main job on several virtual threads at once, breaks one of them off, and says where one kept its carrier while
 * it waited. Takes the registry's URL, the user, the engine's address, the project and a local image; reads the password
 * from standard input.
 */
public final class VirtualThreads {
    private static final int JOBS = 6;

    private final Images images;
    private final String image;

    private VirtualThreads(Images images, String image) {
        this.images = images;
        this.image = image;
    }

    public static void main(String[] args) throws Exception {
        var registry = URI.create(args[0]);
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var config = ApoloConfig.builder()
                .cluster("probe", registry)
                .organization("acme")
                .project(args[3])
                .build();
        var credentials = new Credentials(args[1], input.readLine());
        var images = ApoloImages.builder()
                .config(config)
                .credentials(CredentialsProvider.of(registry.getAuthority(), () -> slowly(credentials)))
                .localStore(LocalDockerConfig.DEFAULT.withLocation(args[2]))
                .build();
        var program = new VirtualThreads(images, args[4]);
        // The loading of classes may pin, and is not what is looked for.
        program.doJob("first");
        program.breakOff("first-broken-off");
        try (var recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            Thread.ofVirtual().start(() -> System.out.println("kept on purpose " + KeptOnPurpose.IS_LOADED)).join();
            program.doJobs();
            recording.stop();
            tell(recording);
        }
        System.out.println("done");
    }

    /** Whoever asks for credentials waits a little, as for a token. */
    private static Credentials slowly(Credentials credentials) {
        pause(50);
        return credentials;
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void doJobs() throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var jobs = new ArrayList<Future<?>>();
            for (var number = 1; number <= JOBS; number++) {
                var name = "virtual-" + number;
                jobs.add(threads.submit(() -> doJob(name)));
            }
            jobs.add(threads.submit(() -> breakOff("broken-off")));
            for (var job : jobs) {
                job.get();
            }
            threads.submit(images::close).get();
        }
    }

    private void doJob(String name) {
        var local = images.parser().localImage(image);
        var remote = images.parser().remoteImage("image:" + name + ":v1");
        images.push(local, remote, new SlowListener(() -> {}));
        var listed = images.list().contains(remote.withoutTag());
        var tags = images.tags(remote.withoutTag());
        var size = images.tagInfos(remote.withoutTag()).get(0).size();
        images.pull(remote, images.parser().localImage(name + ":v1"), new SlowListener(() -> {}));
        images.rm(remote, images.digest(remote));
        System.out.println("did " + name + " " + (listed && tags.contains(remote) && size > 0));
    }

    private void breakOff(String name) {
        var thread = Thread.currentThread();
        var remote = images.parser().remoteImage("image:" + name + ":v1");
        try {
            images.push(images.parser().localImage(image), remote, new SlowListener(thread::interrupt));
            throw new IllegalStateException("It was not broken off");
        } catch (OperationCancelledException e) {
            System.out.println("broke off " + Thread.interrupted());
        }
    }

    /** A listener that takes its time. */
    private record SlowListener(Runnable atFirst) implements ImageProgressListener {
        @Override
        public void step(ImageProgressStep event) {
            pause(1);
            atFirst.run();
        }
    }

    /** To load a class is something that keeps the carrier: if this is not seen, nothing is. */
    private static final class KeptOnPurpose {
        private static final boolean IS_LOADED = load();

        private KeptOnPurpose() {}

        private static boolean load() {
            pause(50);
            return true;
        }
    }

    private static void tell(Recording recording) throws IOException {
        var file = Files.createTempFile("pinned-", ".jfr");
        try {
            recording.dump(file);
            for (var event : RecordingFile.readAllEvents(file)) {
                var trace = trace(event);
                var onPurpose = trace.contains(KeptOnPurpose.class.getName());
                System.out.println(onPurpose ? "kept on purpose and seen" : "kept: " + event + trace);
            }
        } finally {
            Files.delete(file);
        }
    }

    private static String trace(RecordedEvent event) {
        return Optional.ofNullable(event.getStackTrace()).map(RecordedStackTrace::getFrames).orElse(List.of()).stream()
                .map(frame -> frame.getMethod().getType().getName() + "." + frame.getMethod().getName())
                .collect(Collectors.joining("\n  ", "  ", ""));
    }
}
