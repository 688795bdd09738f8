package us.apolo.images.core.registry;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import us.apolo.images.ImageNotFoundException;
import us.apolo.images.RegistryRefusedException;

/** What a registry says of its errors is told in its words, without the JSON around them. */
class ErrorMessagesTest extends RegistryTest {
    @Test
    void anImageThatIsNotThereIsToldInTheRegistrysWords() {
        transport.script(request -> Answer.status(404).body("""
                {"errors": [{"code": "MANIFEST_UNKNOWN", "message": "manifest unknown", "detail": {"Tag": "v1"}}]}"""));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .isInstanceOf(ImageNotFoundException.class)
                .hasMessage("The image registry.example.org/acme/ml/app:v1 is not in the registry registry.example.org"
                        + " (GET " + MANIFEST_URL + " gave 404 [MANIFEST_UNKNOWN]: manifest unknown)");
    }

    @Test
    void severalErrorsAreToldEachWithItsDetailWhereThatIsAText() {
        transport.script(request -> Answer.status(400).body("""
                {"errors": [
                  {"code": "TAG_INVALID", "message": "not like this", "detail": "no capitals"},
                  {"code": "NAME_INVALID", "message": "", "detail": "nor this"},
                  {"code": "DENIED"}, {"message": "said", "detail": "said"}, 5]}"""));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .isInstanceOf(RegistryRefusedException.class)
                .hasMessageEndingWith(
                        " gave 400 [TAG_INVALID, NAME_INVALID, DENIED]: not like this: no capitals; nor this; said");
    }

    @Test
    void aBodyOfAnotherKindIsToldAsItIs() {
        transport.script(request -> Answer.status(400).body("{\"details\": \"wrong\"}"));

        assertThatThrownBy(() -> registry().manifest(REPOSITORY, TAG))
                .hasMessageEndingWith(" gave 400: {\"details\": \"wrong\"}");
    }
}
