package us.apolo.images.core.http;

import us.apolo.images.port.HttpHeaders;

/** The header fields that go along with every request. */
public final class CommonHeaders {
    /** Who asks, and that nothing is to be packed on the way: digests are of the bytes as they are. */
    public static final HttpHeaders ALL = HttpHeaders.builder()
            .add("User-Agent", UserAgent.VALUE)
            .add("Accept-Encoding", "identity")
            .build();

    private CommonHeaders() {}
}
