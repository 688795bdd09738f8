package us.apolo.images.docker.daemon;

import java.util.Optional;

/** Something that says where an engine may be. */
sealed interface EngineCandidate {
    /**
     * An engine may be here.
     *
     * @param origin what says so, for people
     * @param address where
     * @param tls how TLS is to be done; counts only for an address with TLS
     */
    record Place(String origin, EngineAddress address, Optional<EngineTls> tls) implements EngineCandidate {
        /** The place for people. */
        @Override
        public String toString() {
            return address + " (" + origin + ")";
        }
    }

    /**
     * It was meant to say where the engine is, and does not.
     *
     * @param origin what it is, for people
     * @param reason why it is no use
     */
    record Unusable(String origin, String reason) implements EngineCandidate {}
}
