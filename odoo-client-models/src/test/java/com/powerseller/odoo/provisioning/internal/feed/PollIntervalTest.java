package com.powerseller.odoo.provisioning.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.provisioning.internal.feed.PollInterval.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollIntervalTest {
    private static List<Long> seconds(PollInterval interval, long first, Found... found) {
        List<Long> seconds = new ArrayList<>();
        Duration wait = Duration.ofSeconds(first);
        for (Found each : found) {
            wait = interval.after(wait, each);
            seconds.add(wait.toSeconds());
        }
        return seconds;
    }

    @Test
    void afterChangesPollsAreFrequentAndBecomeRareAgain() {
        assertThat(seconds(
                        new PollInterval(Duration.ofMinutes(1)),
                        60,
                        Found.NOTHING,
                        Found.CHANGES,
                        Found.CHANGES,
                        Found.NOTHING,
                        Found.NOTHING,
                        Found.NOTHING))
                .containsExactly(60L, 15L, 15L, 30L, 60L, 60L);
    }

    @Test
    void afterFailuresPollsBecomeRarerThanThatAndAreAsBeforeOnceItAnswers() {
        assertThat(seconds(
                        new PollInterval(Duration.ofMinutes(1)),
                        60,
                        Found.FAILURE,
                        Found.FAILURE,
                        Found.FAILURE,
                        Found.FAILURE,
                        Found.NOTHING))
                .containsExactly(120L, 240L, 480L, 480L, 60L);
        assertThat(seconds(new PollInterval(Duration.ofMinutes(1)), 480, Found.CHANGES))
                .containsExactly(15L);
    }

    @Test
    void pollsAreNotMoreFrequentThanEachSecond() {
        assertThat(seconds(new PollInterval(Duration.ofSeconds(2)), 2, Found.CHANGES))
                .containsExactly(1L);
        assertThatThrownBy(() -> new PollInterval(Duration.ofMillis(999))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PollInterval(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
