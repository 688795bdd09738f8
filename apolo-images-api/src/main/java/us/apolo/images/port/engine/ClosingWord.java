package us.apolo.images.port.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import us.apolo.images.Digest;
import us.apolo.images.InvalidNameException;

/** Listens for what an engine says only when everything is done. For one transfer and one thread. */
public final class ClosingWord {
    private static final Pattern PUSHED = Pattern.compile("(.+): digest: (\\S+) size: \\d+");
    private static final Pattern PULLED = Pattern.compile("Digest: (\\S+)");

    private final Direction direction;
    private final String tag;
    private @Nullable Digest digest;
    private boolean said;
    private @Nullable String lastDownload;

    /**
     * Has heard nothing yet.
     *
     * @param direction which way the image goes
     * @param tag the image's tag
     */
    public ClosingWord(Direction direction, String tag) {
        this.direction = Objects.requireNonNull(direction, "direction");
        this.tag = Objects.requireNonNull(tag, "tag");
    }

    /**
     * Hears one thing that the engine says.
     *
     * @param id what it is about: a layer, the tag; empty for the whole
     * @param status the engine's words; may be empty
     */
    public void hear(String id, String status) {
        if (direction == Direction.PUSH) {
            // Some engines have the tag for an id.
            hearPush(id.isEmpty() ? status : id + ": " + status);
        } else {
            hearPull(status);
        }
        lastDownload = status.equals("Download complete") ? id : null;
    }

    private void hearPush(String line) {
        var pushed = PUSHED.matcher(line);
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

    /**
     * What was transferred.
     *
     * @return its digest; empty if the engine has not said that it is done
     */
    public Optional<Digest> digest() {
        return said ? Optional.ofNullable(digest) : Optional.empty();
    }

    /**
     * What Podman's service has pulled. It ends a pull with nothing but this.
     *
     * @return how the image's id starts, without algorithm; empty if this was not the last thing that was said
     */
    public Optional<String> podmansImage() {
        return Optional.ofNullable(lastDownload).filter(id -> direction == Direction.PULL);
    }
}
