package us.apolo.images.core.login;

import java.util.List;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;

/** Whatever a credential helper prints, it is a login, none, or an error that tells nothing of it. */
class HelperAnswerFuzzTest extends FuzzTarget {
    private static final String SECRET = "one-secret";

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("{\"ServerURL\":\"https://a/\",\"Username\":\"alice\",\"Secret\":\"" + SECRET + "\"}", 0),
                FuzzInput.of("{\"Username\":\"<token>\",\"Secret\":\"" + SECRET + "\"}\n", 0),
                FuzzInput.of("credentials not found in native keychain\n", 1),
                FuzzInput.of("error: the " + SECRET + " is locked", 1));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "{",
                "}",
                "[",
                "\"",
                ":",
                ",",
                "\"Username\":",
                "\"Secret\":",
                SECRET,
                "\\u0000",
                "\\ud800",
                "null",
                "credentials not found",
                "{},");
    }

    @Override
    protected void feed(FuzzInput input) {
        var output = new HelperRun.Output(input.choice(2), input.text());
        require(!output.toString().contains(SECRET), "What was said is not shown");
        try {
            HelperProgram.login(output, "The helper")
                    .ifPresent(login -> require(!login.toString().contains(SECRET), "Nothing of a login is shown"));
        } catch (CredentialsUnavailableException e) {
            require(e.getCause() == null, "The words of a reader, who quotes, are not passed on");
            require(!String.valueOf(e.getMessage()).contains(SECRET), "Nothing of what was said is told");
        }
    }
}
