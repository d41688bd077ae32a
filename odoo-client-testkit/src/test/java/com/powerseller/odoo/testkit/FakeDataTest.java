package com.powerseller.odoo.testkit;

import static com.powerseller.odoo.testkit.assertion.FakeOdooAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Seeding, looking, asserting, and coming back to an earlier state. */
class FakeDataTest {
    private static final ModelType<Record> PROJECT = ModelType.of("x_project");

    private final FakeClock clock = FakeClock.at("2026-02-28T12:00:00Z");
    private final FakeOdoo fake = FakeOdoo.builder()
            .clock(clock)
            .seed(data -> data.create("x_project", Map.of("name", "Seeded")))
            .start();
    private final FakeData data = fake.data();

    @AfterEach
    void stop() {
        fake.close();
    }

    @Test
    void recordsAreSeededFromPlainValues() {
        long id = data.create(
                "x_project",
                Map.of(
                        "name",
                        "A",
                        "count",
                        7,
                        "amount",
                        new BigDecimal("0.10"),
                        "date",
                        LocalDate.of(2026, 2, 3),
                        "start",
                        Instant.parse("2026-02-03T04:05:06Z"),
                        "parent_id",
                        1));

        assertThat(id).isEqualTo(2);
        assertThat(data.values(
                        "x_project", id, "name", "count", "amount", "date", "start", "parent_id", "state", "active"))
                .isEqualTo(map(
                        "name",
                        "A",
                        "count",
                        7L,
                        "amount",
                        0.1,
                        "date",
                        "2026-02-03",
                        "start",
                        "2026-02-03 04:05:06",
                        "parent_id",
                        1L,
                        "state",
                        null,
                        "active",
                        true));
        assertThat(fake)
                .hasRecord("x_project", id)
                .has("amount", new BigDecimal("0.1"))
                .has("start", Instant.parse("2026-02-03T04:05:06Z"))
                .hasNo("state");
    }

    private static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return map;
    }

    @Test
    void recordsAreSeededFromTypedValues() {
        long id = data.create(PROJECT, new Values<Record>().set("name", "A").set("state", null));
        data.write(PROJECT, id, new Values<Record>().set("name", null).set("name", "B"));

        assertThat(fake).hasRecord("x_project", id).has("name", "B").hasNo("state");
    }

    @Test
    void aMistakeIsSaidSo() {
        assertThatThrownBy(() -> data.create("x_project", Map.of("nmae", "A")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nmae");
        assertThatThrownBy(() -> data.create("x_nowhere", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("put its schema on the class path");
        assertThatThrownBy(() -> data.create("x_project", Map.of("count", 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ValidationError");
        assertThatThrownBy(() -> data.value("x_project", 99, "name")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> fake.data("other").exists("x_project", 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void archivedRecordsAreFoundToo() {
        data.write("x_project", 1, Map.of("active", false));

        assertThat(fake)
                .found("x_project", List.of(List.of("name", "=", "Seeded")))
                .containsExactly(1L);
        data.delete("x_project", 1);
        assertThat(fake).hasNoRecord("x_project", 1);
    }

    @Test
    void aSnapshotCanBeRestoredAgainAndAgain() {
        FakeOdoo.Snapshot snapshot = fake.snapshot();
        for (int i = 0; i < 2; i++) {
            assertThat(data.create("x_project", Map.of("name", "B"))).isEqualTo(2);
            data.delete("x_project", 1);
            fake.restore(snapshot);
            assertThat(fake).hasRecord("x_project", 1).has("name", "Seeded");
            assertThat(fake).hasNoRecord("x_project", 2);
        }
    }

    @Test
    void timeIsTheClocks() {
        clock.advance(Duration.ofHours(1));
        data.write("x_project", 1, Map.of("count", 1));

        assertThat(fake)
                .hasRecord("x_project", 1)
                .has("create_date", Instant.parse("2026-02-28T12:00:00Z"))
                .has("write_date", Instant.parse("2026-02-28T13:00:00Z"));
        clock.set(Instant.EPOCH);
        assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void seedingIsNoCallAndMeetsNoFault() {
        fake.faults().add(com.powerseller.odoo.testkit.fault.Fault.badGateway());
        data.create("x_project", Map.of("name", "A"));

        assertThat(fake).calls().isEmpty();
        assertThat(fake).didNotReceive("x_project", "create");
    }

    @Test
    void assertionsOnCallsSayWhatThereWas() {
        try (OdooClient odoo = fake.connect()) {
            odoo.call("x_project", "write", List.of(List.of(1), Map.of("name", "B")));
        }
        assertThat(fake).received("x_project", "write").received(1, "x_project", "write");
        assertThat(fake).callsOf("x_project", "write").singleElement().matches(call -> call.succeeded());
        assertThatThrownBy(() -> assertThat(fake).received("x_project", "unlink"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("jsonrpc x_project.write 200");
        assertThatThrownBy(() -> assertThat(fake).didNotReceive("x_project", "write"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThat(fake).hasRecord("x_project", 1).has("name", "C"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Expected the name of x_project 1 to be");
        assertThatThrownBy(() -> assertThat(fake).hasRecord("x_project", 9)).isInstanceOf(AssertionError.class);
    }
}
