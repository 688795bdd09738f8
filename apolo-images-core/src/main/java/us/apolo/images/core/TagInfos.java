package us.apolo.images.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import us.apolo.images.ImagesException;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.OperationCancelledException;
import us.apolo.images.RateLimitedException;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.TagInfosFailedException;
import us.apolo.images.TagResult;

/** The infos of all tags of an image, asked for several at a time. An instance serves one operation. */
final class TagInfos {
    /** How many tags in a row have to be refused for the registry to mean all of them. */
    private static final int MANY = 16;

    private final RemoteImage image;
    private final List<RemoteImage> tags;
    private final TagInfo source;
    private final Workers workers;

    /** What has been asked for and has an answer; empty if the tag was deleted meanwhile. */
    private final Map<RemoteImage, Optional<TagResult>> results = new ConcurrentHashMap<>();

    private final AtomicInteger refusedInARow = new AtomicInteger();

    /**
     * Makes the work.
     *
     * @param image the image without a tag
     * @param tags the image with each of its tags
     * @param source gives the info of one
     */
    TagInfos(RemoteImage image, List<RemoteImage> tags, TagInfo source, Workers workers) {
        this.image = image;
        this.tags = tags;
        this.source = source;
        this.workers = workers;
    }

    /** Asks for the info of one tag. */
    interface TagInfo {
        /** The info; empty if the tag has been deleted. */
        Optional<TagResult.Known> of(RemoteImage tag);
    }

    /** The infos of all, or every failure that there was. */
    List<Tag> all() {
        try {
            ask(TagInfos::concernsRegistry);
        } catch (ImagesException e) {
            failures().values().stream().filter(failure -> failure != e).forEach(e::addSuppressed);
            throw e;
        }
        var failures = failures();
        if (!failures.isEmpty()) {
            throw new TagInfosFailedException(image.toString(), tags.size(), failures);
        }
        return known(null).map(result -> ((TagResult.Known) result).tag()).toList();
    }

    /** What came of each. Once nothing more can be expected, the rest has failed with the error that says so. */
    List<TagResult> each() {
        try {
            ask(this::isHopeless);
        } catch (OperationCancelledException e) {
            throw e;
        } catch (ImagesException e) {
            return known(e).toList();
        }
        return known(null).toList();
    }

    /** @param end which errors end all the work, and are thrown */
    private void ask(Predicate<ImagesException> end) {
        workers.map(tags, tag -> {
            var result = result(tag, end);
            results.put(tag, result);
            return result;
        });
    }

    private Optional<TagResult> result(RemoteImage tag, Predicate<ImagesException> end) {
        try {
            var info = source.of(tag);
            refusedInARow.set(0);
            return info.map(Function.identity());
        } catch (ImagesException e) {
            if (end.test(e)) {
                throw e;
            }
            return Optional.of(new TagResult.Failed(Transfers.tag(tag), e));
        }
    }

    private Stream<TagResult> known(@Nullable ImagesException ofTheRest) {
        return tags.stream()
                .map(tag -> ofTheRest == null || results.containsKey(tag)
                        ? results.getOrDefault(tag, Optional.empty())
                        : Optional.<TagResult>of(new TagResult.Failed(Transfers.tag(tag), ofTheRest)))
                .flatMap(Optional::stream);
    }

    private Map<String, ImagesException> failures() {
        var failures = new LinkedHashMap<String, ImagesException>();
        known(null).forEach(result -> {
            if (result instanceof TagResult.Failed failed) {
                failures.put(failed.name(), failed.error());
            }
        });
        return failures;
    }

    /** Whether an error tells of the registry, and not of the tag that was asked for. */
    private static boolean concernsRegistry(ImagesException e) {
        return endsEverything(e) || e instanceof RegistryUnavailableException || e instanceof NotAuthorizedException;
    }

    private static boolean endsEverything(ImagesException e) {
        return e instanceof NotAuthenticatedException
                || e instanceof RateLimitedException
                || e instanceof OperationCancelledException;
    }

    /**
     * Whether to stop asking although errors are welcome. Registries forbid single images, for example for what a scan
     * found in them, and fail over single broken ones with status 500. They mean all of them when nothing else is heard
     * any more.
     */
    private boolean isHopeless(ImagesException e) {
        if (!concernsRegistry(e)) {
            refusedInARow.set(0);
            return false;
        }
        return !mayConcernTag(e) || refusedInARow.incrementAndGet() >= MANY;
    }

    private static boolean mayConcernTag(ImagesException e) {
        return e instanceof NotAuthorizedException
                || (e instanceof RegistryUnavailableException
                        && e.answer().filter(answer -> answer.status() == 500).isPresent());
    }
}
