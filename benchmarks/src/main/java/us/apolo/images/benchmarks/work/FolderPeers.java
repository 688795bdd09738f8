package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.CommandPeer;
import us.apolo.images.benchmarks.Outcome;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.services.Command;

/**
 * Who moves an image between a folder and a registry: {@code push REGISTRY} from the layout, {@code pull REGISTRY} into
 * the target.
 *
 * @param layout where the image lies
 * @param target where images are pulled to
 */
record FolderPeers(Bench bench, Path layout, Path target) {
    /** The image's name in the folder. */
    static final String NAME = "app:v1";

    /** This library and who has been its fastest rival. */
    static final Set<String> COMPARED = Set.of("okhttp", "apache", "crane", "Jib core");

    /** What follows the name of a peer that is a whole process, although it could stay. */
    static final String WHOLE = ", whole process";

    private static final String REPOSITORY = "acme/ml/app";
    private static final String IMAGE = REPOSITORY + ":v1";

    /** All peers; those that are Java programs run until they are closed. */
    List<Peer> all() {
        var peers = few();
        peers.add(skopeo());
        oras().ifPresent(peers::add);
        jib().ifPresent(peers::add);
        return peers;
    }

    /** This library and the fastest of the others. */
    List<Peer> few() {
        var peers = new ArrayList<Peer>();
        Bench.TRANSPORTS.forEach(transport -> peers.add(served(transport)));
        bench.peer("crane").ifPresent(crane -> peers.add(crane(crane)));
        return peers;
    }

    /** For few large layers: this library as a process of its own, and the bytes alone. */
    List<Peer> forLargeLayers() throws IOException {
        return List.of(whole("apache"), curl());
    }

    private static boolean isPush(List<String> words) {
        return words.get(0).equals("push");
    }

    private static String remote(List<String> words) {
        return words.get(1) + "/" + IMAGE;
    }

    /** A program for each direction, since a program has one folder. */
    private Peer served(String transport) {
        var push = bench.serve(transport, apolo(transport, layout, List.of()), Map.of());
        var pull = bench.serve(transport, apolo(transport, target, List.of()), Map.of());
        return new Peer() {
            @Override
            public String name() {
                return transport;
            }

            @Override
            public long pid() {
                return pull.pid();
            }

            @Override
            public Outcome run(List<String> words) {
                return (isPush(words) ? push : pull).run(task(words));
            }

            @Override
            public void close() {
                push.close();
                pull.close();
            }
        };
    }

    private Peer whole(String transport) {
        return new CommandPeer(
                transport + WHOLE, words -> Command.of(apolo(transport, isPush(words) ? layout : target, task(words))));
    }

    private List<String> apolo(String transport, Path folder, List<String> task) {
        var arguments = Stream.concat(
                Stream.of(transport, "oci-layout", folder.toString(), "http://127.0.0.1:1"), task.stream());
        return bench.java(List.of(Bench.HEAP), "Apolo", arguments.toArray(String[]::new));
    }

    private static List<String> task(List<String> words) {
        return isPush(words) ? List.of("push", NAME, remote(words)) : List.of("pull", remote(words), NAME);
    }

    private Peer skopeo() {
        return new CommandPeer("skopeo copy", words -> {
            var remote = "docker://" + remote(words);
            var common = List.of("skopeo", "copy", "--quiet", "--insecure-policy");
            var arguments = isPush(words)
                    ? List.of("--dest-tls-verify=false", "oci:" + layout + ":" + NAME, remote)
                    : List.of("--src-tls-verify=false", remote, "oci:" + target + ":" + NAME);
            return Command.of(Stream.concat(common.stream(), arguments.stream()).toList());
        });
    }

    private Peer crane(String crane) {
        return new CommandPeer(
                "crane",
                words -> isPush(words)
                        ? Command.of(crane, "push", "--insecure", layout.toString(), remote(words))
                        : Command.of(crane, "pull", "--insecure", "--format=oci", remote(words), target.toString()));
    }

    private Optional<Peer> oras() {
        return bench.javaPeer(List.of(), "Oras", "127.0.0.1:1")
                .map(java -> new TranslatedPeer(
                        bench.serve("ORAS Java SDK", java, Map.of()),
                        words -> isPush(words)
                                ? List.of("push", words.get(1), layout.toString(), NAME, IMAGE)
                                : List.of("pull", words.get(1), IMAGE, target.toString(), NAME)));
    }

    private Optional<Peer> jib() {
        return bench.javaPeer(List.of(), "Jib", "127.0.0.1:1")
                .map(java -> new TranslatedPeer(
                        bench.serve("Jib core", java, Map.of()),
                        words -> isPush(words)
                                ? List.of("push", words.get(1), layout.toString(), REPOSITORY, "v1")
                                : List.of("pull", words.get(1), REPOSITORY, "v1", target.toString())));
    }

    /** A peer that wants other words. */
    private record TranslatedPeer(Peer peer, UnaryOperator<List<String>> translation) implements Peer {
        @Override
        public String name() {
            return peer.name();
        }

        @Override
        public long pid() {
            return peer.pid();
        }

        @Override
        public Outcome run(List<String> words) {
            return peer.run(translation.apply(words));
        }

        @Override
        public void close() {
            peer.close();
        }
    }

    /** The bytes alone, as fast as they go: what is left when nothing is computed on the way. */
    private Peer curl() throws IOException {
        var script = Files.writeString(bench.folder().path().resolve("curl.sh"), """
                set -eu
                direction=$1 url=$2 folder=$3
                export url folder
                if [ "$direction" = push ]; then
                    one='place=$(curl -sSf -o /dev/null -D - -X POST "$url/blobs/uploads/" | tr -d "\\r" | sed -n "s/^[Ll]ocation: //p")
                         curl -sSf -o /dev/null -T "$folder/blobs/sha256/$0" -H "Content-Type: application/octet-stream" "$place&digest=sha256:$0"'
                else
                    mkdir -p "$folder/blobs/sha256"
                    one='curl -sSf -o "$folder/blobs/sha256/$0" "$url/blobs/sha256:$0"'
                fi
                xargs -P 8 -n 1 sh -c "$one"
                """);
        var blobs = blobs(layout);
        return new CommandPeer(
                "curl, nothing checked",
                words -> Command.of(
                                "sh",
                                script.toString(),
                                words.get(0),
                                "http://" + words.get(1) + "/v2/" + REPOSITORY,
                                isPush(words) ? layout.toString() : target.toString())
                        .input(blobs));
    }

    /** The digests of the layers and the configuration, a line for each. */
    private static String blobs(Path layout) throws IOException {
        var manifest = Files.readString(layout.resolve("blobs/sha256").resolve(manifestDigest(layout)));
        var digests = new StringBuilder();
        var matcher = Pattern.compile("sha256:([0-9a-f]{64})").matcher(manifest);
        while (matcher.find()) {
            digests.append(matcher.group(1)).append('\n');
        }
        return digests.toString();
    }

    private static String manifestDigest(Path layout) throws IOException {
        var index = Files.readString(layout.resolve("index.json"));
        return index.replaceAll("(?s).*\"digest\":\"sha256:([0-9a-f]{64})\".*", "$1");
    }
}
