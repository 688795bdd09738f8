package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.model.ResponseItem;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.InvalidNameException;

/** Listens for what an engine says only when everything is done. */
final class ClosingWord {
    private static final Pattern PUSHED = Pattern.compile("(.+): digest: (\\S+) size: \\d+");
    private static final Pattern PULLED = Pattern.compile("Digest: (\\S+)");

    private final Direction direction;
    private final String tag;
    private @Nullable Digest digest;
    private boolean said;
    private @Nullable String lastDownload;

    ClosingWord(Direction direction, String tag) {
        this.direction = direction;
        this.tag = tag;
    }

    void hear(ResponseItem item) {
        var status = Objects.requireNonNullElse(item.getStatus(), "");
        if (direction == Direction.PUSH) {
            hearPush(status);
        } else {
            hearPull(status);
        }
        lastDownload = status.equals("Download complete") ? item.getId() : null;
    }

    private void hearPush(String status) {
        var pushed = PUSHED.matcher(status);
        if (pushed.matches() && pushed.group(1).equals(tag)) {
            digest = digest(pushed.group(2));
            said = true;
        }
    }

    private void hearPull(String status) {
        var pulled = PULLED.matcher(status);
        if (pulled.matches()) {
            digest = digest(pulled.group(1));
        }
        // The second of two lines.
        said = said || (digest != null && status.startsWith("Status: "));
    }

    private static @Nullable Digest digest(String text) {
        try {
            return Digest.parse(text);
        } catch (InvalidNameException e) {
            return null;
        }
    }

    /** What was transferred, if the engine says that it was. */
    Optional<Digest> digest() {
        return said ? Optional.ofNullable(digest) : Optional.empty();
    }

    /** Podman ends a pull with nothing but this: the start of the image's id, without algorithm. */
    Optional<String> podmansImage() {
        return Optional.ofNullable(lastDownload).filter(id -> direction == Direction.PULL);
    }
}
