package us.apolo.images.it;

import us.apolo.images.testkit.Fault;

/** To a registry or from it, and what an engine then asks of it; what the library asks is something else. */
enum EngineDirection {
    PUSH,
    PULL;

    private static final String MANIFESTS = "/v2/.+/manifests/.+";

    /** The fault for the blobs. */
    Fault ofBlobs(Fault fault) {
        return this == PUSH
                ? fault.onMethod("PATCH").onPath("/v2/.+/blobs/uploads/.+")
                : fault.onMethod("GET").onPath("/v2/.+/blobs/.+");
    }

    /** The fault for the manifest. */
    Fault ofManifests(Fault fault) {
        return fault.onMethod(this == PUSH ? "PUT" : "GET").onPath(MANIFESTS);
    }

    /** The registry tells another digest of what was pushed, or has other bytes for what is pulled. */
    Fault cheating() {
        return this == PUSH
                ? Fault.changedHeader("Docker-Content-Digest", RegistryTrouble.NO_DIGEST_OF_ANYTHING.toString())
                        .onMethod("HEAD")
                        .onPath(MANIFESTS)
                : ofBlobs(Fault.status(200).body("other bytes"));
    }
}
