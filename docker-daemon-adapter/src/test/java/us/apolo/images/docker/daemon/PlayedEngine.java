package us.apolo.images.docker.daemon;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A connection on which an engine says the same to whatever it hears, and closes. */
final class PlayedEngine implements EngineConnection {
    static final EngineCandidate.Place PLACE =
            new EngineCandidate.Place("a test", EngineAddress.parse("unix:///nowhere"), Optional.empty());

    private final InputStream said;

    private PlayedEngine(InputStream said) {
        this.said = said;
    }

    /** Sessions with an engine that says this each time. */
    static EngineSessions sessions(Supplier<InputStream> said) {
        return new EngineSessions(place -> new PlayedEngine(said.get()), Duration.ofSeconds(1));
    }

    @Override
    public void connect(Duration limit) {}

    @Override
    public InputStream input() {
        return said;
    }

    @Override
    public OutputStream output() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public void limitReads(Duration limit) {}

    @Override
    public void close() {}
}
