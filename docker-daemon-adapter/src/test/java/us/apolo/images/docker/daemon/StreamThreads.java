package us.apolo.images.docker.daemon;

import java.util.List;

/** The threads on which docker-java reads. */
final class StreamThreads {
    private StreamThreads() {}

    static List<Thread> alive() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("docker-java-stream"))
                .toList();
    }
}
