package com.powerseller.odoo.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;

/** A class of 200 tests, each with a fresh fake: the report of the build says how long it takes, which is some seconds. */
@FakeOdooTest
class FreshFakesTest {
    @RepeatedTest(200)
    void eachTestHasAFakeOfItsOwn(OdooClient odoo) {
        long id = odoo.model("x_project").create(new Values<Record>().set("name", "Only one"));

        assertThat(odoo.model("x_project").search().ids()).isEqualTo(List.of(id));
    }
}
