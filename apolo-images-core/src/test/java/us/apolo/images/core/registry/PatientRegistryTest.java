package us.apolo.images.core.registry;

import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.RetryPolicy;
import us.apolo.images.core.operation.FakeTime;
import us.apolo.images.core.operation.Retries;
import us.apolo.images.port.RegistryPort;

/** A registry port that tries again by the usual policy, and a clock for it. */
abstract class PatientRegistryTest extends RegistryTest {
    final FakeTime time = new FakeTime();

    final HttpRegistry.Factory patient = new HttpRegistry.Factory(
            transport,
            ApoloConfig.builder().cluster("default", URI.create(ROOT)).build(),
            new Retries(RetryPolicy.DEFAULT, time));

    @Override
    RegistryPort registry(CredentialsProvider provider) {
        return patient.create(provider);
    }

    @AfterEach
    void noInterruptIsLeft() {
        var unused = Thread.interrupted();
    }
}
