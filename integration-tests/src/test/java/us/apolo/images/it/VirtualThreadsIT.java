package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import us.apolo.images.it.BuiltJars.Way;

/**
 * The main job on virtual threads, several at once on one carrier: who kept it while waiting would hold up all others. The
 * flight recorder sees when that happens. What a monitor would do to older JDKs, {@code MonitorsIT} sees.
 */
@OnEveryPair
class VirtualThreadsIT {
    private static final List<String> ONE_CARRIER =
            List.of("-Djdk.virtualThreadScheduler.parallelism=1", "-Djdk.virtualThreadScheduler.maxPoolSize=1");
    private static final String WHOLE_TRACES = "-XX:FlightRecorderOptions:stackdepth=512";

    private final AdapterPair adapters;
    private final RealServices services;
    private final MainJobProbe probe;

    @TempDir
    Path folder = Path.of("");

    VirtualThreadsIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        this.services = services;
        probe = MainJobProbe.onEngine(services);
    }

    /** Virtual threads are part of Java since 21. */
    static Stream<Jdk> jdks() {
        return Jdk.all().filter(jdk -> jdk.feature() >= 21);
    }

    @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
    @MethodSource("jdks")
    void letTheirCarrierGoWhileTheyWait(Jdk jdk) {
        var jars = BuiltJars.of(adapters);
        jars.compile(jdk, "virtual-threads", Way.MODULE_PATH, folder);
        var start = new ArrayList<>(jars.start(jdk, "us.apolo.images.virtual.VirtualThreads", Way.MODULE_PATH, folder));
        start.addAll(1, ONE_CARRIER);
        start.add(1, WHOLE_TRACES);

        var output = probe.runAny(start).output();

        assertThat(output).contains("kept on purpose and seen").doesNotContain("kept:");
        assertThat(output).contains("broke off true", "done");
        for (var number = 1; number <= 6; number++) {
            assertThat(output).contains("did virtual-" + number + " true");
            services.engine().remove("virtual-" + number + ":v1");
        }
        services.engine().remove("first:v1");
    }
}
