package us.apolo.images.docker.daemon;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import com.github.dockerjava.core.SSLConfig;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * docker-java's configuration, empty: its own would read files and variables of the user, and hand the user's logins to
 * the engine.
 */
@SuppressWarnings("deprecation") // docker-java's interface has a deprecated type
final class EngineClientConfig implements DockerClientConfig {
    /**
     * Writes what is there and nothing else, so that an empty login is empty. It is written in ASCII, since docker-java
     * turns it into bytes in the platform's charset.
     */
    private static final ObjectMapper MAPPER = DockerClientConfig.getDefaultObjectMapper()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true);

    private final EngineAddress address;

    EngineClientConfig(EngineAddress address) {
        this.address = address;
    }

    @Override
    public URI getDockerHost() {
        return URI.create(address.toString());
    }

    /** None: without one in the path every engine takes its newest. */
    @Override
    public RemoteApiVersion getApiVersion() {
        return RemoteApiVersion.UNKNOWN_VERSION;
    }

    @Override
    public @Nullable String getRegistryUsername() {
        return null;
    }

    @Override
    public @Nullable String getRegistryPassword() {
        return null;
    }

    @Override
    public @Nullable String getRegistryEmail() {
        return null;
    }

    @Override
    public @Nullable String getRegistryUrl() {
        return null;
    }

    @Override
    public @Nullable AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
        return new AuthConfigurations();
    }

    @Override
    public @Nullable SSLConfig getSSLConfig() {
        return null;
    }

    @Override
    public ObjectMapper getObjectMapper() {
        return MAPPER;
    }
}
