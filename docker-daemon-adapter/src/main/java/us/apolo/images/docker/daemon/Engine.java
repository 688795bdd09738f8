package us.apolo.images.docker.daemon;

/**
 * An engine that has just answered.
 *
 * @param place where it is
 * @param podman whether it is Podman's service, which differs from Docker in what it says at the end of a pull
 */
record Engine(EngineCandidate.Place place, boolean podman) {
    /** The engine for people. */
    @Override
    public String toString() {
        return "the engine at " + place.address();
    }
}
