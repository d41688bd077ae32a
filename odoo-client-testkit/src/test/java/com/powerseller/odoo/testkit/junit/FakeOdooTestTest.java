package com.powerseller.odoo.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.testkit.FakeClock;
import com.powerseller.odoo.testkit.FakeData;
import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.FakeSeed;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.NamedBehaviour;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The JUnit extension, by using it. */
@Execution(ExecutionMode.CONCURRENT)
@FakeOdooTest(
        time = "2026-02-28T12:00:00Z",
        models = FakeOdooTestTest.Projects.class,
        seeds = {FakeOdooTestTest.One.class, FakeOdooTestTest.One.class})
class FakeOdooTestTest {
    static final class Projects implements NamedBehaviour {
        @Override
        public String model() {
            return "x_project";
        }

        @Override
        public void define(ModelDefinition project) {
            project.defaultValue("state", "open");
        }
    }

    static final class One implements FakeSeed {
        @Override
        public void plant(FakeData data) {
            data.create("x_project", Map.of("name", "Seeded"));
        }
    }

    private static final CyclicBarrier MEETING = new CyclicBarrier(2);

    private final FakeOdoo ofConstructor;

    FakeOdooTestTest(FakeOdoo fake) {
        ofConstructor = fake;
    }

    @BeforeEach
    void more(FakeOdoo fake, FakeData data) {
        if (fake.series().equals("19.0")) {
            return; // whose x_project has no schema here
        }
        data.create("x_project", Map.of("name", "More"));
    }

    /** Each of them waits for the other, and would wait in vain if one came after the other. */
    @RepeatedTest(2)
    void testsRunAtTheSameTime() throws Exception {
        assertThat(MEETING.await(30, TimeUnit.SECONDS)).isBetween(0, 1);
    }

    @RepeatedTest(3)
    void eachTestHasAFakeOfItsOwn(FakeOdoo fake, OdooClient odoo, FakeData data) {
        assertThat(fake).isSameAs(ofConstructor);
        assertThat(fake.series()).isEqualTo("18.0");
        assertThat(odoo.model("x_project").search(Domain.<Record>all()).count()).isEqualTo(3);
        assertThat(data.create("x_project", Map.of("name", "Mine"))).isEqualTo(4);
        assertThat(data.value("x_project", 4, "state")).isEqualTo("open");
    }

    @Test
    void theClockCanBeSet(FakeClock clock, FakeData data) {
        clock.set(Instant.parse("2027-01-01T00:00:00Z"));
        long id = data.create("x_project", Map.of("name", "Mine"));

        assertThat(data.value("x_project", id, "create_date")).isEqualTo("2027-01-01 00:00:00");
    }

    @Test
    @FakeOdooTest(
            series = "19.0",
            databases = {"a", "b"})
    void aMethodCanHaveSettingsOfItsOwn(FakeOdoo fake) {
        assertThat(fake.series()).isEqualTo("19.0");
        assertThat(fake.database()).isEqualTo("a");
    }

    @Nested
    class Inside {
        @Test
        void theSettingsAreThoseOfTheClassAround(FakeOdoo fake, FakeData data) {
            assertThat(fake.series()).isEqualTo("18.0");
            assertThat(data.search("x_project", java.util.List.of())).hasSize(3);
        }
    }
}
