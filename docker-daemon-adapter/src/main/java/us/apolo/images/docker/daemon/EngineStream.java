package us.apolo.images.docker.daemon;

import com.github.dockerjava.api.model.ResponseItem;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import us.apolo.images.port.InterruptibleWork;

/**
 * What an engine says while it does something, object by object, each as soon as it has come. Read on the thread that
 * asks, so that an engine waits for one who is slow.
 */
final class EngineStream {
    private final EngineSession session;
    private final EngineRequest request;
    private final InterruptibleWork work;
    private @Nullable Answer answer;

    /** An answer that has begun: its bytes, and what is made of them. */
    private record Answer(PartialInput body, MappingIterator<@Nullable ResponseItem> items) {}

    /** Makes a stream; nothing has been asked yet. */
    EngineStream(EngineSession session, EngineRequest request) {
        this.session = session;
        this.request = request;
        this.work = new InterruptibleWork(session::interrupted);
    }

    /**
     * Waits for the next object; at first asks for it.
     *
     * @return the object; empty at the end
     * @throws EngineRefusedException if the engine does not begin
     * @throws IOException if the answer breaks off or is none, or the thread is interrupted
     */
    Optional<ResponseItem> next() throws IOException {
        return work.run(this::read);
    }

    private Optional<ResponseItem> read() throws IOException {
        try {
            var begun = answer == null ? begin() : answer;
            begun.body().nextPart();
            if (!begun.items().hasNextValue()) {
                return Optional.empty();
            }
            var item = begun.items().nextValue();
            if (item == null) {
                throw new IOException("the engine says null where it should say how it goes on");
            }
            return Optional.of(item);
        } catch (JacksonException e) {
            throw EngineObjects.unreadable(e);
        }
    }

    private Answer begin() throws IOException {
        var body = new PartialInput(
                session.http().execute(request).requireSuccess().body());
        var begun = new Answer(body, EngineObjects.items(body));
        answer = begun;
        return begun;
    }
}
