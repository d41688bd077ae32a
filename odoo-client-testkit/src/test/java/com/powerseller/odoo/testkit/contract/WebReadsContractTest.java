package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.CallContext;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records as the web client reads and saves them: by a specification of fields and of those of related records. */
class WebReadsContractTest extends ContractTest {
    private static final Map<String, ?> PLAIN = Map.of();

    private long id;
    private List<Long> lines = List.of();

    @BeforeEach
    void aRecord() {
        id = create(new Values<ClientTest>()
                .set("name", "web")
                .set("partner_id", 3L)
                .set("boolean_field", true)
                .set("datetime_field", "2024-01-02 03:04:05")
                .set("reference_field", "res.partner,3")
                .set("res_model", "res.partner")
                .set("res_id", 3L)
                .set(
                        "line_ids",
                        List.of(
                                List.of(0, 0, Map.of("name", "a", "quantity", 2.5)),
                                List.of(0, 0, Map.of("name", "b")))));
        lines = ((List<?>)
                        Objects.requireNonNull(read(Map.of("line_ids", PLAIN)).get("line_ids")))
                .stream().map(Long.class::cast).toList();
    }

    private Map<?, ?> read(Map<String, ?> specification) {
        List<?> rows = (List<?>) Objects.requireNonNull(
                model(TEST).call("web_read", List.of(id), Map.of("specification", specification)));
        assertThat(rows).hasSize(1);
        return (Map<?, ?>) Objects.requireNonNull(rows.get(0));
    }

    private static Map<String, ?> fields(String... names) {
        Map<String, Object> fields = new java.util.LinkedHashMap<>();
        for (String name : names) {
            fields.put(name, PLAIN);
        }
        return Map.of("fields", fields);
    }

    @Test
    void plainFieldsAreAsReadGivesThemWithoutNames() {
        assertThat(read(Map.of(
                        "name",
                        PLAIN,
                        "partner_id",
                        PLAIN,
                        "boolean_field",
                        PLAIN,
                        "datetime_field",
                        PLAIN,
                        "parent_id",
                        PLAIN)))
                .isEqualTo(Map.of(
                        "id",
                        id,
                        "name",
                        "web",
                        "partner_id",
                        3L,
                        "boolean_field",
                        true,
                        "datetime_field",
                        "2024-01-02 03:04:05",
                        "parent_id",
                        false));
    }

    @Test
    void noFieldsAreTheId() {
        assertThat(read(Map.of())).isEqualTo(Map.of("id", id));
    }

    @Test
    void aManyToOneIsARecordIfItsFieldsAreAskedFor() {
        assertThat(read(Map.of("partner_id", fields("display_name", "email"))).get("partner_id"))
                .isEqualTo(Map.of("id", 3L, "display_name", "Administrator", "email", partnerEmail()));
        assertThat(read(Map.of("partner_id", fields())).get("partner_id")).isEqualTo(Map.of("id", 3L));
        assertThat(read(Map.of("parent_id", fields("display_name"))).get("parent_id"))
                .isEqualTo(false);
    }

    private Object partnerEmail() {
        List<?> rows = (List<?>) Objects.requireNonNull(
                model("res.partner").call("read", List.of(3L), Map.of("fields", List.of("email"))));
        return Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(rows.get(0))).get("email"));
    }

    @Test
    void linesAreRecordsIfTheirFieldsAreAskedFor() {
        assertThat(read(Map.of("line_ids", fields("name", "quantity"))).get("line_ids"))
                .isEqualTo(List.of(
                        Map.of("id", lines.get(0), "name", "a", "quantity", 2.5),
                        Map.of("id", lines.get(1), "name", "b", "quantity", 0.0)));
    }

    @Test
    void linesInAnOrderUpToALimit() {
        assertThat(read(Map.of("line_ids", Map.of("order", "name desc"))).get("line_ids"))
                .isEqualTo(List.of(lines.get(1), lines.get(0)));
        assertThat(read(Map.of("line_ids", Map.of("fields", Map.of("name", PLAIN), "order", "name desc", "limit", 1)))
                        .get("line_ids"))
                .isEqualTo(List.of(Map.of("id", lines.get(1), "name", "b"), Map.of("id", lines.get(0))));
    }

    @Test
    void recordsInsideRecords() {
        Map<String, ?> inner = Map.of("test_id", fields("name"));

        assertThat(read(Map.of("line_ids", Map.of("fields", inner))).get("line_ids"))
                .isEqualTo(List.of(
                        Map.of("id", lines.get(0), "test_id", Map.of("id", id, "name", "web")),
                        Map.of("id", lines.get(1), "test_id", Map.of("id", id, "name", "web"))));
    }

    @Test
    void references() {
        assertThat(read(Map.of("reference_field", fields("display_name"), "res_id", fields("display_name"))))
                .isEqualTo(Map.of(
                        "id",
                        id,
                        "reference_field",
                        Map.of("id", Map.of("id", 3L, "model", "res.partner"), "display_name", "Administrator"),
                        "res_id",
                        Map.of("id", 3L, "display_name", "Administrator")));
        assertThat(read(Map.of("reference_field", PLAIN)).get("reference_field"))
                .isEqualTo("res.partner,3");
    }

    @Test
    void recordsThatAreGoneAreLeftOut() {
        assertThat(model(TEST).call("web_read", List.of(999_999_999L), Map.of("specification", Map.of("name", PLAIN))))
                .isEqualTo(List.of());
    }

    @Test
    void anUnknownFieldIsAnUnknownFieldException() {
        failure(UnknownFieldException.class, () -> read(Map.of("no_such_field", PLAIN)));
    }

    @Test
    void aFieldOfAnotherGroupIsAnAccessError() {
        failure(
                AccessErrorException.class,
                () -> odooAs(Role.EMPLOYEE)
                        .model(TEST)
                        .call("web_read", List.of(id), Map.of("specification", Map.of("restricted_field", PLAIN))));
    }

    // -------------------------------------------------------------------------------------------------- searching

    private Map<?, ?> search(Map<String, ?> arguments) {
        return (Map<?, ?>) Objects.requireNonNull(odoo().call(TEST, "web_search_read", List.of(), arguments));
    }

    @Test
    void aSearchTellsHowManyRecordsThereAre() {
        String name = unique();
        List<Long> ids = tests().create(List.of(
                new Values<ClientTest>().set("name", name),
                new Values<ClientTest>().set("name", name),
                new Values<ClientTest>().set("name", name)));
        List<?> domain = List.of(List.of("name", "=", name));
        Map<String, ?> plain = Map.of("name", PLAIN);

        assertThat(search(Map.of("domain", domain, "specification", plain, "limit", 1, "order", "id desc")))
                .isEqualTo(Map.of("length", 3L, "records", List.of(Map.of("id", ids.get(2), "name", name))));
        assertThat(search(Map.of("domain", domain, "specification", Map.of(), "limit", 1, "count_limit", 2))
                        .get("length"))
                .isEqualTo(2L);
        assertThat(search(Map.of("domain", domain, "specification", Map.of())).get("length"))
                .isEqualTo(3L);
        assertThat(search(Map.of("domain", domain, "specification", Map.of(), "offset", 2, "limit", 5)))
                .isEqualTo(Map.of("length", 3L, "records", List.of(Map.of("id", ids.get(2)))));
    }

    // ----------------------------------------------------------------------------------------------------- saving

    private Object save(List<Long> ids, Map<String, ?> values) {
        return Objects.requireNonNull(
                model(TEST).call("web_save", ids, Map.of("vals", values, "specification", Map.of("name", PLAIN))));
    }

    @Test
    void savingNoRecordCreatesOne() {
        String name = unique();

        List<?> rows = (List<?>) save(List.of(), Map.of("name", name));

        assertThat(rows).hasSize(1);
        assertThat(((Map<?, ?>) Objects.requireNonNull(rows.get(0))).get("name"))
                .isEqualTo(name);
    }

    @Test
    void savingARecordChangesItAndReadsIt() {
        assertThat(save(List.of(id), Map.of("name", "saved"))).isEqualTo(List.of(Map.of("id", id, "name", "saved")));
        assertThat(save(List.of(id), Map.of())).isEqualTo(List.of(Map.of("id", id, "name", "saved")));
    }

    // ------------------------------------------------------------------------------------------------------ sizes

    @Test
    void theSizeOfAFileInsteadOfTheFile() {
        assertThat(size("YWJj")).isEqualTo("3.00 bytes");
        assertThat(size("A".repeat(4000))).isEqualTo("2.93 Kb");
        assertThat(size(null)).isEqualTo(false);
    }

    private @Nullable Object size(@Nullable String base64) {
        long file = model(TEST)
                .create(new Values<Record>().set("name", "x").set("binary_field", base64 == null ? false : base64));
        List<?> rows = (List<?>)
                Objects.requireNonNull(odoo().withContext(CallContext.empty().with("bin_size", true))
                        .model(TEST)
                        .call("read", List.of(file), Map.of("fields", List.of("binary_field"))));
        return ((Map<?, ?>) Objects.requireNonNull(rows.get(0))).get("binary_field");
    }
}
