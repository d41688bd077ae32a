package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Reference;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same call means the same over each protocol: the same value, of the same Java types, down to the last key; or the same error, with the same words. */
class ProtocolsAgreeContractTest extends ContractTest {
    /** The outcome over this protocol, against that over the next one. */
    private void agree(Function<OdooClient, @Nullable Object> call) {
        Protocol other = switch (protocol) {
            case JSON2 -> Protocol.JSON_RPC;
            case JSON_RPC -> Protocol.XML_RPC;
            case XML_RPC, AUTO -> isSince19() ? Protocol.JSON2 : Protocol.JSON_RPC;
        };
        assertThat(outcome(odoo(), call)).isEqualTo(outcome(run.client(other, Role.ADMIN), call));
    }

    private static @Nullable Object outcome(OdooClient client, Function<OdooClient, @Nullable Object> call) {
        try {
            return call.apply(client);
        } catch (OdooServerException e) {
            return List.of(e.getClass(), e.serverMessage());
        }
    }

    private void agreeOnCall(String model, String method, Object... args) {
        agree(odoo -> odoo.call(model, method, List.of(args)));
    }

    private long full() {
        return create(new Values<ClientTest>()
                .set(ClientTest.CHAR, "é😀")
                .set(ClientTest.HTML, "<p>a&amp;b</p>")
                .set(ClientTest.INTEGER, -5L)
                .set(ClientTest.BIG_INTEGER, 1L << 40)
                .set(ClientTest.FLOAT, 0.1 + 0.2)
                .set(ClientTest.MONETARY, new BigDecimal("12.30"))
                .set(ClientTest.BOOLEAN, true)
                .set(ClientTest.DATE, LocalDate.of(2024, 2, 29))
                .set(ClientTest.DATETIME, Instant.parse("2024-12-31T23:59:59Z"))
                .set(ClientTest.SELECTION, "high")
                .set(ClientTest.PARTNER_ID, 1L)
                .set(ClientTest.LINE_IDS, Command.create(new Values<Record>().set("name", "l")))
                .set(ClientTest.TAG_IDS, Command.create(new Values<Record>().set("name", "t")))
                .set(ClientTest.BINARY, new byte[] {0, 1, 2})
                .set(ClientTest.REFERENCE, new Reference("res.partner", 1))
                .set(ClientTest.JSON, JsonValue.of(Map.of("a", List.of(1L, 0.5, "x"))))
                .set(ClientTest.COMPANY_DEPENDENT, "c"));
    }

    @Test
    void onEveryFieldOfAFullRecord() {
        agreeOnCall(TEST, "read", List.of(full()));
    }

    @Test
    void onEveryFieldOfAnEmptyRecord() {
        agreeOnCall(TEST, "read", List.of(create()));
    }

    @Test
    void onTypedRecords() {
        long id = full();

        agree(odoo -> odoo.model(ClientTest.TYPE)
                .read(List.of(id), ClientTest.PARTNER_ID, ClientTest.TAG_IDS, ClientTest.FLOAT, ClientTest.BIG_INTEGER)
                .get(0)
                .record()
                .toMap());
    }

    @Test
    void onReadWithoutDisplayNames() {
        agreeOnCall(TEST, "read", List.of(full()), List.of("partner_id", "currency_id"), "none");
    }

    @Test
    void onSearchesAndCounts() {
        agreeOnCall("res.partner", "search", List.of());
        agreeOnCall("res.partner", "search_count", List.of(List.of("active", "=", true)));
        agreeOnCall("res.country", "search_read", List.of(List.of("code", "in", List.of("CH", "FR"))), List.of());
    }

    @Test
    void onNames() {
        agreeOnCall("res.country", "name_search", "land", List.of(), "ilike", 5);
    }

    @Test
    void onFields() {
        agreeOnCall(TEST, "fields_get");
        agreeOnCall(
                "res.partner",
                "fields_get",
                List.of("name", "lang", "country_id"),
                List.of("type", "selection", "domain"));
    }

    @Test
    void onDefaults() {
        agreeOnCall("res.partner", "default_get", List.of("name", "lang", "company_id", "active", "type"));
    }

    @Test
    void onGroups() {
        agreeOnCall(
                "res.country",
                "formatted_read_group",
                List.of(),
                List.of("currency_id"),
                List.of("__count", "id:max"),
                List.of(),
                0,
                10,
                "currency_id");
    }

    @Test
    void onMetadata() {
        agreeOnCall("res.users", "get_metadata", List.of(admin().uid()));
    }

    @Test
    void onExports() {
        agreeOnCall(
                "res.users", "export_data", List.of(admin().uid()), List.of("id", ".id", "login", "company_ids/.id"));
    }

    @Test
    void onWebReads() {
        long id = full();

        agreeOnCall(
                TEST,
                "web_read",
                List.of(id),
                Map.of(
                        "name", Map.of(),
                        "partner_id", Map.of("fields", Map.of("display_name", Map.of())),
                        "line_ids", Map.of("fields", Map.of("name", Map.of(), "quantity", Map.of()))));
        agreeOnCall(
                TEST,
                "web_search_read",
                List.of(List.of("id", "=", id)),
                Map.of("name", Map.of(), "date_field", Map.of()));
    }

    @Test
    void onDefaultsOfForms() {
        agreeOnCall(
                TEST,
                "onchange",
                List.of(),
                Map.of(),
                List.of(),
                Map.of("default_field", Map.of(), "active", Map.of()));
    }

    @Test
    void onLoads() {
        agreeOnCall(TEST, "load", List.of("name", "date_field"), List.of(List.of("x", "no date")));
    }

    @Test
    void onAccess() {
        agreeOnCall(TEST, "has_access", List.of(), "write");
        agreeOnCall(TEST, "check_access_rights", "unlink", false);
    }

    @Test
    void onWhoIsCalling() {
        agreeOnCall(TEST, "whoami");
        agree(odoo -> odoo.withLang("fr_FR").call(TEST, "whoami", List.of()));
        agree(OdooClient::uid);
        agree(OdooClient::version);
    }

    @Test
    void onTheTextOfErrors() {
        for (String kind : List.of(
                "user", "access", "access_denied", "redirect", "value", "key", "zero_division", "session_expired")) {
            agreeOnCall(TEST, "raise_error", kind);
        }
        agreeOnCall(TEST, "search", List.of(List.of("no_such_field", "=", 1)));
        agreeOnCall(TEST, "write", List.of(create()), Map.of("no_such_field", 1));
        agreeOnCall(TEST, "names", List.of(999_999_999));
        agreeOnCall(TEST, "search", "no domain");
    }

    @Test
    void onWhatAModuleSees() {
        agreeOnCall(TEST, "echo", List.of(1, 0.5, "x", true, List.of(), Map.of("a", Map.of())));
    }
}
