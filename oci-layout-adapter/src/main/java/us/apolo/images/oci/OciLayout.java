package us.apolo.images.oci;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    private final Transfers transfers = new Transfers();
    private final int parallelism;

    private OciLayout(Path folder, int parallelism) {
        this.folder = new LayoutFolder(folder);
        this.images = new LayoutImages(this.folder);
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
        transfers.requireOpen();
        Cancellation.check(operation, false, null);
        return work.get();
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

    @Override
    public Digest push(Transfer transfer, Consumer<ImageProgressStep> steps) {
        var operation = new TransferFailures(Direction.PUSH, transfer).operation();
        return operate(
                operation,
                () -> transfers.run(
                        operation, parallelism, threads -> new PushTransfer(transfer, images, threads).run(steps)));
    }

    @Override
    public Digest pull(Transfer transfer, Consumer<ImageProgressStep> steps) {
        var operation = new TransferFailures(Direction.PULL, transfer).operation();
        return operate(
                operation,
                () -> transfers.run(
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

    @Override
    public void close() {
        if (transfers.close()) {
            images.close();
        }
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
