package us.apolo.images.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import us.apolo.images.TransferFailedException;

class ObservationValuesTest {
    private static final RequestStart REQUEST =
            new RequestStart(1, "GET", "host", RequestKind.MANIFEST, "https://host/v2/a/manifests/v1", 2);
    private static final TransferStart TRANSFER = new TransferStart("host/a:v1", "host", 1);

    @Test
    void namesAreFew() {
        assertThat(REQUEST.name()).isEqualTo("GET manifest");
        assertThat(Arrays.stream(RequestKind.values()).map(RequestKind::text)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(OperationKind.values()).map(OperationKind::text))
                .doesNotHaveDuplicates();
        assertThat(new Operation(7, OperationKind.TAG_INFOS, "host/a")).hasToString("tag infos of host/a");
    }

    private static RequestEnd end(OptionalInt status, Optional<IOException> failure) {
        return new RequestEnd(REQUEST, status, failure, 0, 0, Duration.ZERO);
    }

    @Test
    void whatComesOfThingsIsAWordOfFew() {
        var failure = Optional.<Throwable>of(new TransferFailedException("m", null, null));
        assertThat(end(OptionalInt.of(404), Optional.empty()).outcome()).isEqualTo("404");
        assertThat(end(OptionalInt.of(200), Optional.of(new SocketTimeoutException()))
                        .outcome())
                .isEqualTo("timeout");
        assertThat(end(OptionalInt.empty(), Optional.of(new InterruptedIOException()))
                        .outcome())
                .isEqualTo("cancelled");
        assertThat(end(OptionalInt.empty(), Optional.of(new ConnectException())).outcome())
                .isEqualTo("ConnectException");
        assertThat(new OperationEnd(Duration.ZERO, Optional.empty()).outcome()).isEqualTo("success");
        assertThat(new OperationEnd(Duration.ZERO, failure).outcome()).isEqualTo("TransferFailedException");
        assertThat(new TransferEnd(TRANSFER, 0, 0, 0, Duration.ZERO, Optional.empty()).outcome())
                .isEqualTo("success");
        assertThat(new TransferEnd(TRANSFER, 0, 0, 0, Duration.ZERO, failure).outcome())
                .isEqualTo("TransferFailedException");
    }

    @Test
    void theScopesOfATokenAreCopied() {
        var scopes = new ArrayList<>(List.of("repository:a:pull"));
        var token = new TokenFetch("host", scopes);
        scopes.clear();

        assertThat(token.scopes()).containsExactly("repository:a:pull");
    }

    @Test
    void aListenerThatOverridesNothingHearsNothing() {
        var listener = new OperationListener() {};

        Stream.<Runnable>of(
                        listener::started,
                        () -> listener.requestStarted(REQUEST),
                        () -> listener.requestEnded(end(OptionalInt.of(200), Optional.empty())),
                        () -> listener.retrying(new Retry(
                                "push", "host", 1, new TransferFailedException("m", null, null), Duration.ZERO)),
                        () -> listener.tokenFetched(new TokenFetch("host", List.of())),
                        () -> listener.credentialsRenewed(new CredentialsRenewal("host", true)),
                        () -> listener.transferStarted(TRANSFER),
                        () -> listener.transferEnded(
                                new TransferEnd(TRANSFER, 0, 0, 0, Duration.ZERO, Optional.empty())),
                        () -> listener.ended(new OperationEnd(Duration.ZERO, Optional.empty())))
                .forEach(event -> assertThatCode(event::run).doesNotThrowAnyException());
    }
}
