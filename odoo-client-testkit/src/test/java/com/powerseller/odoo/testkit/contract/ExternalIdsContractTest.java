package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.error.ValidationException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Records by external ids, and tables of texts that become records and the other way round. */
class ExternalIdsContractTest extends ContractTest {
    private static final String DATA = "ir.model.data";

    private Class<? extends OdooServerException> validation() {
        return KnownDifference.USER_ERROR_FAMILY.appliesTo(protocol)
                ? UserErrorException.class
                : ValidationException.class;
    }

    private static Values<Record> data(String name, long id) {
        return new Values<Record>()
                .set("module", "contract")
                .set("name", name)
                .set("model", TEST)
                .set("res_id", id);
    }

    private Map<?, ?> row(String model, long id, String... fields) {
        List<?> rows = (List<?>)
                Objects.requireNonNull(model(model).call("read", List.of(id), Map.of("fields", List.of(fields))));
        return (Map<?, ?>) Objects.requireNonNull(rows.get(0));
    }

    private Map<?, ?> load(List<String> fields, List<?>... rows) {
        return (Map<?, ?>) Objects.requireNonNull(
                odoo().call(TEST, "load", List.of(), Map.of("fields", fields, "data", List.of(rows))));
    }

    /** The only record that rows are loaded as. */
    private long loaded(List<String> fields, List<?>... rows) {
        Map<?, ?> answer = load(fields, rows);
        assertThat(answer.get("messages")).isEqualTo(List.of());
        List<?> ids = (List<?>) Objects.requireNonNull(answer.get("ids"));
        assertThat(ids).hasSize(1);
        return (Long) Objects.requireNonNull(ids.get(0));
    }

    /** The only message about rows that are not loaded. */
    private Map<?, ?> problem(List<String> fields, List<?>... rows) {
        Map<?, ?> answer = load(fields, rows);
        assertThat(answer.get("ids")).isEqualTo(false);
        List<?> messages = (List<?>) Objects.requireNonNull(answer.get("messages"));
        assertThat(messages).hasSize(1);
        return (Map<?, ?>) Objects.requireNonNull(messages.get(0));
    }

    private List<?> export(long id, String... fields) {
        Map<?, ?> answer = (Map<?, ?>) Objects.requireNonNull(
                model(TEST).call("export_data", List.of(id), Map.of("fields_to_export", List.of(fields))));
        return (List<?>) Objects.requireNonNull(answer.get("datas"));
    }

    // ---------------------------------------------------------------------------------------------- external ids

    @Test
    void theExternalIdOfARecord() {
        if (KnownDifference.INTEGER_KEYS.appliesTo(protocol)) {
            return;
        }
        long id = create();
        assertThat(model(TEST).call("get_external_id", List.of(id), Map.of())).isEqualTo(Map.of("" + id, ""));
        String name = unique();

        model(DATA).create(data(name, id));

        assertThat(model(TEST).call("get_external_id", List.of(id), Map.of()))
                .isEqualTo(Map.of("" + id, "contract." + name));
        assertThat(odooAs(Role.EMPLOYEE).model(TEST).call("get_external_id", List.of(id), Map.of()))
                .isEqualTo(Map.of("" + id, "contract." + name));
    }

    @Test
    void theRecordsThatOdooBeginsWithHaveExternalIds() {
        assertThat(odoo().call(DATA, "check_object_reference", List.of("base", "user_admin")))
                .isEqualTo(List.of("res.users", admin().uid()));
        assertThat(odoo().call(DATA, "check_object_reference", List.of("base", "main_company")))
                .isEqualTo(List.of("res.company", 1L));
        failure(
                InvalidRequestException.class,
                () -> odoo().call(DATA, "check_object_reference", List.of("base", "no_such_record")));
    }

    @Test
    void modelsHaveExternalIdsToo() {
        List<Long> model =
                model("ir.model").search(Domain.of("model", "=", TEST)).ids();

        assertThat(model).hasSize(1);
        assertThat(row("ir.model", model.get(0), "name", "model"))
                .isEqualTo(Map.of("id", model.get(0), "name", "Client Test", "model", TEST));
    }

    @Test
    void anExternalIdShowsItsRecord() {
        long id = create(new Values<ClientTest>().set(ClientTest.NAME, "shown"));
        String name = unique();
        long data = model(DATA).create(data(name, id));

        Map<?, ?> row = row(DATA, data, "complete_name", "reference", "display_name", "noupdate");

        assertThat(row.get("complete_name")).isEqualTo("contract." + name);
        assertThat(row.get("reference")).isEqualTo(TEST + "," + id);
        assertThat(row.get("display_name")).isEqualTo("shown");
        assertThat(row.get("noupdate")).isEqualTo(false);
    }

    @Test
    void externalIdsAreUniqueAndHaveNoSpaces() {
        String name = unique();
        model(DATA).create(data(name, create()));

        failure(validation(), () -> model(DATA).create(data(name, create())));
        failure(validation(), () -> model(DATA).create(data("with a space", create())));
    }

    @Test
    void anExternalIdGoesWithItsRecord() {
        long id = create();
        String name = unique();
        model(DATA).create(data(name, id));

        tests().delete(id);

        assertThat(model(DATA).search(Domain.of("name", "=", name)).ids()).isEmpty();
    }

    @Test
    void theMetadataOfARecord() {
        long id = create();
        String name = unique();
        model(DATA).create(data(name, id));

        List<?> rows = (List<?>) Objects.requireNonNull(model(TEST).call("get_metadata", List.of(id), Map.of()));
        Map<?, ?> row = (Map<?, ?>) Objects.requireNonNull(rows.get(0));

        assertThat(row.get("id")).isEqualTo(id);
        assertThat(row.get("xmlid")).isEqualTo("contract." + name);
        assertThat(row.get("noupdate")).isEqualTo(false);
        assertThat(row.get("xmlids")).isEqualTo(List.of(Map.of("xmlid", "contract." + name, "noupdate", false)));
        assertThat(row.get("create_uid")).isEqualTo(List.of(admin().uid(), "Administrator"));
        assertThat(model(TEST).call("get_metadata", List.of(999_999_999L), Map.of()))
                .isEqualTo(List.of());
    }

    // ------------------------------------------------------------------------------------------------------ load

    @Test
    void rowsWithExternalIdsAreCreatedOnceAndThenUpdated() {
        String name = unique();
        long id = loaded(List.of("id", "name", "char_field"), List.of("contract." + name, "a", "b"));

        assertThat(loaded(List.of("id", "name"), List.of("contract." + name, "c")))
                .isEqualTo(id);

        assertThat(row(TEST, id, "name", "char_field")).isEqualTo(Map.of("id", id, "name", "c", "char_field", "b"));
    }

    @Test
    void rowsMayReferToEarlierOnes() {
        String name = unique();

        Map<?, ?> answer = load(
                List.of("id", "name", "parent_id/id"),
                List.of("contract." + name, name, ""),
                List.of("contract.a" + name, "child", "contract." + name),
                List.of("contract.b" + name, "child", "contract." + name));

        assertThat(answer.get("messages")).isEqualTo(List.of());
        List<?> ids = (List<?>) Objects.requireNonNull(answer.get("ids"));
        assertThat(ids).hasSize(3);
        assertThat(model(TEST)
                        .search(Domain.<Record>of("parent_id", "=", ids.get(0)))
                        .orderBy(Order.of("id", false))
                        .ids())
                .isEqualTo(ids.subList(1, 3));
    }

    @Test
    void rowsMayNotReferToLaterOnes() {
        String name = unique();

        assertThat(problem(
                                List.of("id", "name", "parent_id/id"),
                                List.of("", "child", "contract." + name),
                                List.of("contract." + name, name, ""))
                        .get("field"))
                .isEqualTo("parent_id");
    }

    @Test
    void anExternalIdWithoutAModuleIsOneOfTheImports() {
        String name = unique();
        long id = loaded(List.of("id", "name"), List.of(name, "a"));

        assertThat(odoo().call(DATA, "check_object_reference", List.of("__import__", name)))
                .isEqualTo(List.of(TEST, id));
    }

    @Test
    void anExternalIdOfAnotherModelIsRefused() {
        assertThat(problem(List.of("id", "name"), List.of("base.user_admin", "x"))
                        .get("message"))
                .asString()
                .contains("base.user_admin", TEST, "res.users");
    }

    @Test
    void rowsAreFoundByDatabaseId() {
        long id = create();

        assertThat(loaded(List.of(".id", "name"), List.of("" + id, "renamed"))).isEqualTo(id);

        assertThat(row(TEST, id, "name").get("name")).isEqualTo("renamed");
        Map<?, ?> problem = problem(List.of(".id", "name"), List.of("999999999", "x"));
        assertThat(problem.get("field")).isEqualTo(".id");
        assertThat(problem.get("message")).asString().contains("999999999");
    }

    @Test
    void relationsByNameByExternalIdAndByDatabaseId() {
        String name = unique();
        long partner = model("res.partner").create(new Values<Record>().set("name", name));

        long byName = loaded(List.of("name", "partner_id"), List.of("x", name));
        long byExternalId = loaded(List.of("name", "partner_id/id"), List.of("x", "base.partner_admin"));
        long byId = loaded(List.of("name", "partner_id/.id"), List.of("x", "" + partner));

        assertThat(row(TEST, byName, "partner_id").get("partner_id")).isEqualTo(List.of(partner, name));
        assertThat(row(TEST, byExternalId, "partner_id").get("partner_id")).isEqualTo(List.of(3L, "Administrator"));
        assertThat(row(TEST, byId, "partner_id").get("partner_id")).isEqualTo(List.of(partner, name));
    }

    @Test
    void aRelationThatIsNotFoundIsAMessage() {
        Map<?, ?> byName = problem(List.of("name", "partner_id"), List.of("x", "No Such Partner"));
        Map<?, ?> byExternalId = problem(List.of("name", "partner_id/id"), List.of("x", "base.no_such"));
        Map<?, ?> byId = problem(List.of("name", "partner_id/.id"), List.of("x", "999999999"));
        Map<?, ?> byText = problem(List.of("name", "partner_id/.id"), List.of("x", "abc"));

        assertThat(byName.get("message")).asString().contains("name 'No Such Partner'", "'Partner'");
        assertThat(byExternalId.get("message")).asString().contains("external id 'base.no_such'");
        assertThat(byId.get("message")).asString().contains("database id '999999999'");
        assertThat(byText.get("message")).asString().contains("'abc'");
        for (Map<?, ?> problem : List.of(byName, byExternalId, byId, byText)) {
            assertThat(problem.get("type")).isEqualTo("error");
            assertThat(problem.get("record")).isEqualTo(0L);
            assertThat(problem.get("rows")).isEqualTo(Map.of("from", 0L, "to", 0L));
            assertThat(problem.get("field")).isEqualTo("partner_id");
            assertThat(problem.get("field_name")).isEqualTo("Partner");
        }
    }

    @Test
    void aNameThatSeveralRecordsHaveIsAWarning() {
        String name = unique();
        long first = create(new Values<ClientTest>().set(ClientTest.NAME, name));
        create(new Values<ClientTest>().set(ClientTest.NAME, name));

        Map<?, ?> answer = load(List.of("name", "parent_id"), List.of("x", name));
        Map<?, ?> warning =
                (Map<?, ?>) Objects.requireNonNull(((List<?>) Objects.requireNonNull(answer.get("messages"))).get(0));
        long id = (Long) Objects.requireNonNull(((List<?>) Objects.requireNonNull(answer.get("ids"))).get(0));

        assertThat(warning.get("type")).isEqualTo("warning");
        assertThat(warning.get("field")).isEqualTo("parent_id");
        assertThat(row(TEST, id, "parent_id").get("parent_id")).isEqualTo(List.of(first, name));
    }

    @Test
    void severalTagsInOneCell() {
        String first = unique();
        String second = unique();
        long one = model("odoo.client.test.tag").create(new Values<Record>().set("name", first));
        long two = model("odoo.client.test.tag").create(new Values<Record>().set("name", second));

        long byName = loaded(List.of("name", "tag_ids"), List.of("x", first + "," + second));
        long byId = loaded(List.of("name", "tag_ids/.id"), List.of("x", one + "," + two));

        assertThat((List<?>) row(TEST, byName, "tag_ids").get("tag_ids")).hasSize(2);
        assertThat(((List<?>) Objects.requireNonNull(row(TEST, byId, "tag_ids").get("tag_ids")))
                        .containsAll(List.of(one, two)))
                .isTrue();
    }

    @Test
    void linesTakeTheRowsThatFollow() {
        Map<?, ?> answer = load(
                List.of("name", "line_ids/name", "line_ids/quantity"),
                List.of("first", "a", "1.5"),
                List.of("", "b", "2"),
                List.of("second", "c", "3"));
        List<?> ids = (List<?>) Objects.requireNonNull(answer.get("ids"));
        assertThat(ids).hasSize(2);
        List<?> lines = (List<?>) Objects.requireNonNull(
                row(TEST, (Long) Objects.requireNonNull(ids.get(0)), "line_ids").get("line_ids"));

        assertThat(lines).hasSize(2);
        assertThat(row("odoo.client.test.line", (Long) Objects.requireNonNull(lines.get(1)), "name", "quantity"))
                .isEqualTo(Map.of("id", lines.get(1), "name", "b", "quantity", 2.0));
    }

    @Test
    void aLineIsUpdatedByItsDatabaseId() {
        long id = loaded(List.of("name", "line_ids/name"), List.of("x", "a"));
        Object line =
                ((List<?>) Objects.requireNonNull(row(TEST, id, "line_ids").get("line_ids"))).get(0);

        loaded(List.of(".id", "line_ids/.id", "line_ids/name"), List.of("" + id, "" + line, "renamed"));

        assertThat(export(id, "line_ids/name")).isEqualTo(List.of(List.of("renamed")));
    }

    @Test
    void textsBecomeValuesOfTheirFields() {
        long id = loaded(
                List.of(
                        "name",
                        "integer_field",
                        "float_field",
                        "boolean_field",
                        "date_field",
                        "datetime_field",
                        "selection_field"),
                List.of("x", "5", "1.50", "TRUE", "2024-02-29", "2024-02-29 12:30:45", "Low"));

        Map<?, ?> row = row(
                TEST,
                id,
                "integer_field",
                "float_field",
                "boolean_field",
                "date_field",
                "datetime_field",
                "selection_field");

        assertThat(row.get("integer_field")).isEqualTo(5L);
        assertThat(row.get("float_field")).isEqualTo(1.5);
        assertThat(row.get("boolean_field")).isEqualTo(true);
        assertThat(row.get("date_field")).isEqualTo("2024-02-29");
        assertThat(row.get("datetime_field")).isEqualTo("2024-02-29 12:30:45");
        assertThat(row.get("selection_field")).isEqualTo("low");
    }

    @Test
    void timesAreThoseOfTheUsersZone() {
        Object answer = odoo().withTimeZone(ZoneId.of("Europe/Zurich"))
                .call(
                        TEST,
                        "load",
                        List.of(),
                        Map.of(
                                "fields",
                                List.of("name", "datetime_field"),
                                "data",
                                List.of(List.of("x", "2024-01-02 03:04:05"))));
        List<?> ids = (List<?>) Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(answer)).get("ids"));

        assertThat(row(TEST, (Long) Objects.requireNonNull(ids.get(0)), "datetime_field")
                        .get("datetime_field"))
                .isEqualTo("2024-01-02 02:04:05");
    }

    @Test
    void textsThatAreNoValuesAreMessages() {
        assertNoValue("integer_field", "abc", "Integer Field");
        assertNoValue("integer_field", "5.0", "Integer Field");
        assertNoValue("float_field", "1,5", "Float Field");
        assertNoValue("boolean_field", "maybe", "Boolean Field");
        assertNoValue("date_field", "2024-13-01", "Date Field");
        assertNoValue("datetime_field", "2024-01-01T10", "Datetime Field");
        assertNoValue("selection_field", "nope", "Selection Field");
    }

    private void assertNoValue(String field, String text, String label) {
        Map<?, ?> problem = problem(List.of("name", field), List.of("x", text));

        assertThat(problem.get("type")).isEqualTo("error");
        assertThat(problem.get("field")).isEqualTo(field);
        assertThat(problem.get("field_name")).isEqualTo(label);
        assertThat(problem.get("message")).asString().contains("'" + text + "'", "'" + label + "'");
    }

    @Test
    void oneBadRowKeepsAllOut() {
        String name = unique();

        Map<?, ?> problem = problem(List.of("name", "percent_field"), List.of(name, "5"), List.of(name, "500"));

        assertThat(problem.get("rows")).isEqualTo(Map.of("from", 1L, "to", 1L));
        assertThat(problem.get("record")).isEqualTo(1L);
        assertThat(problem.get("message")).isEqualTo("The percentage must be between 0 and 100.");
        assertThat(model(TEST).search(Domain.of("name", "=", name)).count()).isZero();
    }

    @Test
    void constraintsAreMessages() {
        String value = unique();
        Map<?, ?> required = problem(List.of("char_field"), List.of("x"));
        Map<?, ?> twice = problem(List.of("name", "unique_field"), List.of("x", value), List.of("y", value));
        Map<?, ?> constrained = problem(List.of("name", "constrained_field"), List.of("x", "invalid"));

        assertThat(required.get("field")).isEqualTo(run.target().series().equals("18.0") ? null : "name");
        assertThat(twice.get("field")).isEqualTo("unique_field");
        assertThat(twice.get("message")).isEqualTo("The unique field must be unique.");
        assertThat(constrained.get("message")).isEqualTo("The constrained field of x is invalid.");
    }

    @Test
    void anUnknownColumnIsAnError() {
        assertThat(catchThrowable(() -> load(List.of("name", "no_such_field"), List.of("x", "y"))))
                .isInstanceOf(OdooServerException.class)
                .hasMessageContaining("no_such_field");
    }

    @Test
    void noRowsAreNoRecords() {
        assertThat(load(List.of("name")).get("ids")).isEqualTo(List.of());
        assertThat(load(List.of("name")).get("nextrow")).isEqualTo(0L);
    }

    @Test
    void aRightThatIsMissingIsAMessage() {
        Map<?, ?> answer = (Map<?, ?>) Objects.requireNonNull(odooAs(Role.EMPLOYEE)
                .call(TEST, "load", List.of(), Map.of("fields", List.of("name"), "data", List.of(List.of("x")))));

        assertThat(answer.get("ids")).isEqualTo(false);
        assertThat(Objects.requireNonNull(answer.get("messages")).toString()).contains("odoo.client.test");
    }

    // ---------------------------------------------------------------------------------------------------- export

    @Test
    void recordsBecomeRowsThatCanBeLoaded() {
        String tag = unique();
        long tagId = model("odoo.client.test.tag").create(new Values<Record>().set("name", tag));
        long id = create(new Values<ClientTest>()
                .set("name", "x")
                .set("partner_id", 3L)
                .set("selection_field", "low")
                .set("boolean_field", true)
                .set("date_field", "2024-01-02")
                .set("datetime_field", "2024-01-02 03:04:05")
                .set("tag_ids", List.of(List.of(6, 0, List.of(tagId))))
                .set(
                        "line_ids",
                        List.of(
                                List.of(0, 0, Map.of("name", "a", "quantity", 2.5)),
                                List.of(0, 0, Map.of("name", "b")))));

        assertThat(export(
                        id,
                        ".id",
                        "name",
                        "partner_id",
                        "partner_id/id",
                        "partner_id/.id",
                        "tag_ids",
                        "line_ids/name",
                        "line_ids/quantity",
                        "date_field",
                        "datetime_field",
                        "boolean_field",
                        "selection_field",
                        "integer_field",
                        "char_field"))
                .isEqualTo(List.of(
                        List.of(
                                "" + id,
                                "x",
                                "Administrator",
                                "base.partner_admin",
                                "3",
                                tag,
                                "a",
                                2.5,
                                "2024-01-02",
                                "2024-01-02 03:04:05",
                                true,
                                "Low",
                                0L,
                                ""),
                        List.of("", "", "", "", "", "", "b", 0.0, "", "", "", "", "", "")));
    }

    @Test
    void recordsWithoutAnExternalIdGetOneWhenTheyAreExported() {
        long id = create();

        List<?> row = (List<?>) Objects.requireNonNull(export(id, "id").get(0));

        assertThat(row.get(0)).asString().startsWith("__export__.odoo_client_test_" + id + "_");
        assertThat(export(id, "id")).isEqualTo(List.of(row));
        assertThat(loaded(List.of("id", "name"), List.of(row.get(0), "loaded again")))
                .isEqualTo(id);
    }

    @Test
    void exportingTakesAGroup() {
        failure(
                UserErrorException.class,
                () -> odooAs(Role.EMPLOYEE)
                        .model(TEST)
                        .call("export_data", List.of(create()), Map.of("fields_to_export", List.of("name"))));
    }

    @Test
    void exportingARecordThatIsGoneIsAMissingRecord() {
        failure(MissingRecordException.class, () -> export(999_999_999L, "name"));
    }
}
