package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Aggregate;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Granularity;
import com.powerseller.odoo.query.Group;
import com.powerseller.odoo.query.Grouping;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.query.Query;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What queries do beyond one search: streams, groups, related records. */
class QueriesContractTest extends ContractTest {
    private static final ModelType<Record> PARTNER = ModelType.of("res.partner");
    private static final TextField<Record> PARTNER_NAME = PARTNER.charField("name");

    private final String name = unique();

    private Values<ClientTest> named() {
        return new Values<ClientTest>().set(ClientTest.NAME, name);
    }

    private Query<ClientTest> search() {
        return tests().search(ClientTest.NAME.eq(name));
    }

    private List<Long> create(int count) {
        return tests().create(IntStream.range(0, count)
                .mapToObj(i -> named().set(ClientTest.INTEGER, (long) i))
                .toList());
    }

    private long partner(String partnerName) {
        return model("res.partner").create(new Values<Record>().set("name", partnerName));
    }

    // -------------------------------------------------------------------------------------------------- streams

    @Test
    void aStreamHasAllRecordsInTheOrderOfTheirIds() {
        List<Long> ids = create(23);
        for (int page : List.of(1, 5, 23, 24, 1_000)) {
            try (Stream<ClientTest> stream = search().select(ClientTest.INTEGER).stream(page)) {
                assertThat(stream.map(ClientTest::id).toList()).isEqualTo(ids);
            }
        }
    }

    @Test
    void pagesHaveWhatIsRelatedToAllTheirRecordsInOneRequestEach() {
        ModelType<Record> partner = ModelType.of("res.partner");
        TextField<Record> partnerName = partner.charField("name");
        List<String> partners = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String unique = unique();
            partners.add(unique);
            create(named().set(
                            ClientTest.PARTNER_ID,
                            odoo().model(partner).create(new Values<Record>().set("name", unique))));
        }
        List<Integer> sizes = new ArrayList<>();
        List<@Nullable String> names = new ArrayList<>();
        try (Stream<List<ClientTest>> pages =
                search().select(ClientTest.PARTNER_ID).pages(2)) {
            pages.forEach(page -> {
                sizes.add(page.size());
                odoo().model(partner)
                        .related(page, ClientTest.PARTNER_ID, partnerName)
                        .values()
                        .forEach(one -> names.add(one.get(partnerName)));
            });
        }
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(names).containsExactlyElementsOf(partners);
    }

    @Test
    void aStreamHeedsLimitAndOffset() {
        List<Long> ids = create(10);
        try (Stream<ClientTest> stream = search().select(ClientTest.INTEGER).offset(2).limit(7).stream(3)) {
            assertThat(stream.map(ClientTest::id).toList()).isEqualTo(ids.subList(2, 9));
        }
    }

    @Test
    void aStreamOfADomainWithAlternativesGoesOnWhereItWas() {
        List<Long> ids = create(6);
        Domain<ClientTest> either = ClientTest.INTEGER.lt(2L).or(ClientTest.INTEGER.gt(3L));
        try (Stream<ClientTest> stream =
                tests().search(ClientTest.NAME.eq(name).and(either)).select(ClientTest.INTEGER).stream(2)) {
            assertThat(stream.map(ClientTest::id).toList())
                    .containsExactly(ids.get(0), ids.get(1), ids.get(4), ids.get(5));
        }
    }

    @Test
    void recordsThatGoWhileTheyAreStreamedMakeNoOthersGetLost() {
        List<Long> ids = create(9);
        List<Long> seen = new ArrayList<>();
        try (Stream<ClientTest> stream = search().select(ClientTest.INTEGER).stream(3)) {
            stream.forEach(record -> {
                seen.add(record.id());
                tests().delete(record.id());
            });
        }
        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void aStreamThatFailsSaysSo() {
        Query<ClientTest> query = search().select("no_such_field");
        try (Stream<ClientTest> stream = query.stream()) {
            failure(UnknownFieldException.class, stream::count);
        }
    }

    // -------------------------------------------------------------------------------------------------- groups

    private static final Grouping<ClientTest, Ref<Record>> BY_PARTNER = Grouping.by(ClientTest.PARTNER_ID);
    private static final Grouping<ClientTest, Ref<Record>> BY_TAG = Grouping.by(ClientTest.TAG_IDS);
    private static final Grouping<ClientTest, String> BY_SELECTION = Grouping.by(ClientTest.SELECTION);
    private static final Grouping<ClientTest, Boolean> BY_BOOLEAN = Grouping.by(ClientTest.BOOLEAN);
    private static final Grouping<ClientTest, LocalDate> BY_MONTH = Grouping.by(ClientTest.DATE, Granularity.MONTH);
    private static final Grouping<ClientTest, Instant> BY_DAY = Grouping.by(ClientTest.DATETIME, Granularity.DAY);
    private static final Aggregate<ClientTest, Long> SUM = Aggregate.sum(ClientTest.INTEGER);

    @Test
    void groupsByARecord() {
        long acme = partner("Acme " + name);
        long globex = partner("Globex " + name);
        tests().create(List.of(
                named().set(ClientTest.PARTNER_ID, acme).set(ClientTest.INTEGER, 1L),
                named().set(ClientTest.PARTNER_ID, acme).set(ClientTest.INTEGER, 2L),
                named().set(ClientTest.PARTNER_ID, globex).set(ClientTest.INTEGER, 4L),
                named().set(ClientTest.INTEGER, 8L)));

        List<Group<ClientTest>> groups =
                search().groupBy(BY_PARTNER).aggregate(SUM).list();

        assertThat(groups)
                .extracting(group -> group.key(BY_PARTNER), Group::count, group -> group.get(SUM))
                .containsExactlyInAnyOrder(
                        tuple(new Ref<>(acme, "Acme " + name), 2L, 3L),
                        tuple(new Ref<>(globex, "Globex " + name), 1L, 4L),
                        tuple(null, 1L, 8L));
        for (Group<ClientTest> group : groups) {
            assertThat(tests().search(group.domain()).count()).isEqualTo(group.count());
        }
    }

    @Test
    void aRecordWithSeveralTagsIsInSeveralGroups() {
        long id = create(named().set(
                        ClientTest.TAG_IDS,
                        List.of(
                                Command.create(new Values<Record>().set("name", "red")),
                                Command.create(new Values<Record>().set("name", "blue")))));
        List<Group<ClientTest>> groups = search().groupBy(BY_TAG).list();
        assertThat(groups)
                .extracting(group -> Objects.requireNonNull(group.key(BY_TAG)).displayName(), Group::count)
                .containsExactlyInAnyOrder(tuple("red", 1L), tuple("blue", 1L));
        assertThat(groups)
                .allSatisfy(group ->
                        assertThat(tests().search(group.domain()).ids()).containsExactly(id));
    }

    @Test
    void groupsBySeveralFields() {
        tests().create(List.of(
                named().set(ClientTest.SELECTION, "low").set(ClientTest.BOOLEAN, true),
                named().set(ClientTest.SELECTION, "low").set(ClientTest.BOOLEAN, true),
                named().set(ClientTest.BOOLEAN, false)));
        assertThat(search().groupBy(BY_SELECTION, BY_BOOLEAN).list())
                .extracting(group -> group.key(BY_SELECTION), group -> group.key(BY_BOOLEAN), Group::count)
                .containsExactlyInAnyOrder(tuple("low", true, 2L), tuple(null, false, 1L));
    }

    @Test
    void groupsByPeriods() {
        tests().create(List.of(
                named().set(ClientTest.DATE, LocalDate.of(2024, 2, 29))
                        .set(ClientTest.DATETIME, Instant.parse("2024-12-31T23:30:00Z")),
                named().set(ClientTest.DATE, LocalDate.of(2024, 2, 1))
                        .set(ClientTest.DATETIME, Instant.parse("2025-01-01T00:30:00Z")),
                named()));
        assertThat(search().groupBy(BY_MONTH).list())
                .extracting(group -> group.key(BY_MONTH), Group::count)
                .containsExactlyInAnyOrder(tuple(LocalDate.of(2024, 2, 1), 2L), tuple(null, 1L));
        assertThat(odoo().withTimeZone(ZoneId.of("UTC"))
                        .model(ClientTest.TYPE)
                        .search(ClientTest.NAME.eq(name))
                        .groupBy(BY_DAY)
                        .list())
                .extracting(group -> group.key(BY_DAY), Group::count)
                .containsExactlyInAnyOrder(
                        tuple(Instant.parse("2024-12-31T00:00:00Z"), 1L),
                        tuple(Instant.parse("2025-01-01T00:00:00Z"), 1L),
                        tuple(null, 1L));
        // A day of Kathmandu's begins at 18:15 of UTC.
        assertThat(odoo().withTimeZone(ZoneId.of("Asia/Kathmandu"))
                        .model(ClientTest.TYPE)
                        .search(ClientTest.NAME.eq(name))
                        .groupBy(BY_DAY)
                        .list())
                .extracting(group -> group.key(BY_DAY), Group::count)
                .containsExactlyInAnyOrder(tuple(Instant.parse("2024-12-31T18:15:00Z"), 2L), tuple(null, 1L));
    }

    @Test
    void computesOfEveryKind() {
        Aggregate<ClientTest, Double> average = Aggregate.avg(ClientTest.INTEGER);
        Aggregate<ClientTest, Long> least = Aggregate.min(ClientTest.INTEGER);
        Aggregate<ClientTest, Instant> latest = Aggregate.max(ClientTest.DATETIME);
        Aggregate<ClientTest, BigDecimal> total = Aggregate.sum(ClientTest.MONETARY);
        Aggregate<ClientTest, Long> different = Aggregate.countDistinct(ClientTest.SELECTION);
        Instant time = Instant.parse("2024-02-29T12:00:00Z");
        tests().create(List.of(
                named().set(ClientTest.INTEGER, 1L)
                        .set(ClientTest.MONETARY, new BigDecimal("0.10"))
                        .set(ClientTest.DATETIME, time)
                        .set(ClientTest.SELECTION, "low"),
                named().set(ClientTest.INTEGER, 4L)
                        .set(ClientTest.MONETARY, new BigDecimal("0.25"))
                        .set(ClientTest.SELECTION, "low")));

        List<Group<ClientTest>> groups = search().groupBy()
                .aggregate(average, least, latest, total, different, SUM)
                .list();

        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.count()).isEqualTo(2);
            assertThat(group.get(average)).isEqualTo(2.5);
            assertThat(group.get(least)).isEqualTo(1L);
            assertThat(group.get(latest)).isEqualTo(time);
            assertThat(group.get(total)).isEqualByComparingTo("0.35");
            assertThat(group.get(different)).isEqualTo(1L);
            assertThat(group.get(SUM)).isEqualTo(5L);
            assertThatThrownBy(() -> group.key(BY_PARTNER)).isInstanceOf(IllegalArgumentException.class);
        });
    }

    @Test
    void whatOnlyTheServerKnowsIsGroupedByAndComputedAsItIs() {
        Grouping<ClientTest, Object> byMonth = Grouping.raw("date_field:month_number");
        Aggregate<ClientTest, Object> any = Aggregate.raw("boolean_field", "bool_or");
        Aggregate<ClientTest, Object> all = Aggregate.raw("integer_field", "array_agg");
        tests().create(List.of(
                named().set(ClientTest.DATE, LocalDate.of(2024, 2, 29)).set(ClientTest.INTEGER, 3L),
                named().set(ClientTest.DATE, LocalDate.of(2025, 2, 1))
                        .set(ClientTest.BOOLEAN, true)
                        .set(ClientTest.INTEGER, 4L),
                named().set(ClientTest.DATE, LocalDate.of(2025, 3, 1)).set(ClientTest.INTEGER, 5L)));

        List<Group<ClientTest>> groups = search().orderBy(byMonth.asc())
                .groupBy(byMonth)
                .aggregate(any, all)
                .list();

        assertThat(groups)
                .extracting(group -> group.key(byMonth), Group::count, group -> group.get(any))
                .containsExactly(tuple(2.0, 2L, true), tuple(3.0, 1L, false));
        assertThat(groups.get(0).get(all)).asInstanceOf(LIST).containsExactlyInAnyOrder(3L, 4L);
    }

    @Test
    void ofNoRecordsTheSumIsZero() {
        Aggregate<ClientTest, Instant> latest = Aggregate.max(ClientTest.DATETIME);
        assertThat(search().groupBy().aggregate(SUM, latest).list())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.count()).isZero();
                    assertThat(group.get(SUM)).isEqualTo(0L);
                    assertThat(group.get(latest)).isNull();
                });
    }

    @Test
    void groupsAreOrderedAndCounted() {
        tests().create(List.of(
                named().set(ClientTest.SELECTION, "low").set(ClientTest.INTEGER, 1L),
                named().set(ClientTest.SELECTION, "high").set(ClientTest.INTEGER, 5L)));
        assertThat(search().orderBy(SUM.desc())
                        .groupBy(BY_SELECTION)
                        .aggregate(SUM)
                        .list())
                .extracting(group -> group.key(BY_SELECTION))
                .containsExactly("high", "low");
        assertThat(search().orderBy(Order.of("selection_field", true))
                        .limit(1)
                        .groupBy(BY_SELECTION)
                        .list())
                .hasSize(1);
        assertThat(search().offset(1).limit(5).groupBy(BY_SELECTION).list()).hasSize(1);
    }

    @Test
    void groupsAreOrderedByPeriods() {
        tests().create(List.of(
                named().set(ClientTest.DATE, LocalDate.of(2024, 2, 29)),
                named().set(ClientTest.DATE, LocalDate.of(2025, 12, 31))));
        assertThat(search().orderBy(BY_MONTH.desc()).groupBy(BY_MONTH).list())
                .extracting(group -> group.key(BY_MONTH))
                .containsExactly(LocalDate.of(2025, 12, 1), LocalDate.of(2024, 2, 1));
        assertThat(search().orderBy(BY_MONTH.asc()).groupBy(BY_MONTH).list())
                .extracting(group -> group.key(BY_MONTH))
                .containsExactly(LocalDate.of(2024, 2, 1), LocalDate.of(2025, 12, 1));
    }

    @Test
    void aFieldThatIsNotStoredCannotBeGroupedBy() {
        assertThatThrownBy(
                        () -> search().groupBy(Grouping.by(ClientTest.COMPUTED)).list())
                .isInstanceOf(OdooServerException.class);
    }

    // -------------------------------------------------------------------------------------------------- related
    // records

    @Test
    void relatedRecordsAreReadAtOnce() {
        long acme = partner("Acme");
        long globex = partner("Globex");
        tests().create(List.of(
                named().set(ClientTest.PARTNER_ID, acme),
                named().set(ClientTest.PARTNER_ID, globex),
                named().set(ClientTest.PARTNER_ID, acme),
                named()));
        Model<Record> partners = odoo().model(PARTNER);

        List<ClientTest> tests = search().select(ClientTest.PARTNER_ID).list();
        Map<Long, Record> related = partners.related(tests, ClientTest.PARTNER_ID, PARTNER_NAME);

        assertThat(related).containsOnlyKeys(acme, globex);
        assertThat(Objects.requireNonNull(related.get(globex)).get(PARTNER_NAME))
                .isEqualTo("Globex");
        assertThat(partners.related(Collections.<ClientTest>emptyList(), ClientTest.PARTNER_ID, PARTNER_NAME))
                .isEmpty();
    }

    @Test
    void recordsOfAnX2manyFieldAreReadAtOnce() {
        ModelType<Record> tag = ModelType.of("odoo.client.test.tag");
        create(named().set(ClientTest.TAG_IDS, Command.create(new Values<Record>().set("name", "red"))));
        create(named().set(ClientTest.TAG_IDS, Command.create(new Values<Record>().set("name", "blue"))));
        TextField<Record> tagName = tag.charField("name");
        assertThat(odoo().model(tag)
                        .related(search().select(ClientTest.TAG_IDS).list(), ClientTest.TAG_IDS, tagName)
                        .values())
                .extracting(found -> found.get(tagName))
                .containsExactlyInAnyOrder("red", "blue");
    }

    // -------------------------------------------------------------------------------------------------- fields

    @Test
    void modelledFieldsThatTheServerLacksAreLeftOut() {
        create(named().set(ClientTest.INTEGER, 3L));
        ScalarField<ClientTest, Long> missing = ClientTest.TYPE.integerField("x_of_another_series");
        ModelType<Record> type = ModelType.of(
                TEST,
                record -> record,
                () -> List.of(
                        ModelType.of(TEST).charField("name"), ModelType.of(TEST).integerField("x_of_another_series")));

        Record record = odoo().model(type)
                .search(Domain.of("name", "=", name))
                .selectModelled()
                .one()
                .orElseThrow();

        assertThat(record.fields()).containsExactly("id", "name");
        assertThat(failure(
                        UnknownFieldException.class,
                        () -> search().select(missing).list()))
                .hasMessageContaining("x_of_another_series")
                .hasMessageContaining(TEST);
    }
}
