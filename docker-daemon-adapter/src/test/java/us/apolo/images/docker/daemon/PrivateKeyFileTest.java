package us.apolo.images.docker.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bouncy Castle writes keys as OpenSSL does, so it knows whether they are read. */
class PrivateKeyFileTest {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    @TempDir
    Path folder;

    private static KeyPair rsa(int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    /** By Bouncy Castle, which names the curve in the key itself too, as OpenSSL does. */
    private static KeyPair curve(String name) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC", BOUNCY_CASTLE);
        generator.initialize(new ECGenParameterSpec(name));
        return generator.generateKeyPair();
    }

    /** As OpenSSL always wrote keys until its version 3. */
    private static String traditional(KeyPair keys) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(keys);
        }
        return text.toString();
    }

    private static String pkcs8(KeyPair keys) {
        return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }

    private PrivateKeyFile file(String text) throws IOException {
        return new PrivateKeyFile(Files.writeString(folder.resolve("key.pem"), text));
    }

    /** Two libraries may write one key in two ways; but only the right key signs for its public half. */
    private void assertRead(String text, KeyPair keys) throws IOException, GeneralSecurityException {
        var key = file(text).read();
        var algorithm = "SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA");
        var signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        var verifying = Signature.getInstance(algorithm);
        verifying.initVerify(KeyFactory.getInstance(key.getAlgorithm())
                .generatePublic(new X509EncodedKeySpec(keys.getPublic().getEncoded())));
        assertThat(verifying.verify(signing.sign())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 3072})
    void aKeyOfRsaIsReadAsItIsWritten(int bits) throws Exception {
        var keys = rsa(bits);
        assertThat(traditional(keys)).startsWith("-----BEGIN RSA PRIVATE KEY-----");
        assertRead(traditional(keys), keys);
        assertRead(pkcs8(keys), keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void aKeyOfAnEllipticCurveIsReadAsItIsWritten(String name) throws Exception {
        var keys = curve(name);
        assertThat(traditional(keys)).startsWith("-----BEGIN EC PRIVATE KEY-----");
        assertRead(traditional(keys), keys);
        assertRead(pkcs8(keys), keys);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448", "RSASSA-PSS"})
    void aKeyOfAnotherKindIsReadIfJavaHasTheKind(String algorithm) throws Exception {
        var keys = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        assertThat(file(pkcs8(keys)).read()).isEqualTo(keys.getPrivate());
    }

    @Test
    void whatStandsAroundAKeyIsPassedOver() throws Exception {
        var keys = curve("secp256r1");
        assertRead("Bag Attributes\n  friendlyName: me\n" + pkcs8(keys).replace("\n", "\r\n") + "the end", keys);
        var parameters = pem("EC PARAMETERS", new byte[] {6, 8, 42, -122, 72, -50, 61, 3, 1, 7});
        assertRead(parameters + traditional(keys), keys);
        assertRead(pkcs8(keys) + pkcs8(rsa(1024)), keys);
    }

    @Test
    void aKeyWithAPassPhraseIsSaidToBeNone() throws Exception {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            var encryptor = new JcePEMEncryptorBuilder("AES-128-CBC")
                    .setProvider(BOUNCY_CASTLE)
                    .build("pass phrase".toCharArray());
            writer.writeObject(new JcaMiscPEMGenerator(rsa(1024), encryptor));
        }
        assertThat(text.toString()).contains("Proc-Type: 4,ENCRYPTED");
        assertNone(text.toString());
        assertNone(pem("ENCRYPTED PRIVATE KEY", new byte[] {48, 3, 2, 1, 0}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no key",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----",
            })
    void aFileWithoutAKeyIsNamed(String text) throws IOException {
        assertNone(text);
    }

    @Test
    @Timeout(30)
    void aFileOfNothingButSpaceIsReadAtOnce() throws IOException {
        assertNone("-----BEGIN PRIVATE KEY-----" + " ".repeat(500_000));
        assertNone("-----BEGIN PRIVATE KEY-----\n" + "A ".repeat(500_000));
    }

    private void assertNone(String text) throws IOException {
        var file = file(text);
        assertThatThrownBy(file::read)
                .isInstanceOf(IOException.class)
                .hasMessage(file.file() + " has no private key without a pass phrase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRIVATE KEY:AAAA",
                "PRIVATE KEY:A",
                "RSA PRIVATE KEY:AAAA",
                "RSA PRIVATE KEY:MAA=",
                "EC PRIVATE KEY:AAAA",
                "EC PRIVATE KEY:MAA=",
                "EC PRIVATE KEY:MAMCAQE=",
                "EC PRIVATE KEY:MIE=",
                "EC PRIVATE KEY:MIT/////",
                "EC PRIVATE KEY:MAKgBQ==",
                "EC PRIVATE KEY:MAWgAwYBAQ==",
            })
    void aKeyThatIsBrokenIsNamedAndNotShown(String typeAndContent) throws IOException {
        var parts = typeAndContent.split(":", 2);
        var file = file("-----BEGIN " + parts[0] + "-----\n" + parts[1] + "\n-----END " + parts[0] + "-----\n");
        assertThatThrownBy(file::read)
                .isInstanceOf(IOException.class)
                .hasMessage("the private key in " + file.file() + " cannot be read");
    }
}
