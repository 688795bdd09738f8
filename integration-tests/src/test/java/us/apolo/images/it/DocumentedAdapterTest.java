package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import us.apolo.images.port.HttpHeaders;
import us.apolo.images.port.HttpRequest;
import us.apolo.images.port.HttpTransportConfig;
import us.apolo.images.port.HttpTransportProvider;
import us.apolo.images.testkit.contract.HttpTransportContract;
import us.apolo.images.testkit.wire.WireServer;

/** The code in {@code docs/writing-an-adapter.md}, as it stands there. */
class DocumentedAdapterTest {
    private static final Path PAGE = Path.of("../docs/writing-an-adapter.md");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("class (\\w+)");

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void compile() throws IOException {
        var command = new ArrayList<>(List.of("-Xlint:all,-processing,-path", "-Werror", "-proc:none"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-d", folder.toString()));
        for (var block : BLOCK.matcher(Files.readString(PAGE)).results().toList()) {
            var name = TYPE.matcher(block.group(1))
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group(1);
            var file = Files.writeString(folder.resolve(name + ".java"), block.group(1));
            command.add(file.toString());
        }
        assertThat(command).as("the blocks of the page").hasSize(10);
        var compiled = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, command.toArray(String[]::new));
        assertThat(compiled).as("exit code of javac").isZero();
    }

    @Test
    void theTransportMakesAnExchange() throws Exception {
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
                var server = WireServer.start(exchange -> exchange.respond(200, "hello"))) {
            var type = loader.loadClass("com.example.transport.TellingTransportProvider");
            var provider = (HttpTransportProvider) type.getConstructor().newInstance();
            assertThat(provider.name()).isEqualTo("telling");
            try (var transport = provider.create(HttpTransportConfig.DEFAULT);
                    var response = transport.exchange(new HttpRequest("GET", server.uri(), HttpHeaders.empty()))) {
                assertThat(response.body().readAllBytes()).asString().isEqualTo("hello");
            }
        }
    }

    @Test
    void theTestIsTheSuite() throws Exception {
        try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            assertThat(loader.loadClass("com.example.transport.TellingTransportTest"))
                    .isAssignableTo(HttpTransportContract.class);
        }
    }
}
