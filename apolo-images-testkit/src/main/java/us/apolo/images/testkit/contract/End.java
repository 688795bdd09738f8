package us.apolo.images.testkit.contract;

import java.io.IOException;
import us.apolo.images.port.HttpResponse;

/** How a response is ended. */
enum End {
    /** By closing it. */
    CLOSE,
    /** By closing its stream. */
    CLOSE_STREAM,
    /** By aborting it. */
    ABORT;

    void put(HttpResponse response) throws IOException {
        switch (this) {
            case CLOSE -> response.close();
            case CLOSE_STREAM -> response.body().close();
            case ABORT -> response.abort();
        }
    }
}
