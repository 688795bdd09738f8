package us.apolo.images.login;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import us.apolo.images.CredentialsUnavailableException;
import us.apolo.images.port.engine.HostEnvironment;

/** The configuration that a job is given when it is started with its owner's passed on. */
final class PassedConfig {
    private static final String REMEDY = "start the job anew with its configuration passed on (--pass-config)";
    private static final List<String> VARIABLES = List.of("APOLO_PASSED_CONFIG", "NEURO_PASSED_CONFIG");

    private PassedConfig() {}

    /**
     * The login of a job.
     *
     * @param environment has it in a variable
     * @return empty if it has none
     * @throws CredentialsUnavailableException if it cannot be understood
     */
    static Optional<LoginSource> find(HostEnvironment environment) {
        return VARIABLES.stream()
                .flatMap(variable -> environment.variable(variable).stream().map(value -> login(variable, value)))
                .findFirst();
    }

    /** The same, and an error if there is none. */
    static LoginSource require(HostEnvironment environment) {
        return find(environment)
                .orElseThrow(() -> new CredentialsUnavailableException(
                        "No configuration has been passed to this program: APOLO_PASSED_CONFIG is not set; " + REMEDY,
                        null));
    }

    /** What is in a variable. */
    static LoginSource login(String variable, String value) {
        var name = "the configuration passed in " + variable;
        try {
            var config = Json.parse(decoded(value), "it");
            return new TokenLogin(
                    name,
                    REMEDY,
                    PlatformCall.address(required(config, "url"))
                            .orElseThrow(() -> new IllegalArgumentException("its url is no address")),
                    required(config, "token"),
                    new CurrentNames(
                            Optional.of(required(config, "cluster")),
                            Json.text(config, "org_name"),
                            Json.text(config, "project_name")));
        } catch (IllegalArgumentException e) {
            throw Unusable.error(name, String.valueOf(e.getMessage()), REMEDY, null);
        }
    }

    private static byte[] decoded(String value) {
        try {
            return Base64.getDecoder().decode(value.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            // Its words quote what was passed.
            throw new IllegalArgumentException("it is not base64");
        }
    }

    private static String required(JsonNode config, String member) {
        return Json.text(config, member)
                .orElseThrow(() -> new IllegalArgumentException("it does not say its " + member));
    }
}
