package us.apolo.images.it;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import us.apolo.images.Credentials;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.RecordedRequest;
import us.apolo.images.testkit.RegistryServer;

/** A {@link KnownRegistry} that is played, and the proof of which of its differences a client has met. */
final class PlayedRegistry implements AutoCloseable {
    static final String USER = "alice";

    private final String password = RealServices.secret();
    private final RegistryServer server;
    private final Map<String, IntSupplier> differences = new LinkedHashMap<>();
    private final AtomicBoolean tokenIsOver = new AtomicBoolean();
    private final AtomicInteger renewals = new AtomicInteger();

    PlayedRegistry(KnownRegistry registry) {
        server = registry.build(RegistryServer.builder().user(USER, password)).start();
        registry.behave(this);
    }

    RegistryServer server() {
        return server;
    }

    /** What a user gives who has a token that is made anew when it is over. */
    CredentialsProvider credentials() {
        return new CredentialsProvider() {
            @Override
            public Optional<Credentials> credentials(String registry) {
                var current = tokenIsOver.get() ? "a token of yesterday" : password;
                return registry.equals(server.authority())
                        ? Optional.of(new Credentials(USER, current))
                        : Optional.empty();
            }

            @Override
            public Optional<Credentials> renew(String registry, Credentials refused) {
                if (tokenIsOver.compareAndSet(true, false)) {
                    renewals.incrementAndGet();
                }
                return credentials(registry);
            }
        };
    }

    /** Has the user's token be over from now on, until it is made anew. */
    PlayedRegistry tokenIsOver(String difference) {
        tokenIsOver.set(true);
        return shows(difference, renewals::get);
    }

    /** Has the registry do something else than it would; whom that has hit has met the difference. */
    PlayedRegistry does(String difference, Fault fault) {
        var active = server.fail(fault);
        return shows(difference, active::hits);
    }

    /** Has a difference that the server was built with, and that shows in certain requests or their answers. */
    PlayedRegistry shows(String difference, Predicate<RecordedRequest> request) {
        return shows(difference, () ->
                (int) server.requests().stream().filter(request).count());
    }

    private PlayedRegistry shows(String difference, IntSupplier count) {
        differences.put(difference, count);
        return this;
    }

    /** Each difference, with how often it has been met. */
    Map<String, Integer> met() {
        var met = new LinkedHashMap<String, Integer>();
        differences.forEach((difference, count) -> met.put(difference, count.getAsInt()));
        return met;
    }

    @Override
    public void close() {
        server.close();
    }
}
