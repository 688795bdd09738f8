package us.apolo.images.it;

import java.util.Optional;
import us.apolo.images.testkit.Fault;

/** What goes wrong with an engine, or with a registry while an engine talks to it, in the middle of a push or a pull. */
enum EngineTrouble {
    /** There is no socket. */
    NO_SOCKET,
    /** The socket takes connections, and nobody ever answers. */
    SILENT_SOCKET,
    /** The engine says nothing to the transfer. */
    SILENT_ENGINE,
    /** The connection ends before the answer to the transfer. */
    CUT_BEFORE_STREAM,
    /** The connection ends in the stream of the transfer. */
    CUT_STREAM,
    /** The stream ends, in good order, without a closing word. */
    UNFINISHED_STREAM,
    /** The stream has an error. */
    ERROR_IN_STREAM,
    /** The engine is killed during the transfer. */
    KILLED,
    /** The engine is ended during the transfer, and started again. */
    RESTARTED,
    /** The registry breaks each connection of the engine. */
    REGISTRY_RESETS,
    /** 403. */
    REGISTRY_FORBIDS,
    /** 404. */
    REGISTRY_LACKS,
    /** 400. */
    REGISTRY_REFUSES,
    /** 429. */
    REGISTRY_IS_BUSY,
    /** 503 twice. */
    REGISTRY_FAILS_TWICE,
    /** 502 for ever. */
    REGISTRY_FAILS,
    /** The registry never answers the engine. */
    REGISTRY_IS_SILENT,
    /** The registry answers with something else. */
    REGISTRY_CHEATS;

    /** What stands before the engine. */
    EngineRelay.Way way() {
        return switch (this) {
            case SILENT_SOCKET -> EngineRelay.Way.SILENT;
            case SILENT_ENGINE -> EngineRelay.Way.SWALLOWS_TRANSFER;
            case CUT_BEFORE_STREAM -> EngineRelay.Way.CUTS_BEFORE_STREAM;
            case CUT_STREAM -> EngineRelay.Way.CUTS_STREAM;
            case UNFINISHED_STREAM -> EngineRelay.Way.LEAVES_STREAM_UNFINISHED;
            case ERROR_IN_STREAM -> EngineRelay.Way.ERROR_IN_STREAM;
            default -> EngineRelay.Way.PASSES;
        };
    }

    /** What the registry does to the engine. A silent one holds the transfer until something else goes wrong with it. */
    Optional<Fault> fault(EngineDirection direction) {
        var fault = switch (this) {
            case KILLED, RESTARTED, CUT_STREAM -> direction.ofBlobs(Fault.stall());
            case REGISTRY_IS_SILENT -> direction.ofManifests(Fault.stall());
            case REGISTRY_RESETS -> direction.ofManifests(Fault.cut());
            case REGISTRY_FORBIDS -> direction.ofManifests(denied());
            case REGISTRY_LACKS -> direction.ofManifests(Fault.status(404));
            case REGISTRY_REFUSES -> direction.ofManifests(Fault.status(400).body("planted"));
            case REGISTRY_IS_BUSY ->
                direction.ofManifests(Fault.status(429).body("{\"errors\": [{\"code\": \"TOOMANYREQUESTS\"}]}"));
            case REGISTRY_FAILS_TWICE -> direction.ofManifests(Fault.status(503).times(2));
            case REGISTRY_FAILS -> direction.ofManifests(Fault.status(502));
            case REGISTRY_CHEATS -> direction.cheating();
            default -> null;
        };
        return Optional.ofNullable(fault);
    }

    private static Fault denied() {
        return Fault.status(403).body("{\"errors\": [{\"code\": \"DENIED\"}]}");
    }
}
