package us.apolo.images.port.engine;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import us.apolo.images.Credentials;
import us.apolo.images.Digest;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;

/** Whatever an engine says, it can be shown, means something or nothing, and tells no secret. */
class EngineWordsFuzzTest extends FuzzTarget {
    private static final String PASSWORD = "one-secret";
    private static final int MOST_SHOWN = 1100;

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("Get \"https://user:" + PASSWORD + "@registry.example.org/v2/?token=x\": EOF", 0, 0),
                FuzzInput.of("error parsing HTTP 429 response body: toomanyrequests: pull rate limit", 0, 0),
                FuzzInput.of("v1: digest: " + Digest.sha256(new byte[1]) + " size: 944", 0, 1),
                FuzzInput.of("Digest: " + Digest.sha256(new byte[1]) + "\nStatus: Image is up to date", 0, 1),
                FuzzInput.of("manifest for registry.example.org/app:v1 not found: manifest unknown", 1, 0),
                FuzzInput.of("Pulling from team/app\nDownloading\nPull complete\nMounted from a", 1, 0));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "://",
                "@",
                "?",
                PASSWORD,
                "Get \"",
                "\": EOF",
                ": digest: ",
                " size: ",
                "manifest for ",
                "repository ",
                " not found",
                "unexpected HTTP status: ",
                "StatusCode: 503",
                ": 404 (Not Found",
                "Download complete",
                "\u001b[0m",
                "\u2028");
    }

    @Override
    protected void feed(FuzzInput input) {
        var direction = input.one(Direction.values());
        var text = input.anyText();
        var credentials = Optional.of(new Credentials("alice", PASSWORD));
        var shown = EngineWords.shown(text, credentials);
        require(shown.length() <= MOST_SHOWN, "What is shown is short");
        require(!shown.contains(PASSWORD), "The password is not shown");
        require(shown.chars().noneMatch(Character::isISOControl), "What is shown is one line");
        TransferErrors.isKnown(text);
        hear(direction, text);
    }

    private static void hear(Direction direction, String text) {
        var closingWord = new ClosingWord(direction, "v1");
        var layers = new LayerProgress();
        for (var line : text.split("\n", 100)) {
            var colon = line.indexOf(": ");
            var id = colon < 0 ? "" : line.substring(0, colon);
            var status = colon < 0 ? line : line.substring(colon + 2);
            closingWord.hear(id, status);
            layers.step(id, status, new LayerProgress.Bytes(OptionalLong.of(1), OptionalLong.empty()));
        }
        closingWord
                .digest()
                .ifPresent(digest -> require(text.contains(digest.toString()), "The digest is one that was said"));
        layers.finish(direction.lastWord());
    }
}
