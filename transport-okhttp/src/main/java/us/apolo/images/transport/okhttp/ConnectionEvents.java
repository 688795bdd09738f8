package us.apolo.images.transport.okhttp;

import java.util.Objects;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.HttpUrl;

/** Tells an attempt that OkHttp begins to make a connection for it, which it does not if there is an idle one. */
final class ConnectionEvents extends EventListener {
    private final Attempt attempt;

    private ConnectionEvents(Attempt attempt) {
        this.attempt = attempt;
    }

    static EventListener of(Call call) {
        return new ConnectionEvents(Objects.requireNonNull(call.request().tag(Attempt.class), "attempt"));
    }

    /** The first step towards a connection, whether or not there is a proxy to select. */
    @Override
    public void proxySelectStart(Call call, HttpUrl url) {
        attempt.connecting();
    }
}
