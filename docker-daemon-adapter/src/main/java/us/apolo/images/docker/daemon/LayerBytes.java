package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.model.ResponseItem;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import us.apolo.images.port.engine.LayerProgress;

/** What an object of the engine's answer counts. */
final class LayerBytes {
    private LayerBytes() {}

    static LayerProgress.Bytes of(ResponseItem item) {
        var detail = item.getProgressDetail();
        if (detail == null || countsSomethingElse(detail)) {
            return LayerProgress.Bytes.NONE;
        }
        var total = positive(detail.getTotal());
        var current = positive(detail.getCurrent());
        // Engines leave zeros out.
        return new LayerProgress.Bytes(current.isEmpty() && total.isPresent() ? OptionalLong.of(0) : current, total);
    }

    /** For example seconds. docker-java has no field for it. */
    private static boolean countsSomethingElse(ResponseItem.ProgressDetail detail) {
        return !Objects.requireNonNullElse(detail.getRawValues().get("units"), "")
                .equals("");
    }

    private static OptionalLong positive(@Nullable Long number) {
        return number == null || number <= 0 ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
