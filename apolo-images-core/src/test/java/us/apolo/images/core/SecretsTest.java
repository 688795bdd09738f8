package us.apolo.images.core;

import static org.assertj.core.api.Assertions.assertThat;
import static us.apolo.images.core.Setting.HOST;
import static us.apolo.images.core.Setting.LOCAL;
import static us.apolo.images.core.Setting.REMOTE;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.RegistryUnavailableException;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.core.registry.auth.OperationCredentials;

/** Credentials stand in no message, no text and no log. */
class SecretsTest {
    private static final List<String> SECRETS = List.of("the-user", "the-password");

    private final CredentialsProvider provider = CredentialsProvider.of(HOST, "the-user", "the-password");

    private static String stackOf(Throwable e) {
        var text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void anOperationThatFailsTellsNone(Scenario scenario) {
        try (var logged = new Logged();
                var setting = new Setting(builder -> builder.credentials(provider))) {
            Scenario.prepare(setting);
            setting.store.calls.on("untag", Calls.failing(TemporaryNameOfPushTest::gone));
            scenario.inTheMiddle(
                    setting, Calls.failing(() -> new RegistryUnavailableException("It is down", null, null)));

            var caller = Caller.start(() -> scenario.run(setting.images)).join();

            assertThat(stackOf(Objects.requireNonNull(caller.failure()))).doesNotContain(SECRETS);
            assertThat(logged.text()).doesNotContain(SECRETS);
        }
    }

    @Test
    void aRefusalTellsNone() {
        try (var logged = new Logged();
                var setting = new Setting(builder -> builder.credentials(provider))) {
            Scenario.prepare(setting);
            setting.store.accept(credentials -> false);

            var caller = Caller.start(() -> setting.images.push(LOCAL, REMOTE)).join();

            assertThat(stackOf(Objects.requireNonNull(caller.failure()))).doesNotContain(SECRETS);
            assertThat(setting.store.transfers)
                    .isNotEmpty()
                    .allSatisfy(it -> assertThat(it.toString()).doesNotContain(SECRETS));
            assertThat(logged.text()).doesNotContain(SECRETS);
        }
    }

    @Test
    void nothingThatHoldsThemShowsThem() {
        try (var setting = new Setting(builder -> builder.credentials(provider))) {
            var credentials = new OperationCredentials(provider);
            var holders = List.of(
                    credentials.of(HOST),
                    credentials,
                    new Session(credentials, setting.registry, Observation.none()),
                    setting.images,
                    setting.images.async(),
                    ApoloImages.builder().credentials(provider));

            assertThat(holders)
                    .extracting(String::valueOf)
                    .allSatisfy(text -> assertThat(text).doesNotContain(SECRETS));
        }
    }
}
