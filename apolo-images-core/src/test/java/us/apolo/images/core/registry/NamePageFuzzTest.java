package us.apolo.images.core.registry;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import us.apolo.images.ApoloConfig;
import us.apolo.images.CredentialsProvider;
import us.apolo.images.ImagesException;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.Repository;

/** Whatever pages a registry lists names on, names come out one by one, or an error, and no page stays open. */
class NamePageFuzzTest extends FuzzTarget {
    private static final String HOST = "registry.example.org";
    private static final ApoloConfig CONFIG = ApoloConfig.builder()
            .cluster("default", URI.create("https://" + HOST))
            .build();
    private static final int MOST_PAGES = 3;

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("{\"name\":\"team/app\",\"tags\":[\"v1\",\"v2\",\"latest\"]}", 0, 0),
                FuzzInput.of("{\"repositories\":[\"a\",\"team/b\"]}", 1, 1),
                FuzzInput.of("{\"manifest\":{\"sha256:a\":{\"tag\":[\"v1\"]}},\"tags\":null,\"child\":[]}", 0, 2),
                FuzzInput.of("{\"x\":1e5,\"tags\":[null,\"\\u00e9\\n\"]}", 0, 1));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "{",
                "}",
                "[",
                "]",
                ",",
                ":",
                "\"",
                "\"tags\":",
                "\"repositories\":",
                "\"tags\":[",
                "null",
                "\"a\",",
                "\\u0000",
                "\\ud800",
                "1e999",
                "[[",
                "{\"a\":");
    }

    @Override
    protected int largest() {
        return 8 << 20;
    }

    @Override
    protected void feed(FuzzInput input) {
        var isTags = input.choice(2) == 0;
        var link = input.one("", "<?n=1&last=a>; rel=next", "<https://" + HOST + "/v2/x?last=b>; rel=next");
        var headers = HttpHeaders.builder();
        if (!link.isEmpty()) {
            headers.add("Link", link);
        }
        var size = input.content().length;
        var transport = new PlayedAnswer(200, headers.build(), input::stream, MOST_PAGES);
        var registry = new HttpRegistry.Factory(transport, CONFIG).create(CredentialsProvider.anonymous());
        var characters = new AtomicLong();
        try (var names = isTags ? registry.tags(new Repository(HOST, "team/app")) : registry.repositories(HOST)) {
            names.forEach(name -> characters.addAndGet(name.length()));
        } catch (ImagesException e) {
            require(String.valueOf(e.getMessage()).contains(HOST), "The error says which registry it is about");
        }
        require(characters.get() <= (long) MOST_PAGES * size, "Names are parts of the pages");
        require(transport.unfinished() == 0, "No page stays open");
    }
}
