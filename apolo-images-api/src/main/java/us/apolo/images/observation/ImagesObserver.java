package us.apolo.images.observation;

/**
 * Watches what {@link us.apolo.images.Images} do. It is asked at the start of each operation for the listener of that
 * operation, so that a listener can hold what belongs to one operation, such as a span or a timer:
 *
 * <pre>{@code
 * ImagesObserver observer = operation -> new OperationListener() {
 *     @Override
 *     public void ended(OperationEnd end) {
 *         timer(operation.kind().text(), end.outcome()).record(end.duration());
 *     }
 * };
 * var images = ApoloImages.builder().config(config).observer(observer).build();
 * }</pre>
 *
 * <p>What is shared by all operations, such as a counter, can as well be one listener that is given each time.
 *
 * <p>An observer only watches: what it or its listeners throw breaks no operation. It is told once in the log, and the
 * operation goes on. (That is otherwise with {@link us.apolo.images.ImageProgressListener}, whose exceptions end the
 * operation.) They are called on the threads that do the work, so they should not block.
 */
@FunctionalInterface
public interface ImagesObserver {
    /**
     * An operation is about to start. Called on the caller's thread, also where the work is done on another one, as
     * with {@link us.apolo.images.AsyncImages}; what belongs to the caller, such as its current span, is there to be
     * taken along. For a stream it is called when the stream is made.
     *
     * @param operation which one
     * @return hears how this operation goes; must not be null
     */
    OperationListener operation(Operation operation);
}
