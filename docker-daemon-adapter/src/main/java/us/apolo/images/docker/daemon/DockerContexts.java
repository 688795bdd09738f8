package us.apolo.images.docker.daemon;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import us.apolo.images.Digest;
import us.apolo.images.port.engine.EngineWords;

/** The contexts that {@code docker context} keeps. */
final class DockerContexts {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;

    /**
     * Names the folder.
     *
     * @param folder Docker's configuration folder; need not be there
     */
    DockerContexts(Path folder) {
        this.folder = folder;
    }

    /**
     * The context that {@code docker context use} chose.
     *
     * @return its name; empty if there is none
     * @throws IOException if the configuration is there and cannot be read
     */
    Optional<String> current() throws IOException {
        var name = read(folder.resolve("config.json")).path("currentContext").asString("");
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** Where the engine of a context is. */
    EngineCandidate engineOf(String name) {
        var origin = "the context '" + name + "'";
        // The folder's name is the hash of the context's, which may have any characters.
        var hash = Digest.sha256(name.getBytes(StandardCharsets.UTF_8)).encoded();
        var file = folder.resolve("contexts").resolve("meta").resolve(hash).resolve("meta.json");
        try {
            if (!Files.exists(file)) {
                return new EngineCandidate.Unusable(origin, "there is no such context in " + folder);
            }
            return engine(origin, hash, read(file).path("Endpoints").path("docker"));
        } catch (IOException e) {
            return new EngineCandidate.Unusable(origin, "cannot be read: " + EngineWords.reason(e));
        }
    }

    private EngineCandidate engine(String origin, String hash, JsonNode endpoint) {
        var host = endpoint.path("Host").asString("");
        if (host.isEmpty()) {
            return new EngineCandidate.Unusable(origin, "it has no Docker engine");
        }
        var files = folder.resolve("contexts").resolve("tls").resolve(hash).resolve("docker");
        var unverified = endpoint.path("SkipTLSVerify").asBoolean(false);
        try {
            var address = EngineAddress.parse(host);
            if (!unverified && !Files.isDirectory(files)) {
                return new EngineCandidate.Place(origin, address, Optional.empty());
            }
            var tls = new EngineTls(Optional.of(files), !unverified);
            return new EngineCandidate.Place(origin, address.withTls(), Optional.of(tls));
        } catch (IllegalArgumentException e) {
            return new EngineCandidate.Unusable(origin, EngineWords.reason(e));
        }
    }

    private static JsonNode read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return JSON.missingNode();
        }
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JacksonException e) {
            // Its message shows the text around, which may be somebody's login.
            throw new IOException(file + " is not JSON" + EngineObjects.place(e));
        }
    }
}
