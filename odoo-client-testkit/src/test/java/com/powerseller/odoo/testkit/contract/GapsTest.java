package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.testkit.FakeOdoo;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the report says that is not supported is refused, and not answered. */
class GapsTest {
    static Stream<Gaps.Gap> gaps() {
        return Gaps.all().stream();
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void aGapSaysWhatIsMissing(Gaps.Gap gap) {
        try (FakeOdoo fake = FakeOdoo.builder().series("19.0").start();
                OdooClient odoo = fake.connect()) {
            Throwable failure = catchThrowable(() -> gap.question().ask(fake, odoo));

            assertThat(failure).as(gap.what()).isNotNull();
            assertThat(NotSupported.in(failure)).as(String.valueOf(failure)).isNotNull();
        }
    }
}
