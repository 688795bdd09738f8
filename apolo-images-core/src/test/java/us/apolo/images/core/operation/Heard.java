package us.apolo.images.core.operation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import us.apolo.images.observation.CredentialsRenewal;
import us.apolo.images.observation.ImagesObserver;
import us.apolo.images.observation.Operation;
import us.apolo.images.observation.OperationEnd;
import us.apolo.images.observation.OperationListener;
import us.apolo.images.observation.RequestEnd;
import us.apolo.images.observation.RequestStart;
import us.apolo.images.observation.Retry;
import us.apolo.images.observation.TokenFetch;
import us.apolo.images.observation.TransferEnd;
import us.apolo.images.observation.TransferStart;

/** An observer that remembers everything that it and its listeners hear, with the thread. */
public final class Heard implements ImagesObserver {
    private final List<Event> events = new CopyOnWriteArrayList<>();

    public record Event(Operation operation, Object what, Thread thread) {}

    @Override
    public OperationListener operation(Operation operation) {
        hear(operation, "asked");
        return new OperationListener() {
            @Override
            public void started() {
                hear(operation, "started");
            }

            @Override
            public void requestStarted(RequestStart request) {
                hear(operation, request);
            }

            @Override
            public void requestEnded(RequestEnd request) {
                hear(operation, request);
            }

            @Override
            public void retrying(Retry retry) {
                hear(operation, retry);
            }

            @Override
            public void tokenFetched(TokenFetch token) {
                hear(operation, token);
            }

            @Override
            public void credentialsRenewed(CredentialsRenewal renewal) {
                hear(operation, renewal);
            }

            @Override
            public void transferStarted(TransferStart transfer) {
                hear(operation, transfer);
            }

            @Override
            public void transferEnded(TransferEnd transfer) {
                hear(operation, transfer);
            }

            @Override
            public void ended(OperationEnd end) {
                hear(operation, end);
            }
        };
    }

    private void hear(Operation operation, Object what) {
        events.add(new Event(operation, what, Thread.currentThread()));
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /** The kinds of events, in their order. */
    public List<String> kinds() {
        return events.stream()
                .map(event -> event.what() instanceof String word
                        ? word
                        : event.what().getClass().getSimpleName())
                .toList();
    }

    public <T> List<T> all(Class<T> kind) {
        return events.stream()
                .map(Event::what)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    public <T> T only(Class<T> kind) {
        var found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError("Not one " + kind.getSimpleName() + " but " + found);
        }
        return found.get(0);
    }
}
