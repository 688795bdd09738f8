package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.CommandPeer;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.services.Command;

/**
 * Who asks for size and digest of the tags of {@link FilledRegistry#TAGGED}.
 *
 * @param bench what there is to measure with
 * @param registry the registry
 * @param place where it is to be asked, near or at a distance
 */
record TagPeers(Bench bench, FilledRegistry registry, URI place) {
    static final String SDK = "Python SDK";

    /** The fastest of the others. */
    static final String ORAS_WITH_THREADS = "ORAS Java SDK, 16 threads";

    /** As many as this library has to a host, unless it is told otherwise. */
    static final int CONNECTIONS = 16;

    /** How many tags those are given that ask for as many at a time as there are connections. */
    static final int SOME_FOR_THREADS = 480;

    /**
     * All of them, started.
     *
     * @param some how many tags those are given that ask for one after the other
     * @param withLoadGenerator whether the bare requests are among them
     */
    List<Peer> all(int some, boolean withLoadGenerator) throws IOException {
        var peers = new ArrayList<Peer>();
        Bench.TRANSPORTS.forEach(transport -> peers.add(apolo(transport)));
        bench.peer("python/bin/python").ifPresent(python -> peers.add(sdk(python, some)));
        bench.javaPeer(List.of(), "Oras", place.getAuthority()).ifPresent(oras -> {
            peers.add(oras("ORAS Java SDK", oras, some, 1));
            peers.add(oras(ORAS_WITH_THREADS, oras, SOME_FOR_THREADS, CONNECTIONS));
        });
        bench.javaPeer(List.of(), "Jib", place.getAuthority()).ifPresent(jib -> peers.add(jib(jib, some)));
        var crane = bench.peer("crane");
        if (crane.isPresent()) {
            peers.add(crane(crane.get(), some));
        }
        if (withLoadGenerator) {
            var generator = LoadGenerator.of(place, CONNECTIONS, bench.folder().path());
            peers.add(new PartialPeer(generator, List.of(), FilledRegistry.TAGS, ""));
        }
        return peers;
    }

    private static PartialPeer part(Peer peer, int tags, List<String> task) {
        return new PartialPeer(peer, task, FilledRegistry.TAGS / (double) tags, tags + " tags, ");
    }

    private Peer serve(String name, List<String> command) {
        return bench.serve(name, command, registry.environment());
    }

    private Peer apolo(String transport) {
        var command = bench.java(List.of(Bench.HEAP), "Apolo", transport, "oci-layout", "/nowhere", place.toString());
        return part(serve(transport, command), FilledRegistry.TAGS, List.of("tags", "image:app"));
    }

    private Peer sdk(String python, int tags) {
        var command = List.of(python, bench.peers().resolve("sdk.py").toString(), place.toString());
        return part(serve(SDK, command), tags, List.of("tags", "app", Integer.toString(tags)));
    }

    private Peer oras(String name, List<String> command, int tags, int threads) {
        return part(
                serve(name, command),
                tags,
                List.of("tags", FilledRegistry.TAGGED, Integer.toString(tags), Integer.toString(threads)));
    }

    private Peer jib(List<String> command, int tags) {
        return part(
                serve("Jib core", command), tags, List.of("tags", FilledRegistry.TAGGED, "v", Integer.toString(tags)));
    }

    /** A process for each tag; what they print together is not looked at. */
    private Peer crane(String crane, int tags) throws IOException {
        var images = bench.folder().path().resolve("crane-" + place.getPort());
        var names = IntStream.range(0, tags)
                .mapToObj(tag -> place.getAuthority() + "/" + FilledRegistry.TAGGED + ":v" + tag + "\n")
                .collect(Collectors.joining());
        Files.writeString(images, names);
        var login = registry.dockerLogin(place.getAuthority()).toString();
        var atOnce = Integer.toString(CONNECTIONS);
        var words = List.of("xargs", "-a", images.toString(), "-P", atOnce, "-n1", crane, "manifest", "--insecure");
        var peer = new CommandPeer(
                "crane, 16 at a time", nothing -> Command.of(words).environment("DOCKER_CONFIG", login));
        return new PartialPeer(peer, List.of(), FilledRegistry.TAGS / (double) tags, "");
    }
}
