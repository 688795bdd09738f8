package us.apolo.images.core.registry;

import java.net.URI;
import java.util.List;
import us.apolo.images.core.http.Locations;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;

/** Whatever a registry links to, it is a page that can be asked for, or none. */
class LinkFuzzTest extends FuzzTarget {
    private static final URI FROM = URI.create("https://registry.example.org:5000/v2/team/app/tags/list?n=10");

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("</v2/team/app/tags/list?n=10&last=v1>; rel=\"next\""),
                FuzzInput.of("<?last=v1#x>;rel=next, <https://other.example.org/>; title=\"a \\\"b\\\", c\"; rel=prev"),
                FuzzInput.of("<list?last=%20>; a; b=c; rel = \"first NEXT\"\n<//other.example.org/v2/>; rel=next"),
                FuzzInput.of("<http://user:secret@[::1]:0/>; rel=next"));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "<",
                ">",
                ";",
                ",",
                "\"",
                "\\",
                "=",
                " ",
                "rel=",
                "next",
                "rel=\"next\"",
                "https://",
                "?last=",
                "#",
                "@",
                "..",
                "%",
                "//");
    }

    @Override
    protected void feed(FuzzInput input) {
        var fields = input.fields();
        var headers = HttpHeaders.builder();
        fields.forEach(field -> headers.add("Link", field));
        var next = LinkField.next(headers.build());
        next.ifPresent(target -> {
            require(fields.stream().anyMatch(field -> field.contains(target)), "The target is a part of the field");
            follow(target);
        });
    }

    private static void follow(String target) {
        URI uri;
        try {
            uri = Locations.resolve(FROM, target);
        } catch (IllegalArgumentException e) {
            require(!String.valueOf(e.getMessage()).contains("secret@"), "The user of an address is not told");
            return;
        }
        require(new HttpRequest("GET", uri, HttpHeaders.empty()).uri().isAbsolute(), "It can be asked for");
        require("https".equalsIgnoreCase(uri.getScheme()), "TLS is not left");
        Locations.sameOrigin(uri, FROM);
    }
}
