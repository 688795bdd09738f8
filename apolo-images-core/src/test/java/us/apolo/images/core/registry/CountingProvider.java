package us.apolo.images.core.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;

/** Gives fixed credentials, others after a refusal, and remembers when it was asked. */
final class CountingProvider implements CredentialsProvider {
    private final Optional<Credentials> first;
    private final Optional<Credentials> renewed;
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    CountingProvider(Optional<Credentials> first, Optional<Credentials> renewed) {
        this.first = first;
        this.renewed = renewed;
    }

    /** {@code ask} or {@code renew} with the registry, in their order. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public Optional<Credentials> credentials(String registry) {
        calls.add("ask " + registry);
        return first;
    }

    @Override
    public Optional<Credentials> renew(String registry, Credentials refused) {
        calls.add("renew " + registry + " " + refused.password());
        return renewed;
    }
}
