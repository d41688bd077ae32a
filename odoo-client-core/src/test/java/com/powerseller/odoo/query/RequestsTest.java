package com.powerseller.odoo.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How many requests queries make, and what they ask for. */
class RequestsTest {
    private static final Wire WIRE = Wire.JSON_RPC;
    private static final ModelType<Record> PARTNER = ModelType.of("res.partner");
    private static final Many2OneField<Record, Record> PARENT = PARTNER.many2oneField("parent_id", "res.partner");

    /** Answers whatever it is asked for with records that refer to others, some of them to the same one. */
    private static StubOdoo records(int count) throws Exception {
        List<Map<String, Object>> rows = LongStream.rangeClosed(1, count)
                .mapToObj(id -> Map.<String, Object>of("id", id, "parent_id", List.of(100 + id / 2, "parent")))
                .toList();
        return new StubOdoo(WIRE, (request, exchange) -> exchange.answer(WIRE.ok(), WIRE.result(request, rows)));
    }

    @Test
    void relatedRecordsAreOneRequestHoweverManyThereAre() throws Exception {
        try (StubOdoo odoo = records(50);
                OdooClient client = odoo.client().build()) {
            Model<Record> partners = client.model(PARTNER);
            List<Record> children = partners.search().select(PARENT).list();
            assertThat(odoo.calls()).hasSize(1);

            partners.related(children, PARENT, PARENT);
            assertThat(odoo.calls()).hasSize(2);
            assertThat(odoo.calls().get(1).body()).contains("[[100,101,102,").contains(",124,125]");

            partners.related(List.<Record>of(), PARENT, PARENT);
            assertThat(odoo.calls()).hasSize(2);
        }
    }

    @Test
    void ordersFollowOneAnother() throws Exception {
        try (StubOdoo odoo = records(1);
                OdooClient client = odoo.client().build()) {
            client.model(PARTNER)
                    .search()
                    .select(PARENT)
                    .orderBy(PARENT.asc())
                    .orderBy(PARTNER.charField("name").desc())
                    .list();
            assertThat(odoo.calls().get(0).body()).contains("\"parent_id asc, name desc\"");
        }
    }

    @Test
    void existsHeedsTheOffset() throws Exception {
        try (StubOdoo odoo = new StubOdoo(
                        WIRE, (request, exchange) -> exchange.answer(WIRE.ok(), WIRE.result(request, List.of())));
                OdooClient client = odoo.client().build()) {
            assertThat(client.model(PARTNER).search().offset(7).exists()).isFalse();
            assertThat(odoo.calls().get(0).body()).contains("\"search\",[[],7,1,null]");
        }
    }

    @Test
    void anyOfAllRecordsIsAnEmptyDomain() {
        assertThat(PARENT.any(Domain.all())).hasToString("[[\"parent_id\",\"any\",[]]]");
    }
}
