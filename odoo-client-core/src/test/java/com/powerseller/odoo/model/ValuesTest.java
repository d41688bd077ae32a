package com.powerseller.odoo.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final ModelType<Record> PARTNER = ModelType.of("res.partner");
    private static final TextField<Record> NAME = PARTNER.charField("name");
    private static final TextField<Record> EMAIL = PARTNER.charField("email");
    private static final X2ManyField<Record, Record> TAGS =
            PARTNER.many2manyField("category_id", "res.partner.category");

    @Test
    void aFieldIsUnsetClearedOrSet() throws Exception {
        Values<Record> values = new Values<Record>().set(NAME, "Acme").clear(EMAIL);
        assertThat(values.asMap())
                .containsEntry("name", "Acme")
                .containsEntry("email", null)
                .doesNotContainKey("phone");
        assertThat(values.set(EMAIL, "x@y").asMap()).containsEntry("email", "x@y");
        assertThat(values.set(EMAIL, null).toString()).isEqualTo("Values[name, email]");
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, true);
                OdooClient client = odoo.client().build()) {
            client.model(PARTNER).update(1, values);
            assertThat(odoo.calls().get(0).body()).contains("{\"name\":\"Acme\",\"email\":false}");
        }
    }

    @Test
    void commandsTravelAsOdoosTriples() throws Exception {
        Values<Record> values = new Values<Record>()
                .set(
                        TAGS,
                        List.of(
                                Command.create(
                                        new Values<Record>().set(NAME, "a").clear(EMAIL)),
                                Command.update(2, new Values<Record>().set(NAME, "b")),
                                Command.delete(3),
                                Command.unlink(4),
                                Command.link(5),
                                Command.clear(),
                                Command.set(List.of(6L, 7L))));
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, true);
                OdooClient client = odoo.client().build()) {
            client.model(PARTNER).update(1, values);
            assertThat(odoo.calls().get(0).body())
                    .contains("\"category_id\":[[0,0,{\"name\":\"a\",\"email\":false}],[1,2,{\"name\":\"b\"}],"
                            + "[2,3,0],[3,4,0],[4,5,0],[5,0,0],[6,0,[6,7]]]");
        }
    }

    @Test
    void idsOfAManyToManyReplaceThoseItHas() throws Exception {
        try (StubOdoo odoo = StubOdoo.answering(Wire.JSON2, true);
                OdooClient client = odoo.client().build()) {
            client.model(PARTNER).update(1, new Values<Record>().set(TAGS, List.of(6L, 7L)));
            assertThat(odoo.calls().get(0).body()).contains("{\"category_id\":[[6,0,[6,7]]]}");
        }
    }
}
