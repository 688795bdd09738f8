package us.apolo.images.console;

import org.jspecify.annotations.Nullable;

/**
 * A layer before and after a step.
 *
 * @param before null if it was not known
 * @param after as it is now
 */
record LayerChange(@Nullable Layer before, Layer after) {
    boolean isNewStatus() {
        return before == null || before.status() != after.status();
    }

    /** Whether another quarter of a layer is done; false at both ends. */
    boolean isNewQuarter() {
        return before != null && after.quarter() > before.quarter() && after.quarter() < 4;
    }
}
