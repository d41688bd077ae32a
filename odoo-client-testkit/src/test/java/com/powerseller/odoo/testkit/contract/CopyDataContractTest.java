package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.UnknownMethodException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Methods of every model that few people call: {@code copy_data}, {@code toggle_active}, {@code check_access_rule}, and those that no model has. */
class CopyDataContractTest extends ContractTest {
    private static final long NOBODY = 99_999_999;

    private long record(String name) {
        return create(new Values<ClientTest>().set(ClientTest.NAME, name));
    }

    private Map<String, Object> copied(long id, Map<String, ?> changes) {
        Object copies = odoo().call(TEST, "copy_data", List.of(List.of(id)), Map.of("default", changes));
        Object copy = copies instanceof List<?> list ? list.get(0) : copies;
        Map<String, Object> values = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(copy)).forEach((name, value) -> values.put((String) name, value));
        return values;
    }

    // -------------------------------------------------------------------------------------- copy_data

    @Test
    void aCopyIsMadeOfTheValuesThatAreCopied() {
        long red = model(TEST + ".tag").create(new Values<Record>().set("name", "red"));
        long id = create(new Values<ClientTest>()
                .set("name", "a")
                .set("integer_field", 7)
                .set("date_field", "2024-02-29")
                .set("datetime_field", "2024-02-29 12:30:45")
                .set("partner_id", 3)
                .set("selection_field", "low")
                .set("not_copied_field", "no")
                .set("company_dependent_field", "no")
                .set("unique_field", unique())
                .set("tag_ids", List.of(List.of(6, 0, List.of(red))))
                .set("line_ids", List.of(List.of(0, 0, Map.of("name", "line")))));

        Map<String, Object> copy = copied(id, Map.of());

        assertThat(copy)
                .containsEntry("name", "a")
                .containsEntry("integer_field", 7L)
                .containsEntry("float_field", 0.0)
                .containsEntry("monetary_field", 0.0)
                .containsEntry("percent_field", 0L)
                .containsEntry("res_id", 0L)
                .containsEntry("char_field", false)
                .containsEntry("date_field", "2024-02-29")
                .containsEntry("datetime_field", "2024-02-29 12:30:45")
                .containsEntry("partner_id", 3L)
                .containsEntry("selection_field", "low")
                .containsEntry("active", true)
                .containsEntry("tag_ids", List.of(List.of(6L, 0L, List.of(red))));
        assertThat(copy.keySet())
                .containsExactlyInAnyOrder(
                        "name",
                        "active",
                        "parent_id",
                        "group_id",
                        "char_field",
                        "sized_char_field",
                        "translated_field",
                        "text_field",
                        "html_field",
                        "integer_field",
                        "big_integer_field",
                        "float_field",
                        "float_digits_field",
                        "currency_id",
                        "monetary_field",
                        "boolean_field",
                        "date_field",
                        "datetime_field",
                        "selection_field",
                        "partner_id",
                        "company_id",
                        "tag_ids",
                        "binary_field",
                        "binary_column_field",
                        "image_field",
                        "reference_field",
                        "res_model",
                        "res_id",
                        "json_field",
                        "default_field",
                        "readonly_field",
                        "restricted_field",
                        "secret",
                        "percent_field",
                        "constrained_field");
    }

    @Test
    void whatIsGivenTakesThePlaceOfWhatIsCopied() {
        assertThat(copied(record("a"), Map.of("name", "z", "nosuch", 1)))
                .containsEntry("name", "z")
                .containsEntry("nosuch", 1L);
    }

    @Test
    void noTagsAreTagsToSet() {
        assertThat(copied(record("a"), Map.of())).containsEntry("tag_ids", List.of(List.of(6L, 0L, List.of())));
    }

    @Test
    void eachRecordHasItsCopy() {
        List<Long> ids = List.of(record("a"), record("b"));

        Object copies = odoo().call(TEST, "copy_data", List.of(ids));

        assertThat((List<?>) copies)
                .extracting(copy -> ((Map<?, ?>) copy).get("name"))
                .isEqualTo(List.of("a", "b"));
        assertThat(callNamed("search_count", Map.of("domain", List.of(List.of("id", ">", ids.get(1))))))
                .isEqualTo(0L);
    }

    @Test
    void ofARecordThatIsGoneThereIsNoCopy() {
        failure(MissingRecordException.class, () -> call("copy_data", List.of(NOBODY)));
    }

    // ---------------------------------------------------------------------------------- toggle_active

    @Test
    void activeRecordsAreArchivedAndArchivedOnesBroughtBack() {
        long active = record("a");
        long archived = create(new Values<ClientTest>().set("name", "b").set("active", false));

        Object unused = call("toggle_active", List.of(active, archived));

        assertThat(odoo().call(TEST, "read", List.of(List.of(active, archived), List.of("active"))))
                .isEqualTo(List.of(Map.of("id", active, "active", false), Map.of("id", archived, "active", true)));
    }

    // ------------------------------------------------------------------------------ check_access_rule

    @Test
    void whoMayIsToldNothing() {
        assertThat(tests().call("check_access_rule", List.of(record("a")), Map.of("operation", "write")))
                .isNull();
    }

    @Test
    void whoMayNotIsRefused() {
        long secret = create(new Values<ClientTest>().set("name", "a").set("secret", true));

        failure(
                AccessErrorException.class,
                () -> odooAs(Role.EMPLOYEE)
                        .model(TEST)
                        .call("check_access_rule", List.of(secret), Map.of("operation", "read")));
    }

    // --------------------------------------------------------------------------------- unknown methods

    @Test
    void aMethodThatAModelDoesNotHaveIsNamed() {
        for (String model : List.of("res.partner", "res.users", "account.move", "res.country", "ir.attachment")) {
            failure(UnknownMethodException.class, () -> odoo().call(model, "nosuch", List.of(List.of(1))));
        }
    }

    @Test
    void aFieldIsNoMethod() {
        failure(UnknownMethodException.class, () -> odoo().call("res.partner", "name", List.of(List.of(1))));
    }
}
