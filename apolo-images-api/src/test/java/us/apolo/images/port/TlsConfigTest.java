package us.apolo.images.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsConfigTest {
    @TempDir
    private Path folder;

    private static byte[] twoAuthorities() throws IOException {
        try (var in = TlsConfigTest.class.getResourceAsStream("/two-authorities.pem")) {
            return Objects.requireNonNull(in).readAllBytes();
        }
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("authorities.pem"), content);
    }

    @Test
    void everyAuthorityInTheFileIsTrustedAndNoOther() throws Exception {
        var config = TlsConfig.trusting(file(twoAuthorities()));
        assertThat(config.trust().getAcceptedIssuers())
                .extracting(issuer -> issuer.getSubjectX500Principal().getName())
                .containsExactlyInAnyOrder("CN=First Test Authority", "CN=Second Test Authority");
        assertThat(config.identity()).isEmpty();
    }

    @Test
    void aForeignCertificateIsNotTrusted() throws Exception {
        var both = TlsConfig.trusting(file(twoAuthorities())).trust().getAcceptedIssuers();
        var first = TlsConfig.trusting(file(both[0].getEncoded())).trust();
        assertThat(first.getAcceptedIssuers()).containsExactly(both[0]);
        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> first.checkServerTrusted(new X509Certificate[] {both[1]}, "ECDHE_ECDSA"));
    }

    @Test
    void aFileThatIsNotThereIsAnInputError() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> TlsConfig.trusting(folder.resolve("missing.pem")));
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        var file = file(new byte[0]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsConfig.trusting(file))
                .withMessage("There is no certificate in " + file);
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        var content = twoAuthorities();
        content[content.length / 4] = '!';
        content[content.length / 4 + 1] = '!';
        var file = file(content);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsConfig.trusting(file))
                .withMessage("The certificates in " + file + " cannot be used")
                .withCauseInstanceOf(CertificateException.class);
    }

    @Test
    void aFileWithSomethingElseIsRefused() throws IOException {
        var file = file("this is no certificate\n".getBytes(StandardCharsets.UTF_8));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsConfig.trusting(file))
                .withMessageContaining(file.toString());
    }
}
