package us.apolo.images.benchmarks.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import us.apolo.images.benchmarks.Bench;
import us.apolo.images.benchmarks.CommandPeer;
import us.apolo.images.benchmarks.Peer;
import us.apolo.images.services.Command;

/** Who moves an image between a folder and a registry: {@code push REGISTRY}, {@code pull REGISTRY FOLDER}. */
final class FolderPeers {
    /** The image's name in the folder. */
    static final String NAME = "app:v1";

    private static final String REPOSITORY = "acme/ml/app";
    private static final String IMAGE = REPOSITORY + ":v1";

    private FolderPeers() {}

    static List<Peer> all(Bench bench, Path layout) throws IOException {
        var peers = new ArrayList<Peer>();
        Bench.TRANSPORTS.forEach(transport -> peers.add(apolo(bench, layout, transport)));
        peers.add(skopeo(layout));
        bench.peer("crane").ifPresent(crane -> peers.add(crane(crane, layout)));
        oras(bench, layout).ifPresent(peers::add);
        jib(bench, layout).ifPresent(peers::add);
        peers.add(curl(bench, layout));
        return peers;
    }

    private static boolean isPush(List<String> words) {
        return words.get(0).equals("push");
    }

    private static String remote(List<String> words) {
        return words.get(1) + "/" + IMAGE;
    }

    static Peer apolo(Bench bench, Path layout, String transport) {
        return new CommandPeer(transport, words -> {
            var folder = isPush(words) ? layout.toString() : words.get(2);
            var task = isPush(words) ? List.of("push", NAME, remote(words)) : List.of("pull", remote(words), NAME);
            var arguments = Stream.concat(
                            Stream.of(transport, "oci-layout", folder, "http://" + words.get(1)), task.stream())
                    .toArray(String[]::new);
            return Command.of(bench.java(List.of(Bench.HEAP), "Apolo", arguments));
        });
    }

    private static Peer skopeo(Path layout) {
        return new CommandPeer("skopeo copy", words -> {
            var remote = "docker://" + remote(words);
            var common = List.of("skopeo", "copy", "--quiet", "--insecure-policy");
            var arguments = isPush(words)
                    ? List.of("--dest-tls-verify=false", "oci:" + layout + ":" + NAME, remote)
                    : List.of("--src-tls-verify=false", remote, "oci:" + words.get(2) + ":" + NAME);
            return Command.of(Stream.concat(common.stream(), arguments.stream()).toList());
        });
    }

    private static Peer crane(String crane, Path layout) {
        return new CommandPeer(
                "crane",
                words -> isPush(words)
                        ? Command.of(crane, "push", "--insecure", layout.toString(), remote(words))
                        : Command.of(crane, "pull", "--insecure", "--format=oci", remote(words), words.get(2)));
    }

    private static Optional<Peer> oras(Bench bench, Path layout) {
        return bench.javaPeer(List.of(), "Oras")
                .map(java -> new CommandPeer(
                        "ORAS Java SDK",
                        words -> command(
                                java,
                                isPush(words)
                                        ? Stream.of(words.get(1), "push", layout.toString(), NAME, IMAGE)
                                        : Stream.of(words.get(1), "pull", IMAGE, words.get(2), NAME))));
    }

    private static Optional<Peer> jib(Bench bench, Path layout) {
        return bench.javaPeer(List.of(), "Jib")
                .map(java -> new CommandPeer(
                        "Jib core",
                        words -> command(
                                java,
                                isPush(words)
                                        ? Stream.of(words.get(1), "push", layout.toString(), REPOSITORY, "v1")
                                        : Stream.of(words.get(1), "pull", REPOSITORY, "v1", words.get(2)))));
    }

    private static Command command(List<String> java, Stream<String> arguments) {
        return Command.of(Stream.concat(java.stream(), arguments).toList());
    }

    /** The bytes alone, as fast as they go: what is left when nothing is computed on the way. */
    private static Peer curl(Bench bench, Path layout) throws IOException {
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
                                isPush(words) ? layout.toString() : words.get(2))
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
