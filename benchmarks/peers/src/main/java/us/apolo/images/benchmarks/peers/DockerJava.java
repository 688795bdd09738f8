package us.apolo.images.benchmarks.peers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.util.List;
import us.apolo.images.benchmarks.program.TaskServer;

/** docker-java, used directly. Argument: where the engine is. */
public final class DockerJava {
    private final DockerClient docker;

    private DockerJava(DockerClient docker) {
        this.docker = docker;
    }

    /**
     * Serves.
     *
     * @param arguments see above
     * @throws IOException if standard input breaks off
     */
    public static void main(String[] arguments) throws IOException {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(arguments[0])
                .withDockerTlsVerify(false)
                .build();
        var http = new ZerodepDockerHttpClient.Builder()
                .dockerHost(config.getDockerHost())
                .build();
        try (var docker = DockerClientImpl.getInstance(config, http)) {
            TaskServer.serve(new DockerJava(docker)::run);
        }
    }

    /** What the library does for a user: the name that the registry wants, the transfer, the name away again. */
    private Object run(List<String> words) throws InterruptedException {
        return switch (words.get(0)) {
            case "push" -> {
                var remote = words.get(2);
                docker.tagImageCmd(words.get(1), untagged(remote), tag(remote)).exec();
                docker.pushImageCmd(remote).exec(new ResultCallback.Adapter<>()).awaitCompletion();
                docker.removeImageCmd(remote).exec();
                yield remote;
            }
            case "pull" -> {
                var remote = words.get(1);
                docker.pullImageCmd(remote).exec(new ResultCallback.Adapter<>()).awaitCompletion();
                docker.tagImageCmd(remote, untagged(words.get(2)), tag(words.get(2)))
                        .exec();
                docker.removeImageCmd(remote).exec();
                yield words.get(2);
            }
            default -> throw new IllegalArgumentException("Not a task: " + words);
        };
    }

    private static String untagged(String image) {
        return image.substring(0, image.lastIndexOf(':'));
    }

    private static String tag(String image) {
        return image.substring(image.lastIndexOf(':') + 1);
    }
}
