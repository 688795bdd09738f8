package us.apolo.images.it;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import us.apolo.images.testkit.Fault;
import us.apolo.images.testkit.RecordedRequest;
import us.apolo.images.testkit.RegistryServer;

/** A {@link KnownRegistry} that is played, and the proof of which of its differences a client has met. */
final class PlayedRegistry implements AutoCloseable {
    static final String USER = "alice";

    private final String password = RealServices.secret();
    private final RegistryServer server;
    private final Map<String, IntSupplier> differences = new LinkedHashMap<>();

    PlayedRegistry(KnownRegistry registry) {
        server = registry.build(RegistryServer.builder().user(USER, password)).start();
        registry.behave(this);
    }

    RegistryServer server() {
        return server;
    }

    String password() {
        return password;
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
