package us.apolo.images.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import us.apolo.images.login.ApoloLogin;

/** Which login counts: a token that is given by hand, or what the platform's own command or a job has left. */
final class LoginChoice {
    static final String API_URL = "APOLO_IMAGES_API_URL";
    static final String TOKEN = "APOLO_IMAGES_TOKEN";
    static final String TOKEN_FILE = "APOLO_IMAGES_TOKEN_FILE";

    private LoginChoice() {}

    /**
     * Chooses. A token is never an argument, since all users of a machine can read those.
     *
     * @throws CommandException if a token is given in part, or its file cannot be read
     */
    static ApoloLogin of(Map<String, String> environment) {
        var url = environment.getOrDefault(API_URL, "");
        var token = environment.getOrDefault(TOKEN, "");
        var file = environment.getOrDefault(TOKEN_FILE, "");
        if (url.isBlank() && token.isBlank() && file.isBlank()) {
            return ApoloLogin.find();
        }
        if (url.isBlank() || token.isBlank() == file.isBlank()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "A token that is given by hand needs " + API_URL + " and one of " + TOKEN + " and " + TOKEN_FILE);
        }
        return ApoloLogin.of(uri(url), token.isBlank() ? read(file) : token);
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new CommandException(ExitCode.USAGE, API_URL + " is no URL", e);
        }
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file), StandardCharsets.US_ASCII).strip();
        } catch (IOException | InvalidPathException e) {
            throw new CommandException(
                    ExitCode.NOT_ALLOWED,
                    "The token cannot be read from " + file + ", which " + TOKEN_FILE + " names: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }
}
