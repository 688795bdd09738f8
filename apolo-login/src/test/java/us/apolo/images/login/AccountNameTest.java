package us.apolo.images.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose token it is. */
class AccountNameTest {
    private static String token(String claims) {
        return "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
                + ".x";
    }

    @Test
    void theAccountIsInTheToken() {
        assertThat(AccountName.in(token("{\"identity\": \"alice\"}"))).contains("alice");
        assertThat(AccountName.in(token("{\"https://platform.neuromation.io/user\": \"b\u00f6b\"}")))
                .contains("b\u00f6b");
        assertThat(AccountName.in(
                        token("{\"https://platform.neuromation.io/user\": \"bob\", \"identity\": \"alice\"}")))
                .contains("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b", "a.b.c", "e30.e30.x", "e30.bm8.x", "..", "e30.W10.x", "a.b.c.d"})
    void aTokenNeedNotTell(String token) {
        assertThat(AccountName.in(token)).isEmpty();
        assertThat(AccountName.forBasic(token)).isEqualTo("token");
    }

    @Test
    void aNameThatBasicCannotCarryIsNotSent() {
        assertThat(AccountName.forBasic(token("{\"identity\": \"a:b\"}"))).isEqualTo("token");
        assertThat(AccountName.forBasic(token("{\"identity\": \"a\\nb\"}"))).isEqualTo("token");
        assertThat(AccountName.forBasic(token("{\"identity\": \"a/b\"}"))).isEqualTo("a/b");
    }
}
