package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.CommandPeer;
import us.apolo.images.benchmarks.Goal;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.benchmarks.Section;
import us.apolo.images.benchmarks.Series;
import us.apolo.images.benchmarks.Spread;
import us.apolo.images.benchmarks.Table;
import us.apolo.images.benchmarks.Work;
import us.apolo.images.services.Command;

/**
 * From the start of a program to the first digest.
 *
 * @param sources the root of the project's sources, in which it is built
 */
public record StartWork(Path sources) implements Work {
    private static final String COMMAND_LINE = "apolo-images, the command line";
    private static final String LOGGED_IN = COMMAND_LINE + ", with the platform's login";
    private static final String SHARED = ", class data shared";
    private static final String SHARED_AND_FIRST_STAGE = SHARED + ", first compiler alone";
    private static final double MOST_SECONDS = 0.5;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public Section measure(Bench bench) throws IOException {
        try (var registry = FilledRegistry.start(bench)) {
            var peers = peers(bench, registry);
            Bench.say("starting programs");
            var series = Series.of(peers, bench.rounds(), true, (peer, number) -> seconds(peer));
            var goals = List.of(
                    quick("the command line: its first answer", series.of(COMMAND_LINE)),
                    quick("the same with the platform's login", series.of(LOGGED_IN)));
            return new Section(
                    "From the start of a program to the first digest",
                    "Each a whole process, from its start to its end, which asks the real registry for one digest, with a password. With class data sharing, an archive of the program's classes is there, which the virtual machine itself has written before (`-XX:ArchiveClassesAtExit`, then `-XX:SharedArchiveFile`). The command line makes itself such an archive when it is first started.",
                    List.of(Table.of("", series, "okhttp")),
                    "The start of the virtual machine and the loading of classes. Class data sharing makes the start %s with OkHttp and %s with Apache: it pays for a program that is started often, and is one option; for a service it does not matter."
                            .formatted(share(series, "okhttp"), share(series, "apache")),
                    goals,
                    Map.of("seconds", series.seconds()));
        }
    }

    private static Goal quick(String what, Spread seconds) {
        return Goal.atMost(what + " within half a second", seconds, MOST_SECONDS, " s");
    }

    private static String share(Series series, String transport) {
        return series.ratio(transport + SHARED, transport).text(" ×");
    }

    private static double seconds(Peer peer) {
        var outcome = peer.run(List.of());
        if (!outcome.found().contains("sha256:")) {
            throw new IllegalStateException(peer.name() + " has found no digest: " + outcome.found());
        }
        return outcome.seconds();
    }

    private List<Peer> peers(Bench bench, FilledRegistry registry) throws IOException {
        var environment = registry.environment();
        var authority = registry.uri().getAuthority();
        var login = Map.of("DOCKER_CONFIG", registry.dockerLogin(authority).toString());
        var image = authority + "/" + FilledRegistry.TAGGED + ":v1";
        var peers = new ArrayList<Peer>();
        for (var transport : Bench.TRANSPORTS) {
            peers.add(apolo(bench, registry, transport, transport, List.of()));
            var archive = bench.folder().path().resolve(transport + ".jsa");
            apolo(bench, registry, "", transport, List.of("-XX:ArchiveClassesAtExit=" + archive))
                    .run(List.of());
            peers.add(
                    apolo(bench, registry, transport + SHARED, transport, List.of("-XX:SharedArchiveFile=" + archive)));
            peers.add(apolo(
                    bench,
                    registry,
                    transport + SHARED_AND_FIRST_STAGE,
                    transport,
                    List.of("-XX:SharedArchiveFile=" + archive, "-XX:TieredStopAtLevel=1")));
        }
        var program = commandLine(bench);
        peers.add(asked(bench, COMMAND_LINE, program, login, image));
        var platform = Map.of("APOLO_CONFIG", registry.platformLogin(sources).toString());
        peers.add(asked(bench, LOGGED_IN, program, platform, "image:app:v1"));
        bench.peer("python/bin/python")
                .ifPresent(python -> peers.add(whole(
                        "Python SDK",
                        environment,
                        List.of(
                                python,
                                bench.peers().resolve("sdk.py").toString(),
                                registry.uri().toString(),
                                "digest",
                                "app",
                                "v1"))));
        bench.javaPeer(List.of(), "Oras", authority, "digest", FilledRegistry.TAGGED + ":v1")
                .ifPresent(command -> peers.add(whole("ORAS Java SDK", environment, command)));
        bench.javaPeer(List.of(), "Jib", authority, "digest", FilledRegistry.TAGGED, "v1")
                .ifPresent(command -> peers.add(whole("Jib core", environment, command)));
        bench.peer("crane")
                .ifPresent(crane ->
                        peers.add(whole("crane digest", login, List.of(crane, "digest", "--insecure", image))));
        peers.add(whole(
                "skopeo inspect",
                login,
                List.of(
                        "skopeo",
                        "inspect",
                        "--no-tags",
                        "--tls-verify=false",
                        "--format",
                        "{{.Digest}}",
                        "docker://" + image)));
        return peers;
    }

    /** Unpacks the command line. */
    private Path commandLine(Bench bench) throws IOException {
        var place = Files.createDirectories(bench.folder().path().resolve("command-line"));
        Command.of("tar", "-xzf", archive().toString(), "-C", place.toString(), "--strip-components=1")
                .run();
        return place.resolve("bin/apolo-images");
    }

    private static Peer asked(Bench bench, String name, Path command, Map<String, String> login, String image) {
        var environment = new HashMap<>(login);
        environment.put(
                "APOLO_IMAGES_CACHE", bench.folder().path().resolve("cache").toString());
        return whole(name, environment, List.of(command.toString(), "digest", image));
    }

    private Path archive() throws IOException {
        var built = sources.resolve("apolo-images-cli/target");
        try (var files = Files.list(built)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The command line is not built in " + built));
        }
    }

    private static Peer apolo(
            Bench bench, FilledRegistry registry, String name, String transport, List<String> options) {
        return whole(
                name,
                registry.environment(),
                bench.java(
                        options,
                        "Apolo",
                        transport,
                        "oci-layout",
                        "/nowhere",
                        registry.uri().toString(),
                        "digest",
                        "image:app:v1"));
    }

    private static Peer whole(String name, Map<String, String> environment, List<String> words) {
        return new CommandPeer(name, nothing -> {
            var command = Command.of(words);
            environment.forEach(command::environment);
            return command;
        });
    }
}
