package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.RegistryAnswer;
import us.apolo.images.RegistryRefusedException;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.http.ObservedTransport;
import us.apolo.images.core.operation.Observation;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.core.operation.Time;
import us.apolo.images.core.registry.UploadWay.Turn;
import us.apolo.images.core.registry.auth.Authorizer;
import us.apolo.images.core.registry.auth.OperationCredentials;
import us.apolo.images.core.registry.auth.Tokens;

/** The sizes of parts of what is too much for a test to send. */
class UploadWayTest extends UploadTest {
    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private BlobUpload upload(long minPart) {
        var observed = new ObservedTransport(transport, Observation.none());
        var credentials = new OperationCredentials(CredentialsProvider.anonymous());
        var client = new RegistryClient(
                observed,
                new RegistryAddresses(ApoloConfig.builder()
                        .cluster("default", URI.create(ROOT))
                        .build()),
                new Authorizer(credentials, new Tokens(Clock.systemUTC()), observed),
                new Retries(RetryPolicy.NONE, Time.system()),
                Observation.none());
        return new BlobUpload(
                client, REPOSITORY, new UploadPlace(URI.create(ROOT + "/upload"), OptionalLong.of(0), minPart));
    }

    private static UploadWay way(long length, long limit) {
        return new UploadWay(body(new byte[0], OptionalLong.of(length), true), limit);
    }

    /** The lengths of first parts, as long as each is refused. */
    private static List<Long> refused(UploadWay way, BlobUpload upload) {
        var answer = new RegistryAnswer("PUT", URI.create(ROOT), 413, List.of(), "");
        var lengths = new ArrayList<Long>();
        while (way.after(new RegistryRefusedException("too large", answer, null), upload) == Turn.GO_ON) {
            lengths.add(way.next(upload).length().orElseThrow() / KIB);
        }
        return lengths;
    }

    @Test
    void partsBeginNearTheLimitsOfProxiesAndAreHalvedToAQuarterOfAMebibyte() {
        assertThat(refused(way(10_000 * MIB, PartLimits.NONE), upload(0)))
                .containsExactly(65536L, 32768L, 16384L, 8192L, 4096L, 2048L, 1024L, 512L, 256L);
    }

    @Test
    void whatIsSmallerThanSuchAPartBeginsWithItsHalf() {
        assertThat(refused(way(4 * MIB, PartLimits.NONE), upload(0))).containsExactly(2048L, 1024L, 512L, 256L);
        assertThat(refused(way(4 * MIB, 64 * MIB), upload(0)))
                .as("although more than that was taken once")
                .containsExactly(2048L, 1024L, 512L, 256L);
        assertThat(refused(way(256 * KIB, PartLimits.NONE), upload(0))).isEmpty();
    }

    @Test
    void partsAreNoShorterThanTheRegistryWants() {
        assertThat(refused(way(10_000 * MIB, PartLimits.NONE), upload(20 * MIB)))
                .containsExactly(65536L, 32768L, 20480L);
        assertThat(refused(way(10_000 * MIB, PartLimits.NONE), upload(100 * MIB)))
                .containsExactly(102400L);
        assertThat(refused(way(10 * MIB, PartLimits.NONE), upload(20 * MIB))).isEmpty();
    }

    @Test
    void whatIsKnownToBeTooLargeGoesInPartsFromTheStart() {
        var upload = upload(0);

        assertThat(way(65 * MIB, 64 * MIB).isWhole(upload)).isFalse();
        assertThat(way(64 * MIB, 64 * MIB).isWhole(upload)).isTrue();
        assertThat(way(65 * MIB, 64 * MIB).next(upload).length()).hasValue(64 * MIB);
    }
}
