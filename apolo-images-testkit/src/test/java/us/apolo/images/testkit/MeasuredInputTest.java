package us.apolo.images.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredInputTest {
    private final List<Long> told = new ArrayList<>();

    private MeasuredInput input(InputStream in, long total) {
        return new MeasuredInput(in, total, told::add);
    }

    @Test
    void theEndIsToldWithAllBytes() throws IOException {
        try (var in = input(new ByteArrayInputStream(new byte[40_000]), 40_000)) {
            assertThat(in.readAllBytes()).hasSize(40_000);
        }
        assertThat(told).isSorted().last().isEqualTo(40_000L);
    }

    @Test
    void moreThanWasExpectedIsNotRead() throws IOException {
        var much = new ByteArrayInputStream(new byte[1_000_000]);
        try (var in = input(much, 1_000)) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("1000 bytes");
        }
        assertThat(much.available()).isGreaterThan(900_000);
    }

    @Test
    void aSingleByteTooManyIsTooMany() throws IOException {
        try (var in = input(new ByteArrayInputStream(new byte[2]), 1)) {
            assertThat(in.read()).isZero();
            assertThatThrownBy(in::read).isInstanceOf(IOException.class);
        }
    }
}
