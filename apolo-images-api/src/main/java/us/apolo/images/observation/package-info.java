/**
 * What operations do, for those who measure and trace: an {@link us.apolo.images.observation.ImagesObserver} hears of
 * each operation, and the {@link us.apolo.images.observation.OperationListener} that it gives for it hears of requests,
 * retries, tokens and transfers. Enough to hang a metrics or tracing library on; none is needed.
 */
@NullMarked
package us.apolo.images.observation;

import org.jspecify.annotations.NullMarked;
