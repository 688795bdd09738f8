package us.apolo.images.docker.daemon;

import java.util.List;
import us.apolo.images.fuzzing.FuzzInput;
import us.apolo.images.fuzzing.FuzzTarget;

/** Any text is the address of an engine, which reads back equal, or is refused without telling a password. */
class EngineAddressFuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        return List.of(
                FuzzInput.of("unix:///var/run/docker.sock", 0),
                FuzzInput.of("tcp://localhost:2375/prefix/", 0),
                FuzzInput.of("tcp://[::1]:2376", 0),
                FuzzInput.of("https://docker.example.org", 0),
                FuzzInput.of("npipe:////./pipe/docker_engine", 0),
                FuzzInput.of("ssh://user:one-secret@host", 0),
                FuzzInput.of("localhost:2375", 0));
    }

    @Override
    protected List<String> words() {
        return List.of(
                "unix://",
                "tcp://",
                "http://",
                "https://",
                "npipe://",
                "ssh://",
                ":2375",
                "/",
                "@",
                "?",
                "#",
                "%",
                "[::1]",
                "99999",
                "TCP://");
    }

    @Override
    protected void feed(FuzzInput input) {
        var text = input.anyText();
        try {
            var address = EngineAddress.parse(text);
            require(
                    EngineAddress.parse(address.toString()).toString().equals(address.toString()),
                    "It reads back equal");
            require(address.withTls().withTls().equals(address.withTls()), "TLS once is TLS");
        } catch (IllegalArgumentException e) {
            var message = String.valueOf(e.getMessage());
            require(!message.contains("one-secret@"), "No password is told");
            require(message.chars().noneMatch(Character::isISOControl), "A message is one line");
        }
    }
}
