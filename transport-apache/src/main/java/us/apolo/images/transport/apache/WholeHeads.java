package us.apolo.images.transport.apache;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;

/** Reads heads of responses to their end. HttpClient's own parser takes the end of the connection for that, too. */
final class WholeHeads implements HttpMessageParserFactory<ClassicHttpResponse> {
    private final DefaultHttpResponseParserFactory parsers;

    /** @param limits how long a head may be */
    WholeHeads(Http1Config limits) {
        this.parsers = new DefaultHttpResponseParserFactory(limits);
    }

    @Override
    public HttpMessageParser<ClassicHttpResponse> create() {
        var parser = parsers.create();
        return (buffer, in) -> parser.parse(buffer, new EndlessStream(in));
    }

    /** The older way to make one, which has to be there. */
    @Override
    @Deprecated
    @SuppressWarnings("InlineMeSuggester")
    public HttpMessageParser<ClassicHttpResponse> create(Http1Config config) {
        return create();
    }

    private static final class EndlessStream extends FilterInputStream {
        EndlessStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return requireMore(super.read());
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return requireMore(super.read(bytes, offset, length));
        }

        private static int requireMore(int read) throws EOFException {
            if (read < 0) {
                throw new EOFException("The connection ended before the head of the response did");
            }
            return read;
        }
    }
}
