package us.apolo.images.docker.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import us.apolo.images.Digest;

/**
 * What a command says of an image when it is asked in this {@link #FORMAT}.
 *
 * @param id the image's id
 * @param size its size in bytes
 * @param repoDigests the digests under which registries have it, {@code repository@digest} each
 */
record ImageDetails(Digest id, long size, List<String> repoDigests) {
    static final String FORMAT = "--format={{.Id}} {{.Size}}{{range .RepoDigests}} {{.}}{{end}}";

    /** As many digits as a long has room for. What is possessive takes no stack, however long the line is. */
    private static final Pattern LINE = Pattern.compile("(?:sha256:)?([0-9a-f]{64}) (\\d{1,18})((?: \\S++)*+)");

    ImageDetails {
        repoDigests = List.copyOf(repoDigests);
    }

    /** Reads a line; empty if it is something else. */
    static Optional<ImageDetails> read(String line) {
        var parts = LINE.matcher(line);
        return parts.matches()
                ? Optional.of(new ImageDetails(
                        new Digest("sha256", parts.group(1)), Long.parseLong(parts.group(2)), words(parts.group(3))))
                : Optional.empty();
    }

    private static List<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
    }
}
