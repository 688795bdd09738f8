package us.apolo.images.cli;

import java.io.PrintStream;
import us.apolo.images.observation.CredentialsRenewal;
import us.apolo.images.observation.ImagesObserver;
import us.apolo.images.observation.Operation;
import us.apolo.images.observation.OperationListener;
import us.apolo.images.observation.RequestEnd;
import us.apolo.images.observation.TokenFetch;

/** Tells each request as a line, for {@code --verbose}. What observers hear holds no secret. */
final class RequestLines implements ImagesObserver, OperationListener {
    private final PrintStream err;

    RequestLines(PrintStream err) {
        this.err = err;
    }

    @Override
    public OperationListener operation(Operation operation) {
        return this;
    }

    @Override
    public void requestEnded(RequestEnd end) {
        var request = end.request();
        tell(request.method() + " " + request.url() + ": " + end.outcome() + " in "
                + end.duration().toMillis() + " ms");
    }

    @Override
    public void tokenFetched(TokenFetch token) {
        tell("a token for " + token.registry() + " has been fetched");
    }

    @Override
    public void credentialsRenewed(CredentialsRenewal renewal) {
        tell(renewal.registry() + " has refused the credentials; there are "
                + (renewal.renewed() ? "others" : "no others"));
    }

    private void tell(String line) {
        err.println("apolo-images: " + line);
    }
}
