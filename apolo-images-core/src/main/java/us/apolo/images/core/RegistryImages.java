package us.apolo.images.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import us.apolo.images.ApoloConfig;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.InvalidNameException;
import us.apolo.images.Platform;
import us.apolo.images.RegistryProtocolException;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.TagResult;
import us.apolo.images.port.Descriptor;
import us.apolo.images.port.Manifest;
import us.apolo.images.port.Reference;
import us.apolo.images.port.RegistryPort;
import us.apolo.images.port.Repository;

/** What is asked of registries alone: lists, tags and sizes. */
final class RegistryImages {
    private static final System.Logger LOG = System.getLogger(RegistryImages.class.getName());
    private static final int MAX_INDEX_DEPTH = 4;

    private final ApoloConfig config;
    private final Platform platform;

    RegistryImages(ApoloConfig config, Platform platform) {
        this.config = config;
        this.platform = platform;
    }

    /** The images of a cluster, read as the stream is. */
    Stream<RemoteImage> list(String clusterName, RegistryPort registry) {
        var authority = config.registry(clusterName);
        var listed = new ListedRepositories(clusterName, authority);
        return readable(registry.repositories(authority), listed::image, authority);
    }

    /** The image with each of its tags, read as the stream is. */
    Stream<RemoteImage> tags(RemoteImage image, RegistryPort registry) {
        return readable(registry.tags(Repository.of(image)), image::withTag, image.toString());
    }

    /** Leaves out what the grammar refuses, and says so once. */
    private static Stream<RemoteImage> readable(
            Stream<String> names, Function<String, RemoteImage> reader, String where) {
        var told = new AtomicBoolean();
        return names.mapMulti((name, images) -> {
            RemoteImage image;
            try {
                image = reader.apply(name);
            } catch (InvalidNameException e) {
                if (told.compareAndSet(false, true)) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "Left out of the list of {0}: {1}. More such names are left out without a word.",
                            where,
                            e.getMessage());
                }
                return;
            }
            images.accept(image);
        });
    }

    TagResult.Known tagInfo(RemoteImage image, RegistryPort registry) {
        var manifest = registry.manifest(Repository.of(image), Reference.tag(Transfers.tag(image)));
        var tag = new Tag(Transfers.tag(image), size(image, manifest, MAX_INDEX_DEPTH, registry));
        return new TagResult.Known(tag, manifest.content().digest());
    }

    /** The info of a tag that was there a moment ago; empty if it has been deleted since. */
    Optional<TagResult.Known> tagInfoIfThere(RemoteImage image, RegistryPort registry) {
        try {
            return Optional.of(tagInfo(image, registry));
        } catch (ImageNotFoundException e) {
            if (isThere(image, registry)) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private static boolean isThere(RemoteImage image, RegistryPort registry) {
        try {
            var unused = registry.digest(Repository.of(image), Reference.tag(Transfers.tag(image)));
            return true;
        } catch (ImageNotFoundException e) {
            return false;
        }
    }

    private long size(RemoteImage image, Manifest manifest, int depth, RegistryPort registry) {
        if (manifest instanceof Manifest.Image found) {
            return sum(image, found);
        }
        if (depth == 0) {
            throw new RegistryProtocolException(
                    image + " is an index of indexes, deeper than " + MAX_INDEX_DEPTH, null, null);
        }
        var chosen = choose(image, (Manifest.Index) manifest);
        var inside = registry.manifest(Repository.of(image), Reference.digest(chosen.digest()));
        return size(image, inside, depth - 1, registry);
    }

    private static long sum(RemoteImage image, Manifest.Image manifest) {
        try {
            return manifest.size();
        } catch (ArithmeticException e) {
            throw new RegistryProtocolException("The layers of " + image + " have impossible sizes", null, e);
        }
    }

    private Descriptor choose(RemoteImage image, Manifest.Index index) {
        var candidates = index.manifests();
        return candidates.stream()
                .filter(candidate -> candidate.platform() != null && platform.matches(candidate.platform()))
                .findFirst()
                .or(() -> candidates.size() == 1 && candidates.get(0).platform() == null
                        ? Optional.of(candidates.get(0))
                        : Optional.empty())
                .orElseThrow(() -> new ImageNotFoundException(
                        image + " for " + platform,
                        "the registry " + Repository.of(image).registry() + ", which has it for "
                                + platforms(candidates) + "; choose another platform when building Images",
                        null,
                        null));
    }

    private static String platforms(List<Descriptor> candidates) {
        var platforms = new ArrayList<String>();
        candidates.stream()
                .map(Descriptor::platform)
                .filter(Objects::nonNull)
                .map(Platform::toString)
                .distinct()
                .forEach(platforms::add);
        return platforms.isEmpty()
                ? "no platform by name"
                : platforms.stream().limit(20).collect(Collectors.joining(", "));
    }
}
