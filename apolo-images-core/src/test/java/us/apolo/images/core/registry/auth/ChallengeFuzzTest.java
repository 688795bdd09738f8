package us.apolo.images.core.registry.auth;

import java.net.URI;
import java.util.List;
import us.apolo.images.core.http.Loopback;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;

/** Whatever a registry challenges with, its parts are read, and credentials are asked for where they may go. */
class ChallengeFuzzTest extends FuzzTarget {
    private static final List<URI> REGISTRIES =
            List.of(URI.create("https://registry.example.org"), URI.create("http://plain.example.org:5000"));

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of(
                        "Bearer realm=\"https://auth.example.org/token\",service=\"registry.example.org\","
                                + "scope=\"repository:team/app:pull,push\",error=\"insufficient_scope\"",
                        0),
                FuzzInput.of("Basic realm=\"a \\\"quoted\\\" one\", Bearer realm=http://localhost:5000/token?a=b", 0),
                FuzzInput.of("Negotiate YII=, NTLM ,, Basic charset=UTF-8\nbearer realm=\"http://[::1]/\"", 1),
                FuzzInput.of("Bearer realm = \"http://plain.example.org/x#y\" , scope=\"a  b\tc\"", 1));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "Bearer ",
                "Basic ",
                "realm=",
                "scope=",
                "service=",
                "\"",
                "\\",
                ",",
                "=",
                "https://",
                "http://",
                "127.0.0.1",
                "@",
                "?",
                "#",
                "%",
                "error=\"insufficient_scope\"");
    }

    @Override
    protected void feed(FuzzInput input) {
        var registry = REGISTRIES.get(input.choice(REGISTRIES.size()));
        var fields = input.fields();
        var headers = HttpHeaders.builder();
        fields.forEach(field -> headers.add("WWW-Authenticate", field));
        var challenges = Challenges.of(headers.build());

        var unescaped = String.join("\n", fields).replace("\\", "");
        for (var challenge : challenges.all()) {
            require(challenge.scheme().matches("[a-z0-9!#$%&'*+.^_`|~-]+"), "A scheme is a word");
            challenge
                    .parameters()
                    .values()
                    .forEach(value -> require(
                            unescaped.contains(value.replace("\\", "")), "A parameter is a part of the challenge"));
        }
        challenges.isInsufficientScope();
        var need = new Need("registry.example.org", List.of(new Scope("repository", "team/app", "pull")));
        Offer.of(challenges, registry, need).token().ifPresent(request -> feed(request, registry));
    }

    private static void feed(TokenRequest request, URI registry) {
        var uri = new HttpRequest("GET", request.uri(), HttpHeaders.empty()).uri();
        require(
                uri.getScheme().equalsIgnoreCase("https")
                        || Loopback.isHost(uri.getHost())
                        || (registry.getScheme().equals("http") && uri.getHost().equalsIgnoreCase(registry.getHost())),
                "Credentials go over TLS, stay on this machine, or go where the registry is");
        require(request.form("one-secret").startsWith("grant_type=refresh_token&"), "The form is one");
        require(request.toString().chars().noneMatch(Character::isISOControl), "What is shown is one line");
    }
}
