package com.powerseller.odoo.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.testserver.RawServer;
import com.powerseller.odoo.testserver.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups of servers before series 19; those of 19 are held against a real one. */
class GroupsTest {
    private static final Wire WIRE = Wire.JSON_RPC;
    private static final ModelType<Record> PARTNER = ModelType.of("res.partner");
    private static final Many2OneField<Record, Record> COUNTRY = PARTNER.many2oneField("country_id", "res.country");
    private static final ScalarField<Record, Long> COLOR = PARTNER.integerField("color");
    private static final ScalarField<Record, Instant> CREATED = PARTNER.datetimeField("create_date");

    private static final Grouping<Record, Ref<Record>> BY_COUNTRY = Grouping.by(COUNTRY);
    private static final Grouping<Record, Instant> BY_MONTH = Grouping.by(CREATED, Granularity.MONTH);
    private static final Aggregate<Record, Long> SUM = Aggregate.sum(COLOR);

    /** As a real server writes it: two groups of a month, one of them without a country. */
    private static final String ANSWER = """
            [{"country_id": [233, "United States"], "create_date:month": "November 2026", "__count": 1, "color_sum": 4, \
            "__domain": ["&", "&", "&", ["id", "<", 60], ["country_id", "=", 233], ["create_date", ">=", "2026-11-01 00:00:00"], \
            ["create_date", "<", "2026-12-01 00:00:00"]], \
            "__range": {"create_date:month": {"from": "2026-11-01 00:00:00", "to": "2026-12-01 00:00:00"}}}, \
            {"country_id": false, "create_date:month": false, "__count": 4, "color_sum": 0, \
            "__domain": ["&", ["id", "<", 60], ["country_id", "=", false]], "__range": {"create_date:month": false}}]""";

    private static RawServer server(String version, String answer) throws IOException {
        return new RawServer((request, exchange) -> {
            String body = request.body();
            String result = body.contains("\"authenticate\"")
                    ? "7"
                    : body.contains("\"version\"") ? "{\"server_version\": \"" + version + "\"}" : answer;
            exchange.answer(WIRE.ok(), WIRE.raw(request, result));
        });
    }

    private static Query<Record> partners(OdooClient client) {
        return client.model(PARTNER).search(Domain.of("id", "<", 60));
    }

    @Test
    void readGroupIsUsedBeforeSeries19() throws Exception {
        try (RawServer server = server("18.0", ANSWER);
                OdooClient client = WIRE.client(server.url()).build()) {
            List<Group<Record>> groups = partners(client)
                    .orderBy(COUNTRY.asc())
                    .limit(8)
                    .groupBy(BY_COUNTRY, BY_MONTH)
                    .aggregate(SUM)
                    .list();

            assertThat(groups)
                    .extracting(
                            group -> group.key(BY_COUNTRY),
                            group -> group.key(BY_MONTH),
                            Group::count,
                            group -> group.get(SUM))
                    .containsExactly(
                            tuple(new Ref<>(233, "United States"), Instant.parse("2026-11-01T00:00:00Z"), 1L, 4L),
                            tuple(null, null, 4L, 0L));
            assertThat(groups.get(1).domain().terms())
                    .isEqualTo(List.of("&", List.of("id", "<", 60L), List.of("country_id", "=", false)));
            assertThat(server.requests().get(server.requests().size() - 1).body())
                    .contains("\"read_group\",[[[\"id\",\"<\",60]],[\"color_sum:sum(color)\"],"
                            + "[\"country_id\",\"create_date:month\"],0,8,\"country_id asc\",false]");
        }
    }

    @Test
    void ordersThatOlderSeriesDoNotKnowAreRefused() throws Exception {
        try (RawServer server = server("17.0", "[]");
                OdooClient client = WIRE.client(server.url()).build()) {
            for (Order<Record> order : List.of(SUM.desc(), Order.<Record>of("__count", false))) {
                assertThatThrownBy(() -> partners(client)
                                .orderBy(order)
                                .groupBy(BY_COUNTRY)
                                .aggregate(SUM)
                                .list())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(order.field())
                        .hasMessageContaining("19");
            }
        }
    }

    @Test
    void ordersThatAreNotOfTheGroupsAreRefused() throws Exception {
        try (RawServer server = server("18.0", "[]");
                OdooClient client = WIRE.client(server.url()).build()) {
            assertThatThrownBy(() -> partners(client)
                            .orderBy(CREATED.asc())
                            .groupBy(BY_MONTH)
                            .list())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("create_date:month")
                    .hasMessageContaining("Grouping.asc()");
            assertThat(partners(client)
                            .orderBy(BY_MONTH.desc())
                            .groupBy(BY_MONTH)
                            .list())
                    .isEmpty();
            assertThat(server.requests().get(server.requests().size() - 1).body())
                    .contains("[\"__count\"],[\"create_date:month\"],0,null,\"create_date:month desc\",false");
        }
    }

    @Test
    void whatIsNoListOfGroupsIsMalformed() throws Exception {
        for (String answer : List.of("false", "[false]", "[{}]", "{\"__count\": 1}", "[{\"__count\": \"1\"}]")) {
            try (RawServer server = server("18.0", answer);
                    OdooClient client = WIRE.client(server.url()).build()) {
                assertThatThrownBy(() -> partners(client).groupBy(BY_COUNTRY).list())
                        .isInstanceOf(MalformedResponseException.class);
            }
        }
    }

    @Test
    void aKeyOfAnotherTypeIsAnError() throws Exception {
        try (RawServer server = server("18.0", "[{\"__count\": 1, \"country_id\": \"CH\", \"color_sum\": \"x\"}]");
                OdooClient client = WIRE.client(server.url()).build()) {
            Group<Record> group = partners(client).groupBy(BY_COUNTRY).list().get(0);
            assertThatThrownBy(() -> group.key(BY_COUNTRY)).isInstanceOf(FieldValueException.class);
            assertThatThrownBy(() -> group.get(SUM)).isInstanceOf(FieldValueException.class);
            assertThatThrownBy(() -> group.key(BY_MONTH))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("create_date:month");
        }
    }

    @Test
    void datesAreGroupedByPeriodsOnly() {
        assertThatThrownBy(() -> Grouping.by(CREATED)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Grouping.by(CREATED, Granularity.WEEK)).hasToString("create_date:week");
    }

    @Test
    void aDateWithoutATimeIsNotGroupedByHours() {
        ScalarField<Record, LocalDate> date = PARTNER.dateField("date");
        assertThatThrownBy(() -> Grouping.by(date, Granularity.HOUR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no hours");
        assertThat(Grouping.by(CREATED, Granularity.HOUR)).hasToString("create_date:hour");
    }

    @Test
    void theSumOfNoValuesIsZero() {
        for (Object nothing : Arrays.asList(false, null)) {
            assertThat(SUM.decode(nothing)).isEqualTo(0L);
            assertThat(Aggregate.sum(PARTNER.floatField("credit")).decode(nothing))
                    .isEqualTo(0.0);
            assertThat(Aggregate.sum(PARTNER.monetaryField("credit")).decode(nothing))
                    .isEqualTo(BigDecimal.ZERO);
        }
    }

    @Test
    void rawGroupsAreGivenAsTheyCame() throws Exception {
        Grouping<Record, Object> byMonth = Grouping.raw("create_date:month");
        Aggregate<Record, Object> all = Aggregate.raw("color", "array_agg");
        try (RawServer server = server("18.0", ANSWER.replace("\"color_sum\": 4", "\"color_array_agg\": [4]"));
                OdooClient client = WIRE.client(server.url()).build()) {
            Group<Record> group =
                    partners(client).groupBy(byMonth).aggregate(all).list().get(0);

            assertThat(group.key(byMonth)).isEqualTo("November 2026");
            assertThat(group.get(all)).isEqualTo(List.of(4L));
            assertThat(server.requests().get(server.requests().size() - 1).body())
                    .contains("\"color_array_agg:array_agg(color)\"");
        }
    }
}
