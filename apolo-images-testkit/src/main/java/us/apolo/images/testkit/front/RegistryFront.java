package us.apolo.images.testkit.front;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.testkit.store.ErrorCode;
import us.apolo.images.testkit.store.RefusedException;
import us.apolo.images.testkit.store.RegistryStore;
import us.apolo.images.testkit.wire.WireExchange;
import us.apolo.images.testkit.wire.WireHandler;

/** Answers the calls of the registry protocol. */
public final class RegistryFront implements WireHandler {
    private final Access access;
    private final ManifestCalls manifests;
    private final BlobCalls blobs;
    private final UploadCalls uploads;
    private final ListCalls lists;
    private final boolean catalog;

    /**
     * Puts it together.
     *
     * @param store what the registry has
     * @param rules what it does
     * @param access whom it lets in
     */
    public RegistryFront(RegistryStore store, Rules rules, Access access) {
        this.access = access;
        this.manifests = new ManifestCalls(store, rules);
        this.blobs = new BlobCalls(store, rules);
        this.uploads = new UploadCalls(store, rules);
        this.lists = new ListCalls(store, rules);
        this.catalog = rules.catalog();
    }

    @Override
    public void handle(WireExchange exchange) throws IOException {
        try {
            if (access.answers(exchange)) {
                return;
            }
            var route = Route.of(exchange.path());
            if (route == null || (route.kind() == Route.Kind.CATALOG && !catalog)) {
                exchange.respond(404, "404 page not found\n");
            } else {
                handle(new Call(exchange, route, Query.of(exchange.query())));
            }
        } catch (RefusedException e) {
            refuse(exchange, e, HttpHeaders.builder());
        }
    }

    private void handle(Call call) throws IOException {
        var denial = access.denial(call.exchange(), Scope.needed(call));
        if (denial.isPresent()) {
            refuse(call.exchange(), denial.get().reason(), denial.get().headers());
            return;
        }
        switch (call.route().kind()) {
            case ROOT -> call.answerJson(200, HttpHeaders.builder(), "{}");
            case CATALOG -> lists.handleCatalog(call);
            case TAGS -> lists.handleTags(call);
            case MANIFEST -> manifests.handle(call);
            case BLOB -> blobs.handle(call);
            case UPLOADS -> uploads.handleStart(call);
            case UPLOAD -> uploads.handle(call);
        }
    }

    static void refuse(WireExchange exchange, RefusedException e, HttpHeaders.Builder headers) throws IOException {
        if (e.code() == ErrorCode.SIZE_INVALID) {
            // Much more of it may be coming.
            headers.add("Connection", "close");
        }
        exchange.respond(
                e.code().status(),
                headers.add("Content-Type", Call.JSON).build(),
                e.json().getBytes(StandardCharsets.UTF_8));
    }
}
