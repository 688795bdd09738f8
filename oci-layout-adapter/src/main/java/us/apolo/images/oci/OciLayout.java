package us.apolo.images.oci;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import us.apolo.images.Digest;
import us.apolo.images.ImageProgressStep;
import us.apolo.images.LocalImage;
import us.apolo.images.port.LocalDockerPort;
import us.apolo.images.port.StoredImage;
import us.apolo.images.port.Transfer;
import us.apolo.images.port.engine.Cancellation;
import us.apolo.images.port.engine.Direction;

/**
 * A local store in a folder, by the OCI image layout 1.1: images without a container engine. Other tools can read the
 * folder and write to it, {@code skopeo} for example as {@code oci:FOLDER:NAME}.
 *
 * <p><strong>It must be closed.</strong> To close it ends what is under way and lets go of the folder's locks; the folder
 * stays.
 *
 * <p>The folder is made by the first pull if it is not there. A blob appears in it whole and verified or not at all, and
 * the index changes at once, so that a process can be killed at any time. What has come of a blob stays in {@code
 * .apolo-images} inside the folder, and the next pull goes on from there. Several threads, stores and processes can work
 * with one folder at once, on a file system with locks; other tools do not know of these locks, and should change the
 * folder when nobody else does.
 *
 * <p>An image has the digest of its manifest, or of its index, for an id. Of an index a pull takes all images, unless the
 * transfer names a platform; a push sends what the name stands for, all of an index. Layers move in parallel, {@link
 * #DEFAULT_PARALLELISM} at once unless something else is said. A layer that is there is not fetched, one that the registry
 * has is not sent, and one that it has in another repository that this folder knows of is mounted from there. The bytes of
 * a step are those that move: the layer as it is compressed.
 *
 * <p>A name is kept as the annotations {@code org.opencontainers.image.ref.name} and {@code io.containerd.image.name},
 * and found by either. A tag alone, as some tools write it, is found as a name with the tag {@code latest}. An image that
 * loses its last name to another stays until that name is given away once more, or until {@link #collect}.
 *
 * <p>Where the folder cannot be read or written, or something in it is not as it should be, that is a {@link
 * us.apolo.images.LocalStoreException}.
 *
 * <pre>{@code
 * try (var store = OciLayout.open(Path.of("images"));
 *         var images = ApoloImages.builder().localStore(store).build()) {
 *     images.pull(RemoteImage.newExternalImage("team/app", "registry.example.com", "v1"), new LocalImage("app", "v1"));
 * }
 * }</pre>
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/v1.1.0/image-layout.md">OCI image layout 1.1</a>
 */
public final class OciLayout implements LocalDockerPort {
    /** How many layers of an image move at once, if nothing else is said. */
    public static final int DEFAULT_PARALLELISM = 8;

    private final LayoutFolder folder;
    private final LayoutImages images;
    private final Operations operations;
    private final int parallelism;

    private OciLayout(Path folder, int parallelism) {
        this.folder = new LayoutFolder(folder);
        this.images = new LayoutImages(this.folder);
        this.operations = new Operations(images.locks()::close);
        this.parallelism = parallelism;
    }

    /**
     * Makes a store that moves {@link #DEFAULT_PARALLELISM} layers at once. Touches no file yet.
     *
     * @param folder where the layout is, or is to be
     * @return a store that the caller closes
     */
    public static OciLayout open(Path folder) {
        return open(folder, DEFAULT_PARALLELISM);
    }

    /**
     * Makes a store. Touches no file yet.
     *
     * @param folder where the layout is, or is to be
     * @param parallelism how many layers of one image move at once; one or more
     * @return a store that the caller closes
     * @throws IllegalArgumentException if the number is less than one
     */
    public static OciLayout open(Path folder, int parallelism) {
        Objects.requireNonNull(folder, "folder");
        if (parallelism < 1) {
            throw new IllegalArgumentException("One layer or more moves at once, not " + parallelism);
        }
        return new OciLayout(folder, parallelism);
    }

    /** Does something quick, unless the store is closed or the thread interrupted. */
    private <T> T operate(String operation, Supplier<T> work) {
        return operations.run(() -> {
            Cancellation.check(operation, false, null);
            return work.get();
        });
    }

    @Override
    public Optional<StoredImage> inspect(LocalImage image) {
        return operate("The look at " + image, () -> images.inspect(image));
    }

    /**
     * The names in the folder, those included that other tools have written.
     *
     * @return the names, each with its tag, in the folder's order
     * @throws us.apolo.images.LocalStoreException if the folder cannot be read
     */
    public List<LocalImage> names() {
        return operate("The list of names", images::names);
    }

    @Override
    public void tag(Digest id, LocalImage name) {
        Objects.requireNonNull(id, "id");
        operate("The naming of " + name, () -> {
            images.tag(id, name);
            return id;
        });
    }

    @Override
    public void untag(LocalImage name) {
        operate("The untagging of " + name, () -> {
            images.untag(name);
            return name;
        });
    }

    /**
     * Images move under their own names here: no other name is given meanwhile.
     *
     * @return true
     */
    @Override
    public boolean movesUnderAnyName() {
        return true;
    }

    @Override
    public Digest push(Transfer transfer, Consumer<ImageProgressStep> steps) {
        var operation = new TransferFailures(Direction.PUSH, transfer).operation();
        return operate(
                operation,
                () -> operations.transfer(
                        operation, parallelism, threads -> new PushTransfer(transfer, images, threads).run(steps)));
    }

    @Override
    public Digest pull(Transfer transfer, Consumer<ImageProgressStep> steps) {
        var operation = new TransferFailures(Direction.PULL, transfer).operation();
        return operate(
                operation,
                () -> operations.transfer(
                        operation, parallelism, threads -> new PullTransfer(transfer, images, threads).run(steps)));
    }

    /**
     * Deletes what no name reaches: images that have lost their name to another, the remains of pulls that nobody has
     * gone on with, and what other tools have left. Blobs that a transfer works with stay, and so do images that another
     * tool has put there without a name.
     *
     * @return how many bytes there were of it
     * @throws us.apolo.images.LocalStoreException if the folder cannot be read or written
     */
    public long collect() {
        return operate("The cleaning up of " + folder, images::collect);
    }

    /**
     * Takes the images of an archive into the folder, under the names that they have there. What {@code docker save} and
     * {@code podman save} have written is taken, in Docker's form and in the OCI's, and so is what {@code docker load}
     * takes from other tools; the archive may be compressed by gzip. All of its images come, or none.
     *
     * <p>An image in the OCI form keeps its digest. In Docker's own form it has none: it gets a manifest here, and its
     * layers are compressed by gzip.
     *
     * <p>This needs {@code org.apache.commons:commons-compress}, which does not come along.
     *
     * @param archive the file
     * @return the images, in the archive's order
     * @throws InvalidArchiveException if the archive is damaged, or is none
     * @throws us.apolo.images.LocalStoreException if the archive or the folder cannot be read, or the folder cannot be
     *     written
     * @throws us.apolo.images.AdapterSelectionException if {@code commons-compress} is missing
     * @throws us.apolo.images.OperationCancelledException if the thread is interrupted or the store closed
     */
    public List<LoadedImage> load(Path archive) {
        Objects.requireNonNull(archive, "archive");
        return archives("The loading of " + archive, () -> new ArchiveLoad(images).from(archive));
    }

    /**
     * The same out of a stream. The archive is put aside in the folder as it comes, and is gone from there in the end.
     *
     * <p>The stream is read on another thread. An interrupt ends this even if the stream takes no notice of it, such as
     * one from a process that says nothing; that thread then goes on to wait, until the stream is closed or ends.
     *
     * @param archive the archive; read to its end, and not closed
     * @return the images, in the archive's order
     * @throws InvalidArchiveException if the archive is damaged or cannot be read, or is none
     * @throws us.apolo.images.LocalStoreException if the folder cannot be read or written
     * @throws us.apolo.images.AdapterSelectionException if {@code commons-compress} is missing
     * @throws us.apolo.images.OperationCancelledException if the thread is interrupted or the store closed
     */
    public List<LoadedImage> load(InputStream archive) {
        Objects.requireNonNull(archive, "archive");
        return archives("The loading of an archive", () -> new ArchiveLoad(images).from(archive));
    }

    /**
     * Writes images into an archive that {@code docker load}, {@code podman load} and {@code skopeo} read: an OCI image
     * layout as a tar, with Docker's {@code manifest.json} in it. Blobs that images share are in it once. The same images
     * give the same bytes.
     *
     * <p>An index is in it whole. Engines that go by {@code manifest.json} get its image for Linux on this machine's
     * architecture, or the first one if there is none.
     *
     * <p>This needs {@code org.apache.commons:commons-compress}, which does not come along.
     *
     * @param names the images
     * @param archive the file; replaced if it is there. It appears whole or not at all
     * @throws IllegalArgumentException if no image is named
     * @throws us.apolo.images.ImageNotFoundException if one of the images is not there
     * @throws us.apolo.images.LocalStoreException if the folder cannot be read or is broken, or the archive cannot be
     *     written
     * @throws us.apolo.images.AdapterSelectionException if {@code commons-compress} is missing
     * @throws us.apolo.images.OperationCancelledException if the thread is interrupted or the store closed
     */
    public void save(Collection<LocalImage> names, Path archive) {
        Objects.requireNonNull(archive, "archive");
        var wanted = requireSome(names);
        archives("The saving to " + archive, () -> new ArchiveSave(images).to(archive, wanted));
    }

    /**
     * The same into a stream. Whoever reads it sees that the archive is not whole if this fails: its end is missing.
     *
     * @param names the images
     * @param archive where the archive goes; not closed
     * @throws IllegalArgumentException if no image is named
     * @throws us.apolo.images.ImageNotFoundException if one of the images is not there
     * @throws us.apolo.images.LocalStoreException if the folder cannot be read or is broken, or the archive cannot be
     *     written
     * @throws us.apolo.images.AdapterSelectionException if {@code commons-compress} is missing
     * @throws us.apolo.images.OperationCancelledException if the thread is interrupted or the store closed
     */
    public void save(Collection<LocalImage> names, OutputStream archive) {
        Objects.requireNonNull(archive, "archive");
        var wanted = requireSome(names);
        archives("The saving to a stream", () -> new ArchiveSave(images).to(archive, wanted));
    }

    private static List<LocalImage> requireSome(Collection<LocalImage> names) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("An archive is made of one image or more, and none is named");
        }
        return List.copyOf(names);
    }

    private <T> T archives(String operation, Callable<T> work) {
        return operate(
                operation,
                () -> TarLibrary.using(() -> operations.transfer(operation, 1, threads -> threads.run(work))));
    }

    @Override
    public void close() {
        operations.close();
    }

    /**
     * The store for people.
     *
     * @return names the folder
     */
    @Override
    public String toString() {
        return "OCI image layout in " + folder;
    }
}
