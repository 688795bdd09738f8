package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import us.apolo.images.ApoloConfig;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.Images;
import us.apolo.images.LocalImage;
import us.apolo.images.NotAuthenticatedException;
import us.apolo.images.NotAuthorizedException;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RemoteImage;

/** The platform's behaviour, played by a front end before the real registry. */
@OnEveryPair
class PlatformIT {
    private static final String OLD = RealServices.secret();
    private static final String FRESH = RealServices.secret();

    private final RealServices services;
    private final PlatformFrontEnd platform;
    private final FrontEnd front;
    private final String project = RealServices.newProject();
    private final Tokens tokens = new Tokens();
    private final Images images;
    private List<String> namesBefore = List.of();

    PlatformIT(AdapterPair adapters, RealServices services) throws IOException {
        this.services = services;
        this.platform = new PlatformFrontEnd(services, Set.of(OLD));
        this.front = FrontEnd.of(services.registry().uri()).answering(platform::handle);
        this.images = adapters.builder(services.engine())
                .config(ApoloConfig.builder()
                        .cluster("cloud", front.uri().resolve("/ignored/path"))
                        .organization("acme")
                        .project(project)
                        .build())
                .credentials(tokens)
                .build();
    }

    /** Hands out a token, and another one when that is refused. */
    private static final class Tokens implements CredentialsProvider {
        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicInteger renewed = new AtomicInteger();
        private volatile String token = OLD;
        private volatile String next = FRESH;

        @Override
        public Optional<Credentials> credentials(String registry) {
            asked.incrementAndGet();
            return Optional.of(new Credentials("somebody", token));
        }

        @Override
        public Optional<Credentials> renew(String registry, Credentials refused) {
            renewed.incrementAndGet();
            token = next;
            return Optional.of(new Credentials("somebody", token));
        }
    }

    @BeforeEach
    void makeImage() {
        services.makeSmall("platform:v1", 11);
        namesBefore = services.names();
    }

    @AfterEach
    void close() throws IOException {
        images.close();
        front.close();
        assertThat(services.names()).isEqualTo(namesBefore);
    }

    private RemoteImage push() {
        return images.push(new LocalImage("platform", "v1"));
    }

    @Test
    void theWholeJobWorks() {
        var remote = push();

        assertThat(images.list()).contains(remote.withoutTag());
        assertThat(images.tags(remote.withoutTag())).containsExactly(remote);
        assertThat(images.size(remote)).isPositive();
        assertThat(images.pull(remote, new LocalImage("platform", "v1"))).isNotNull();
        var digest = images.digest(remote);
        assertThat(images.rm(remote, digest)).isEqualTo(digest);
    }

    @Test
    void aTokenThatRanOutIsRenewedOnceInEachOperation() {
        var remote = push();
        platform.accept(Set.of(FRESH));

        assertThat(images.digest(remote)).isNotNull();
        assertThat(tokens.renewed).hasValue(1);
    }

    @Test
    void aTokenThatRanOutIsRenewedInTheMiddleOfAPush() {
        platform.accept(Set.of(FRESH));

        assertThat(images.digest(push())).isNotNull();
        assertThat(tokens.renewed).hasValue(1);
    }

    @Test
    void aTokenThatRanOutIsRenewedBeforeAPull() {
        var remote = push();
        platform.accept(Set.of(FRESH));

        images.pull(remote, new LocalImage("platform", "v1"));

        assertThat(tokens.renewed).hasValue(1);
    }

    @Test
    void aTokenThatCannotBeRenewedIsNotAuthenticated() {
        var remote = push();
        platform.accept(Set.of("another"));
        tokens.next = OLD;

        assertThatThrownBy(() -> images.digest(remote)).isInstanceOfSatisfying(NotAuthenticatedException.class, e -> {
            assertThat(e.answer().map(RegistryAnswer::status)).contains(401);
            assertThat(e).hasMessageContaining("does not accept the credentials");
        });
        assertThatThrownBy(() -> images.size(remote))
                .isInstanceOf(NotAuthenticatedException.class)
                .hasMessageContaining("the token has run out");
        assertThatThrownBy(this::push).isInstanceOf(NotAuthenticatedException.class);
        assertThatThrownBy(() -> images.pull(remote)).isInstanceOf(NotAuthenticatedException.class);
    }

    @Test
    void forbiddenIsNotAuthorizedInEveryOperation() {
        var remote = push();
        platform.forbid(project);

        assertThatThrownBy(() -> images.size(remote))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("not yours");
        assertThatThrownBy(() -> images.digest(remote)).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> images.tags(remote.withoutTag())).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> images.pull(remote)).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(this::push).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        var absent = images.parser().remoteImage("image:absent:v1");

        assertThatThrownBy(() -> images.digest(absent)).isInstanceOf(ImageNotFoundException.class);
        assertThatThrownBy(() -> images.pull(absent)).isInstanceOf(ImageNotFoundException.class);
    }

    @Test
    void theProviderIsAskedOnceInEachOperationHoweverManyRequestsThereAre() {
        var remote = push();
        tokens.asked.set(0);

        images.tagInfos(remote.withoutTag());
        assertThat(tokens.asked).hasValue(1);
        images.tagInfos(remote.withoutTag());
        assertThat(tokens.asked).hasValue(2);
    }

    @Test
    void noCookieIsSentAndNothingIsAskedToBeCompressed() {
        images.tags(push().withoutTag());

        assertThat(front.seen())
                // Engines ask on behalf of this library and name it, too.
                .filteredOn(seen -> seen.everything().contains("User-agent=[apolo-images/"))
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(seen.everything())
                        .doesNotContainIgnoringCase("cookie")
                        .containsIgnoringCase("Accept-encoding=[identity]"));
    }
}
