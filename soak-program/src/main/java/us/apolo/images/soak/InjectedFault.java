package us.apolo.images.soak;

/**
 * A fault that has happened.
 *
 * @param kind what it was
 * @param lasting whether it was one of several that hit the same request and its repetitions
 * @param about whose request it hit, as {@link RelayedRequest#about} tells
 * @param fromEngine whether the engine had sent the request, not the library
 * @param millis when, as the clock shows it
 */
record InjectedFault(FaultKind kind, boolean lasting, String about, boolean fromEngine, long millis) {}
