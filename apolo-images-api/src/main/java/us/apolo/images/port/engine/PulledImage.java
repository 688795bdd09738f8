package us.apolo.images.port.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import us.apolo.images.Digest;
import us.apolo.images.port.Reference;
import us.apolo.images.port.Transfer;

/**
 * What an engine knows of an image that it has pulled, for engines that do not say what they pulled, as Podman.
 *
 * @param id the image's id, with or without algorithm
 * @param repoDigests the digests under which registries have it, {@code repository@digest} each
 */
public record PulledImage(String id, List<String> repoDigests) {
    /**
     * Copies the list.
     *
     * @param id the image's id, with or without algorithm
     * @param repoDigests the digests under which registries have it, {@code repository@digest} each
     */
    public PulledImage {
        Objects.requireNonNull(id, "id");
        repoDigests = List.copyOf(repoDigests);
    }

    /**
     * Finds out what the tag named that was pulled. An image that was picked from an index has the digest of both; only
     * the registry knows which of the two the tag names, and is asked then.
     *
     * @param transfer what was pulled
     * @param startOfId what the engine said that it pulled: an id, or how it starts, without algorithm
     * @return the digest; empty if this is another image, or none that came from there
     */
    public Optional<Digest> digest(Transfer transfer, String startOfId) {
        if (startOfId.isEmpty() || !id.substring(id.indexOf(':') + 1).startsWith(startOfId)) {
            return Optional.empty();
        }
        var repository = EngineName.of(transfer.image()).repository() + "@";
        var digests = repoDigests.stream()
                .filter(digest -> digest.startsWith(repository))
                .map(digest -> digest.substring(repository.length()))
                .distinct()
                .toList();
        return digests.size() == 1 ? Optional.of(Digest.parse(digests.get(0))) : named(digests, transfer);
    }

    private static Optional<Digest> named(List<String> digests, Transfer transfer) {
        if (digests.isEmpty()) {
            return Optional.empty();
        }
        var named = transfer.registry().digest(transfer.repository(), Reference.tag(transfer.tag()));
        return digests.contains(named.toString()) ? Optional.of(named) : Optional.empty();
    }
}
