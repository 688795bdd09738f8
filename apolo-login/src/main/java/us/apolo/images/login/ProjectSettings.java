package us.apolo.images.login;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;
import us.apolo.images.CredentialsUnavailableException;

/**
 * What files of a user and of a project say about the current cluster, organization and project: the table {@code job} of
 * {@code user.toml} in the login's folder, and before that the one of {@code .apolo.toml} or {@code .neuro.toml} in the
 * working folder or the nearest folder above it that has one.
 */
final class ProjectSettings {
    private static final int MAX_SIZE = 1 << 20;

    /** Made when there is a file, which most users do not have: that takes longer than all the rest of reading a login. */
    private static final class Toml {
        private static final TomlMapper MAPPER = new TomlMapper();
    }

    private final Path workingFolder;
    private final Path ofUser;

    ProjectSettings(Path workingFolder, Path ofUser) {
        this.workingFolder = workingFolder;
        this.ofUser = ofUser;
    }

    /**
     * What they say.
     *
     * @throws CredentialsUnavailableException if one cannot be read or understood
     */
    CurrentNames read() {
        return ofProject().map(ProjectSettings::names).orElse(CurrentNames.NONE).or(userNames());
    }

    private Optional<Path> ofProject() {
        return Stream.iterate(workingFolder.toAbsolutePath().normalize(), folder -> folder != null, Path::getParent)
                .flatMap(folder -> Stream.of(folder.resolve(".apolo.toml"), folder.resolve(".neuro.toml")))
                .filter(Files::exists)
                .findFirst();
    }

    private CurrentNames userNames() {
        var names = names(ofUser);
        if (names.cluster().isPresent() || names.organization().isPresent()) {
            throw unusable(
                    ofUser,
                    "it names a cluster or an organization, which are switched for a user by apolo config"
                            + " switch-cluster and switch-org");
        }
        return names;
    }

    private static CurrentNames names(Path file) {
        return content(file).map(content -> names(file, content)).orElse(CurrentNames.NONE);
    }

    private static Optional<byte[]> content(Path file) {
        try (var in = Files.newInputStream(file)) {
            var content = in.readNBytes(MAX_SIZE + 1);
            if (content.length > MAX_SIZE) {
                throw unusable(file, "it is larger than " + MAX_SIZE + " bytes");
            }
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw Unusable.error("The file " + file, "it cannot be read: " + e, "repair or remove it", e);
        }
    }

    /** What is in a file. */
    static CurrentNames names(Path file, byte[] content) {
        var job = parse(file, content).path("job");
        return new CurrentNames(
                name(file, job, "cluster-name"), name(file, job, "org-name"), name(file, job, "project-name"));
    }

    private static JsonNode parse(Path file, byte[] content) {
        try {
            return Toml.MAPPER.readTree(content);
        } catch (JacksonException e) {
            throw unusable(file, "it is not TOML" + Json.place(e));
        }
    }

    private static Optional<String> name(Path file, JsonNode job, String key) {
        var value = job.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isString() || value.stringValue().isBlank()) {
            throw unusable(file, "job." + key + " is no text");
        }
        return Optional.of(value.stringValue());
    }

    private static CredentialsUnavailableException unusable(Path file, String why) {
        return Unusable.error("The file " + file, why, "correct or remove it", null);
    }
}
