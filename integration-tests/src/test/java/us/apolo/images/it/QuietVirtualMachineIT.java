package us.apolo.images.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import us.apolo.images.it.BuiltJars.Way;

/**
 * On the newest JDK at hand nothing is done that a coming one forbids: no native code, no memory by {@code Unsafe}. The
 * virtual machine says nothing about it where it would warn, and nothing fails where it denies it.
 */
@OnEveryPair
class QuietVirtualMachineIT {
    private final AdapterPair adapters;
    private final MainJobProbe probe;

    @TempDir
    Path folder = Path.of("");

    QuietVirtualMachineIT(AdapterPair adapters, RealServices services) {
        this.adapters = adapters;
        probe = MainJobProbe.onEngine(services);
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingToWarnOf(Way way) {
        assertThat(errors(way, "warn")).doesNotContain("WARNING");
    }

    @ParameterizedTest
    @EnumSource
    void hasNothingToDeny(Way way) {
        assertThat(errors(way, "deny")).doesNotContain("WARNING", "Exception");
    }

    private String errors(Way way, String answer) {
        return probe.errorsOnTheNewest(BuiltJars.of(adapters), way, folder, answer);
    }
}
