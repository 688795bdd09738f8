package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.services.EngineProcess;
import us.apolo.images.services.SampleImage;

/**
 * Pushes and pulls with everything that can befall an engine, and with the troubles that a registry makes for one: what
 * comes of it is what {@link EngineTable} says, within a time limit, and leaves nothing behind. The engine is a real one
 * that nobody else uses, since it is killed.
 */
@Tag("long")
@ParameterizedClass(name = "{0}")
@EnumSource
@ExtendWith(EngineMatrixIT.FrailEngine.class)
class EngineMatrixIT {
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private final AdapterPair adapters;
    private final EngineProcess engine;

    @TempDir
    Path temporary = Path.of("");

    private TemporaryFiles files = new TemporaryFiles(Path.of(System.getProperty("java.io.tmpdir")));

    EngineMatrixIT(AdapterPair adapters, EngineProcess engine) {
        this.adapters = adapters;
        this.engine = engine;
    }

    /** An engine for all cells, with an image to push. */
    static final class FrailEngine implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == EngineProcess.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(FrailEngine.class))
                    .getOrComputeIfAbsent(FrailEngine.class, key -> start(), EngineProcess.class);
        }

        private static EngineProcess start() {
            var engine = EngineProcess.start();
            SampleImage.of(engine).layers(2, 50_000).seed(91).make(EngineScene.LOCAL.toString());
            return engine;
        }
    }

    @BeforeEach
    void begin() {
        files = new TemporaryFiles(temporary);
    }

    @AfterEach
    void end() {
        files.close();
    }

    static Stream<Arguments> cells() {
        return Arrays.stream(EngineTrouble.values())
                .flatMap(trouble ->
                        Arrays.stream(EngineDirection.values()).map(direction -> Arguments.of(trouble, direction)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void theOutcomeIsThatOfTheTable(EngineTrouble trouble, EngineDirection direction) throws Exception {
        bringIntoUse();
        var names = names();
        var before = Holdings.now();

        HardLimit.run(LIMIT, () -> {
            play(trouble, direction);
            return true;
        });

        before.assertNothingAdded();
        assertThat(names()).as("names in the engine").isEqualTo(names);
    }

    /** Some libraries open what they never close when they first come into use. */
    private void bringIntoUse() {
        try (var images = adapters.builder(engine).build()) {
            assertThat(images.parser()).isNotNull();
        }
    }

    private List<String> names() {
        return engine.images().stream().sorted().toList();
    }

    private void play(EngineTrouble trouble, EngineDirection direction) throws Exception {
        var outcome = EngineTable.outcome(trouble, direction, adapters);
        try (var scene = new EngineScene(adapters, trouble, direction, engine)) {
            outcome.check(thrownBy(scene));
            scene.check();
        }
    }

    /** Whatever is thrown is a result: to judge it is the outcome's. */
    private static @Nullable Throwable thrownBy(EngineScene scene) {
        try {
            scene.transfer();
            return null;
        } catch (RuntimeException | AssertionError e) {
            return e;
        }
    }
}
