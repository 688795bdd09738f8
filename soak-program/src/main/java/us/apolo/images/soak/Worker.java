package us.apolo.images.soak;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import us.apolo.images.Digest;
import us.apolo.images.Images;
import us.apolo.images.ImagesException;
import us.apolo.images.RemoteImage;
import us.apolo.images.Tag;
import us.apolo.images.soak.OperationRecord.Fate;

/** Does operations one after the other on repositories of its own, and compares what comes with what is there. */
final class Worker {
    private static final int MAX_CANCEL_MILLIS = 40;
    private static final int MAX_TRANSFER_CANCEL_MILLIS = 400;

    private final Fixture fixture;
    private final Images images;
    private final DirectRegistry direct;
    private final EngineImages engine;
    private final Random random;
    private int made;

    Worker(Fixture fixture, Images images, DirectRegistry direct, EngineImages engine) {
        this.fixture = fixture;
        this.images = images;
        this.direct = direct;
        this.engine = engine;
        this.random = new Random(fixture.worker().hashCode());
    }

    /** Does a work, cleans up behind it, and tells how it went. */
    OperationRecord run(Work work) {
        return switch (work) {
            case DIGEST -> timed(work, this::digest);
            case SIZE -> timed(work, this::size);
            case TAG_INFO -> timed(work, this::tagInfo);
            case TAGS -> timed(work, () -> requireTags(images.tags(fixture.base())));
            case TAG_INFOS -> timed(work, () -> requireInfos(images.tagInfos(fixture.base())));
            case LIST -> timed(work, () -> requireOwn(images.list()));
            case LIST_STREAM -> timed(work, this::listStream);
            case TAGS_STREAM -> timed(work, this::tagsStream);
            case RM -> rm();
            case RM_TAG -> rmTag();
            case ASYNC -> timed(work, this::async);
            case ASYNC_CANCELLED -> timed(work, this::cancelledInfos);
            case PUSH -> push();
            case PULL -> pull();
            case PUSH_CANCELLED -> cancelledPush();
            case PULL_CANCELLED -> cancelledPull();
        };
    }

    private OperationRecord timed(Work work, Runnable operation) {
        var tally = Tally.begin();
        var start = System.currentTimeMillis();
        try {
            operation.run();
            return record(work, tally, start, Fate.WELL, "", 0, "");
        } catch (CancellationException e) {
            return record(work, tally, start, Fate.CANCELLED, "", 0, "");
        } catch (ImagesException e) {
            return record(work, tally, start, Fate.FAILED, name(e), e.attempts().size(), e.getMessage());
        } catch (RuntimeException e) {
            // Nothing else may come of an operation: no fault explains it, and the verdict says so.
            return record(work, tally, start, Fate.FAILED, name(e), 0, String.valueOf(e.getMessage()));
        }
    }

    private static String name(Exception e) {
        return e.getClass().getSimpleName();
    }

    private OperationRecord record(
            Work work, Tally tally, long start, Fate fate, String error, int attempts, String message) {
        var about = switch (work) {
            case LIST, LIST_STREAM -> RelayedRequest.CATALOG;
            default -> fixture.worker();
        };
        return new OperationRecord(
                work,
                about,
                start,
                System.currentTimeMillis(),
                fate,
                tally.requests(),
                tally.retries(),
                error,
                attempts,
                message);
    }

    private void digest() {
        var number = random.nextInt(Fixture.BASE_TAGS);
        var digest = images.digest(fixture.base(number));
        WrongAnswerException.require(digest.equals(fixture.baseDigest(number)), "The digest is not " + digest);
    }

    private void size() {
        var number = random.nextInt(Fixture.BASE_TAGS);
        var size = images.size(fixture.base(number));
        WrongAnswerException.require(size == Fixture.baseSize(number), "The size is not " + size);
    }

    private void tagInfo() {
        var number = random.nextInt(Fixture.BASE_TAGS);
        var info = images.tagInfo(fixture.base(number));
        WrongAnswerException.require(info.equals(expected(number)), "The info is not " + info);
    }

    private static Tag expected(int number) {
        return new Tag(Fixture.baseTag(number), Fixture.baseSize(number));
    }

    private void requireTags(List<RemoteImage> tags) {
        // The registry has an order of its own.
        var names = tags.stream().map(RemoteImage::tag).sorted().toList();
        WrongAnswerException.require(names.equals(fixture.baseTags()), "The tags are not " + names);
    }

    private static void requireInfos(List<Tag> infos) {
        var all =
                IntStream.range(0, Fixture.BASE_TAGS).mapToObj(Worker::expected).toList();
        var sorted = infos.stream().sorted(Comparator.comparing(Tag::name)).toList();
        WrongAnswerException.require(sorted.equals(all), "The infos are not " + infos);
    }

    private void requireOwn(List<RemoteImage> repositories) {
        WrongAnswerException.require(repositories.contains(fixture.base()), "The list lacks " + fixture.base());
    }

    private void listStream() {
        try (var repositories = images.listStream()) {
            WrongAnswerException.require(
                    repositories.anyMatch(fixture.base()::equals), "The list lacks " + fixture.base());
        }
    }

    private void tagsStream() {
        try (var tags = images.tagsStream(fixture.base())) {
            requireTags(tags.toList());
        }
    }

    private OperationRecord rm() {
        var tag = "rm" + made++;
        var digest = Digest.sha256(manifest(tag));
        direct.putManifest(fixture.path("scratch"), tag, manifest(tag));
        var record = timed(Work.RM, () -> {
            images.rm(fixture.scratch(tag), digest);
            requireGone(tag);
        });
        direct.remove(fixture.path("scratch"), digest);
        return record;
    }

    private OperationRecord rmTag() {
        var tag = "rmtag" + made++;
        var digest = Digest.sha256(manifest(tag));
        direct.putManifest(fixture.path("scratch"), tag, manifest(tag));
        var record = timed(Work.RM_TAG, () -> {
            var removed = images.rmTag(fixture.scratch(tag));
            WrongAnswerException.require(removed.equals(digest), "What was removed is not " + removed);
            requireGone(tag);
        });
        direct.remove(fixture.path("scratch"), digest);
        return record;
    }

    private byte[] manifest(String tag) {
        return Fixture.manifest(fixture.worker() + " scratch " + tag, 1);
    }

    private void requireGone(String tag) {
        WrongAnswerException.require(!direct.has(fixture.path("scratch"), tag), tag + " is there still");
    }

    private void async() {
        var number = random.nextInt(Fixture.BASE_TAGS);
        var async = images.async();
        var digest = async.digest(fixture.base(number));
        var infos = async.tagInfos(fixture.base());
        var tags = async.tags(fixture.base());
        // All of them come to their end, so that none is under way when the next operation begins.
        var all = CompletableFuture.allOf(digest, infos, tags);
        join(all);
        WrongAnswerException.require(digest.join().equals(fixture.baseDigest(number)), "The digest is wrong");
        requireInfos(infos.join());
        requireTags(tags.join());
    }

    private static void join(CompletableFuture<?> future) {
        try {
            future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private void cancelledInfos() {
        cancel(images.async().tagInfos(fixture.base()), MAX_CANCEL_MILLIS);
    }

    private void cancel(CompletableFuture<?> future, int maxMillis) {
        try {
            Thread.sleep(random.nextInt(maxMillis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        future.cancel(true);
        join(future);
    }

    private OperationRecord push() {
        var tag = "push" + made++;
        var local = Fixture.pushable(random.nextInt(Fixture.PUSHED_IMAGES));
        var record = timed(Work.PUSH, () -> {
            images.push(local, fixture.pushed(tag));
            WrongAnswerException.require(direct.has(fixture.path("pushed"), tag), tag + " is not there");
        });
        direct.removeWithBlobs(fixture.path("pushed"), tag);
        return record;
    }

    private OperationRecord pull() {
        var number = random.nextInt(Fixture.PULLED_TAGS);
        var local = fixture.pulledLocally(number);
        var record = timed(Work.PULL, () -> {
            images.pull(fixture.pulled(number), local);
            WrongAnswerException.require(engine.remove(local), local + " is not there");
        });
        engine.remove(local);
        return record;
    }

    private OperationRecord cancelledPush() {
        var tag = "cancelled" + made++;
        var local = Fixture.pushable(random.nextInt(Fixture.PUSHED_IMAGES));
        var record = timed(
                Work.PUSH_CANCELLED,
                () -> cancel(images.async().push(local, fixture.pushed(tag)), MAX_TRANSFER_CANCEL_MILLIS));
        direct.removeWithBlobs(fixture.path("pushed"), tag);
        return record;
    }

    private OperationRecord cancelledPull() {
        var number = random.nextInt(Fixture.PULLED_TAGS);
        var local = fixture.pulledLocally(number);
        var record = timed(
                Work.PULL_CANCELLED,
                () -> cancel(images.async().pull(fixture.pulled(number), local), MAX_TRANSFER_CANCEL_MILLIS));
        engine.remove(local);
        return record;
    }
}
