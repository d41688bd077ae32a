package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.query.Query;
import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Creating, reading, searching, changing and deleting records. */
class RecordsContractTest extends ContractTest {
    private static final long NO_RECORD = 999_999_999;

    private static Values<ClientTest> named(String name) {
        return new Values<ClientTest>().set(ClientTest.NAME, name);
    }

    /** Three records with this name, and 3, 1, 2 as their number. */
    private List<Long> three(String name) {
        return tests().create(List.of(
                named(name).set(ClientTest.INTEGER, 3L),
                named(name).set(ClientTest.INTEGER, 1L),
                named(name).set(ClientTest.INTEGER, 2L)));
    }

    private Query<ClientTest> search(String name) {
        return tests().search(ClientTest.NAME.eq(name));
    }

    // -------------------------------------------------------------------------------------------------- create

    @Test
    void creatingOneRecordGivesItsId() {
        String name = unique();
        long id = tests().create(named(name));

        assertThat(search(name).ids()).containsExactly(id);
    }

    @Test
    void creatingSeveralRecordsGivesTheirIdsInTheSameOrder() {
        List<Long> ids = tests().create(List.of(named("c"), named("a"), named("b")));

        List<String> names = new ArrayList<>();
        tests().read(ids, ClientTest.NAME).forEach(record -> names.add(record.value(ClientTest.NAME)));
        assertThat(names).containsExactly("c", "a", "b");
    }

    @Test
    void creatingNoRecordsGivesNoIds() {
        assertThat(tests().create(List.of())).isEmpty();
        assertThat(call("create", List.of())).isEqualTo(List.of());
    }

    @Test
    void createByCallAnswersAnIdForADictionaryAndIdsForAList() {
        assertThat(call("create", Map.of("name", "x"))).isInstanceOf(Long.class);
        assertThat(call("create", List.of(Map.of("name", "x")))).isInstanceOf(List.class);
    }

    @Test
    void creatingWhatAnotherUserMaySee() {
        long id = create();

        assertThat(odooAs(Role.EMPLOYEE)
                        .model(ClientTest.TYPE)
                        .read(List.of(id), ClientTest.NAME)
                        .get(0)
                        .id())
                .isEqualTo(id);
    }

    // -------------------------------------------------------------------------------------------------- read

    @Test
    void readingKeepsTheOrderOfTheIds() {
        List<Long> ids = three(unique());
        List<Long> wanted = List.of(ids.get(2), ids.get(0), ids.get(1));

        assertThat(tests().read(wanted, ClientTest.NAME))
                .extracting(ClientTest::id)
                .isEqualTo(wanted);
    }

    @Test
    void readingLeavesOutIdsThatDoNotExist() {
        long id = create();

        assertThat(tests().read(List.of(NO_RECORD, id, NO_RECORD + 1), ClientTest.NAME))
                .extracting(ClientTest::id)
                .containsExactly(id);
        assertThat(tests().read(List.of(NO_RECORD), ClientTest.NAME)).isEmpty();
    }

    @Test
    void readingAnIdTwiceGivesItTwice() {
        long id = create();

        assertThat(tests().read(List.of(id, id), ClientTest.NAME)).hasSize(2);
    }

    @Test
    void readingNoIdsGivesNoRecords() {
        assertThat(tests().read(List.of(), ClientTest.NAME)).isEmpty();
        assertThat(call("read", List.of(), List.of("name"))).isEqualTo(List.of());
    }

    @Test
    void aBareIdStandsForOneRecord() {
        long id = create(named("solo"));

        assertThat(call("names", id)).isEqualTo(List.of("solo"));
    }

    // -------------------------------------------------------------------------------------------------- search

    @Test
    void searchingOrdersLimitsAndSkips() {
        String name = unique();
        List<Long> ids = three(name);
        Query<ClientTest> ordered = search(name).orderBy(ClientTest.INTEGER.asc());

        assertThat(ordered.ids()).containsExactly(ids.get(1), ids.get(2), ids.get(0));
        assertThat(ordered.limit(2).ids()).containsExactly(ids.get(1), ids.get(2));
        assertThat(ordered.offset(1).ids()).containsExactly(ids.get(2), ids.get(0));
        assertThat(ordered.offset(1).limit(1).ids()).containsExactly(ids.get(2));
        assertThat(ordered.offset(3).ids()).isEmpty();
    }

    @Test
    void searchingOrdersBySeveralFields() {
        String name = unique();
        List<Long> ids = three(name);

        assertThat(search(name)
                        .orderBy(ClientTest.NAME.asc())
                        .orderBy(ClientTest.INTEGER.desc())
                        .ids())
                .containsExactly(ids.get(0), ids.get(2), ids.get(1));
    }

    @Test
    void searchingWithoutAnOrderUsesTheModelsOwn() {
        String name = unique();

        assertThat(search(name).ids()).isEqualTo(List.of());
        assertThat(three(name)).isEqualTo(search(name).ids());
    }

    @Test
    void recordsWithoutAValueComeLastAscendingAndFirstDescending() {
        String name = unique();
        long without = create(named(name));
        long with = create(named(name).set(ClientTest.CHAR, "x"));

        assertThat(search(name).orderBy(ClientTest.CHAR.asc()).ids()).containsExactly(with, without);
        assertThat(search(name).orderBy(ClientTest.CHAR.desc()).ids()).containsExactly(without, with);
    }

    @Test
    void countingIgnoresLimitAndOffset() {
        String name = unique();
        three(name);

        assertThat(search(name).count()).isEqualTo(3);
        assertThat(search(name).limit(1).offset(2).count()).isEqualTo(3);
        assertThat(tests().search(Domain.none()).count()).isZero();
    }

    @Test
    void searchingFetchesTheSelectedFieldsAndTheId() {
        String name = unique();
        List<Long> ids = three(name);

        ClientTest first = search(name)
                .select(ClientTest.INTEGER, ClientTest.PARTNER_ID)
                .orderBy(ClientTest.INTEGER.asc())
                .first()
                .orElseThrow();

        assertThat(first.record().fields()).containsExactlyInAnyOrder("id", "integer_field", "partner_id");
        assertThat(first.id()).isEqualTo(ids.get(1));
        assertThat(first.value(ClientTest.INTEGER)).isEqualTo(1);
    }

    @Test
    void oneIsTheOnlyRecordOrNoneOrAnError() {
        String name = unique();

        assertThat(search(name).select(ClientTest.NAME).one()).isEmpty();
        long id = create(named(name));
        assertThat(search(name).select(ClientTest.NAME).one())
                .map(ClientTest::id)
                .hasValue(id);
        create(named(name));
        assertThatThrownBy(() -> search(name).select(ClientTest.NAME).one()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void existsSaysWhetherAnythingMatches() {
        String name = unique();

        assertThat(search(name).exists()).isFalse();
        create(named(name));
        assertThat(search(name).exists()).isTrue();
    }

    @Test
    void selectAllFetchesEveryField() {
        String name = unique();
        create(named(name));

        assertThat(search(name).selectAll().first().orElseThrow().record().fields())
                .contains("char_field", "json_field", "line_ids");
    }

    // -------------------------------------------------------------------------------------------------- update, delete

    @Test
    void updatingSeveralRecordsGivesThemTheSameValues() {
        List<Long> ids = three(unique());

        tests().update(ids, new Values<ClientTest>().set(ClientTest.INTEGER, 7L));

        assertThat(tests().read(ids, ClientTest.INTEGER))
                .allMatch(record -> Long.valueOf(7).equals(record.value(ClientTest.INTEGER)));
    }

    @Test
    void updateByCallAnswersTrue() {
        assertThat(call("write", List.of(create()), Map.of("char_field", "x"))).isEqualTo(true);
        assertThat(call("write", List.of(), Map.of("char_field", "x"))).isEqualTo(true);
    }

    @Test
    void updatingALineThroughItsModel() {
        long id = create(new Values<ClientTest>()
                .set(
                        ClientTest.LINE_IDS,
                        com.powerseller.odoo.model.Command.create(new Values<Record>().set("name", "before"))));
        List<Long> lines = model("odoo.client.test.line")
                .search(Domain.of("test_id", "=", id))
                .ids();

        model("odoo.client.test.line").update(lines, new Values<Record>().set("name", "after"));

        assertThat(model("odoo.client.test.line")
                        .read(lines, List.of("name"))
                        .get(0)
                        .get("name"))
                .isEqualTo("after");
    }

    @Test
    void deletedRecordsAreGone() {
        List<Long> ids = three(unique());

        tests().delete(ids.subList(0, 2));

        assertThat(tests().exists(ids)).containsExactly(ids.get(2));
        assertThat(tests().read(ids, ClientTest.NAME)).hasSize(1);
    }

    @Test
    void archivedRecordsExistButAreNotFound() {
        String name = unique();
        long id = create(named(name));
        tests().call("action_archive", List.of(id), Map.of());

        assertThat(tests().exists(List.of(id))).containsExactly(id);
        assertThat(search(name).ids()).isEmpty();
        assertThat(search(name).count()).isZero();
        assertThat(odoo().withArchived()
                        .model(ClientTest.TYPE)
                        .search(ClientTest.NAME.eq(name))
                        .ids())
                .containsExactly(id);
        assertThat(tests().search(ClientTest.NAME.eq(name).and(ClientTest.ACTIVE.isFalse()))
                        .ids())
                .containsExactly(id);
    }

    @Test
    void existsKeepsTheOrderOfTheIds() {
        List<Long> ids = three(unique());

        assertThat(tests().exists(List.of(ids.get(1), NO_RECORD, ids.get(0)))).containsExactly(ids.get(1), ids.get(0));
        assertThat(tests().exists(List.of())).isEmpty();
    }

    // -------------------------------------------------------------------------------------------------- the rest of
    // the ORM

    @Test
    void copyingGivesTheIdOfTheCopy() {
        long id = create(new Values<ClientTest>().set(ClientTest.CHAR, "copied").set(ClientTest.NOT_COPIED, "not"));

        long copy = tests().copy(id, named("the copy"));

        assertThat(copy).isNotEqualTo(id);
        ClientTest record = tests().read(List.of(copy), ClientTest.NAME, ClientTest.CHAR, ClientTest.NOT_COPIED)
                .get(0);
        assertThat(record.value(ClientTest.NAME)).isEqualTo("the copy");
        assertThat(record.value(ClientTest.CHAR)).isEqualTo("copied");
        assertThat(record.value(ClientTest.NOT_COPIED)).isNull();
    }

    @Test
    void nameSearchFindsByAPartOfTheName() {
        String name = unique();
        List<Long> ids = three(name);

        assertThat(tests().nameSearch(name.substring(5).toUpperCase(java.util.Locale.ROOT)))
                .containsExactlyElementsOf(
                        ids.stream().map(id -> new Ref<ClientTest>(id, name)).toList());
        assertThat(tests().nameSearch(name, ClientTest.INTEGER.gt(1L), 1))
                .extracting(Ref::id)
                .containsExactly(ids.get(0));
        assertThat(tests().nameSearch(unique())).isEmpty();
    }

    @Test
    void nameCreateGivesIdAndName() {
        String name = unique();

        assertThat(odoo().call("res.partner", "name_create", List.of(name)))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .hasSize(2)
                .endsWith(name);
    }

    @Test
    void defaultsAreThoseOfTheFieldsAskedFor() {
        assertThat(tests().defaults(List.of("default_field", "active", "char_field")))
                .isEqualTo(Map.of("default_field", "the default", "active", true));
        assertThat(tests().defaults(List.of())).isEmpty();
    }

    @Test
    void fieldsKnowTheirTypeAndMore() {
        ModelSchema schema = tests().fields();

        Map<String, FieldType> expected = Map.ofEntries(
                Map.entry("char_field", FieldType.CHAR),
                Map.entry("text_field", FieldType.TEXT),
                Map.entry("html_field", FieldType.HTML),
                Map.entry("integer_field", FieldType.INTEGER),
                Map.entry("float_field", FieldType.FLOAT),
                Map.entry("monetary_field", FieldType.MONETARY),
                Map.entry("boolean_field", FieldType.BOOLEAN),
                Map.entry("date_field", FieldType.DATE),
                Map.entry("datetime_field", FieldType.DATETIME),
                Map.entry("selection_field", FieldType.SELECTION),
                Map.entry("partner_id", FieldType.MANY2ONE),
                Map.entry("line_ids", FieldType.ONE2MANY),
                Map.entry("tag_ids", FieldType.MANY2MANY),
                Map.entry("binary_field", FieldType.BINARY),
                Map.entry("reference_field", FieldType.REFERENCE),
                Map.entry("res_id", FieldType.MANY2ONE_REFERENCE),
                Map.entry("json_field", FieldType.JSON),
                Map.entry("properties_field", FieldType.PROPERTIES));
        expected.forEach(
                (name, type) -> assertThat(field(schema, name).type()).as(name).isEqualTo(type));
        assertThat(field(schema, "partner_id").relation()).isEqualTo("res.partner");
        assertThat(field(schema, "name").required()).isTrue();
    }

    private static FieldSchema field(ModelSchema schema, String name) {
        return java.util.Objects.requireNonNull(schema.fields().get(name), name);
    }

    @Test
    void fieldsOfAnotherGroupAreNotShown() {
        assertThat(tests().fields().fields()).containsKey("restricted_field");
        assertThat(odooAs(Role.EMPLOYEE).model(ClientTest.TYPE).fields().fields())
                .doesNotContainKey("restricted_field");
    }

    @Test
    void postingAMessageGivesItsIdAndKeepsThePlainText() {
        long partner = model("res.partner").create(new Values<Record>().set("name", unique()));

        long message = model("res.partner").postMessage(partner, "1 < 2 & <b>not bold</b>");

        Record read = model("mail.message")
                .read(List.of(message), List.of("body", "res_id", "model"))
                .get(0);
        assertThat(read.get("res_id")).isEqualTo(partner);
        assertThat(read.get("model")).isEqualTo("res.partner");
        assertThat(read.get("body")).isEqualTo("<p>1 &lt; 2 &amp; &lt;b&gt;not bold&lt;/b&gt;</p>");
    }

    @Test
    void loadingImportsRowsAndSaysWhatIsWrongWithThem() {
        String name = unique();

        Map<?, ?> good = (Map<?, ?>) java.util.Objects.requireNonNull(
                call("load", List.of("name", "integer_field"), List.of(List.of(name, "1"), List.of(name, "2"))));
        assertThat(good.get("ids")).isEqualTo(search(name).ids());
        Map<?, ?> bad = (Map<?, ?>) java.util.Objects.requireNonNull(
                call("load", List.of("name", "integer_field"), List.of(List.of(name, "x"))));
        assertThat(bad.get("ids")).isEqualTo(false);
        assertThat((List<?>) bad.get("messages")).hasSize(1);
    }

    @Test
    void groupingCountsAndSums() {
        String name = unique();
        three(name);

        assertThat(callNamed(
                        "formatted_read_group",
                        Map.of(
                                "domain", ClientTest.NAME.eq(name),
                                "groupby", List.of("name"),
                                "aggregates", List.of("__count", "integer_field:sum"))))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .singleElement()
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("name", name)
                .containsEntry("__count", 3L)
                .containsEntry("integer_field:sum", 6L);
    }

    @Test
    void orderingByAFieldWithoutAConstant() {
        String name = unique();
        List<Long> ids = three(name);

        assertThat(search(name).orderBy(Order.of("id", true)).ids())
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));
    }

    @ParameterizedTest
    @CsvSource({"crm.lead,name", "res.partner,name", "product.product,name", "product.template,name", "account.move,ref"
    })
    void aReadWithoutFieldsHasThoseThatAreKnown(String name, String field) {
        long id = model(name).create(new Values<Record>().set(field, unique()));

        Object read = model(name).call("read", List.of(id), Map.of());
        Object found = odoo().call(name, "search_read", List.of(), Map.of("domain", List.of(List.of("id", "=", id))));

        for (Object rows : List.of(Objects.requireNonNull(read), Objects.requireNonNull(found))) {
            assertThat((List<?>) rows).hasSize(1);
            Map<?, ?> row = (Map<?, ?>) Objects.requireNonNull(((List<?>) rows).get(0));
            assertThat(row.get("id")).isEqualTo(id);
            assertThat(row.get("name")).isNotNull();
            assertThat(row.get("create_date")).isNotNull();
        }
    }
}
