package us.apolo.images.core;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.DigestInUseException;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.ImagesException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RemoteImage;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/**
 * Deletes a digest with its tags, or one tag alone, whichever way the registry can. An instance serves one operation.
 *
 * <p>Where all tags have to be looked at first, something that is not there is deleted before: a registry that does not
 * delete at all says so then, after one request and not after thousands.
 */
final class Deletion {
    /** That of a text that is no manifest, so that no registry has it. */
    private static final Digest NOWHERE = Digest.sha256("Is anything deleted here?".getBytes(StandardCharsets.UTF_8));

    private final RemoteImage image;
    private final Repository repository;
    private final RegistryPort registry;
    private final Supplier<List<RemoteImage>> tags;
    private final Workers workers;

    /**
     * Makes a deletion.
     *
     * @param tags lists the image with each of its tags
     */
    Deletion(RemoteImage image, RegistryPort registry, Supplier<List<RemoteImage>> tags, Workers workers) {
        this.image = image;
        this.repository = Repository.of(image);
        this.registry = registry;
        this.tags = tags;
        this.workers = workers;
    }

    /** Deletes a digest and all its tags, and gives it back. */
    Digest digest(Digest digest) {
        try {
            registry.deleteManifest(repository, digest);
        } catch (RegistryRefusedException refused) {
            afterItsTags(digest, refused);
        }
        return digest;
    }

    /** Some registries refuse to delete what still has tags. */
    private void afterItsTags(Digest digest, RegistryRefusedException refused) {
        var uses = usesUnlessAnythingIsRefused(digest, refused);
        if (!uses.indexes().isEmpty()) {
            throw inUse(image.withoutTag(), digest, List.of(), uses.indexes(), refused);
        }
        if (uses.tags().isEmpty()) {
            throw refused;
        }
        new TagsFirst(image.withoutTag(), digest, registry, refused).delete(uses.tags());
    }

    private DigestUses usesUnlessAnythingIsRefused(Digest digest, RegistryRefusedException refused) {
        try {
            var general = refusalOfNothing();
            if (general.isPresent() && kind(general.get()).equals(kind(refused))) {
                throw refused;
            }
            return DigestUses.find(digest, tags.get(), registry, workers);
        } catch (OperationCancelledException e) {
            throw e;
        } catch (ImagesException e) {
            if (e != refused) {
                refused.addSuppressed(e);
            }
            throw refused;
        }
    }

    /** How the registry refuses to delete what is not there, if it does: that has nothing to do with tags. */
    private Optional<RegistryRefusedException> refusalOfNothing() {
        try {
            registry.deleteManifest(repository, NOWHERE);
            return Optional.empty();
        } catch (ImageNotFoundException e) {
            return Optional.empty();
        } catch (RegistryRefusedException e) {
            return Optional.of(e);
        }
    }

    private static String kind(RegistryRefusedException refused) {
        return refused.answer()
                .map(answer -> answer.status() + " " + answer.codes())
                .orElse("");
    }

    /** Deletes the image's tag alone, and gives the digest that it named. That it goes away meanwhile is as good. */
    Digest tag() {
        var digest = registry.digest(repository, Reference.tag(Transfers.tag(image)));
        return isTagDeleted() || isDeletedWithTag(digest) ? digest : tag();
    }

    private boolean isTagDeleted() {
        try {
            return registry.deleteTag(repository, Transfers.tag(image));
        } catch (ImageNotFoundException e) {
            return true;
        }
    }

    /** Deletes the digest in place of the tag; false if the tag names another one by now. */
    private boolean isDeletedWithTag(Digest digest) {
        refusalOfNothing().ifPresent(refused -> {
            throw refused;
        });
        requireUnused(digest);
        var named = named();
        if (named.isPresent() && named.get().equals(digest)) {
            deleteManifest(digest);
        }
        return named.isEmpty() || named.get().equals(digest);
    }

    private void requireUnused(Digest digest) {
        var others = tags.get().stream().filter(tag -> !tag.equals(image)).toList();
        var uses = DigestUses.find(digest, others, registry, workers);
        if (!uses.tags().isEmpty() || !uses.indexes().isEmpty()) {
            throw inUse(image, digest, uses.tags(), uses.indexes(), null);
        }
    }

    private Optional<Digest> named() {
        try {
            return Optional.of(registry.digest(repository, Reference.tag(Transfers.tag(image))));
        } catch (ImageNotFoundException e) {
            return Optional.empty();
        }
    }

    private void deleteManifest(Digest digest) {
        try {
            registry.deleteManifest(repository, digest);
        } catch (ImageNotFoundException e) {
            if (named().isPresent()) {
                throw e;
            }
        }
    }

    private static DigestInUseException inUse(
            RemoteImage what,
            Digest digest,
            List<RemoteImage> tags,
            List<RemoteImage> indexes,
            @Nullable RegistryRefusedException refused) {
        RegistryAnswer answer = refused == null ? null : refused.answer().orElse(null);
        return new DigestInUseException(what.toString(), digest, names(tags), names(indexes), answer, refused);
    }

    private static List<String> names(List<RemoteImage> tags) {
        return tags.stream().map(Transfers::tag).toList();
    }
}
