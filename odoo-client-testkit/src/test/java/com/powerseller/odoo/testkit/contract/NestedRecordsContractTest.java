package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are created with others in them, and commands that set what is no list or not shown. */
class NestedRecordsContractTest extends AccountingContractTest {
    private static final String PARTNER = "res.partner";

    private static Values<Record> named(String name, Command<?>... contacts) {
        Values<Record> values = values().set("name", name);
        return contacts.length == 0 ? values : values.set("child_ids", Arrays.asList(contacts));
    }

    private List<Object> since(long first) {
        return model(PARTNER)
                .search(Domain.of("id", ">=", first))
                .select("name")
                .orderBy(Order.of("id", false))
                .list()
                .stream()
                .<Object>map(partner -> String.valueOf(partner.get("name")))
                .toList();
    }

    @Test
    void recordsOfABatchComeBeforeThoseInThem() {
        List<Long> made = model(PARTNER)
                .create(List.of(
                        named("A", Command.create(named("A1")), Command.create(named("A2"))),
                        named("B", Command.create(named("B1"))),
                        named("C")));

        assertThat(made).containsExactly(made.get(0), made.get(0) + 1, made.get(0) + 2);
        assertThat(since(made.get(0))).containsExactly("A", "B", "C", "A1", "A2", "B1");
    }

    @Test
    void siblingsComeBeforeThoseInThem() {
        long made = model(PARTNER)
                .create(named(
                        "A", Command.create(named("A1", Command.create(named("A11")))), Command.create(named("A2"))));

        assertThat(since(made)).containsExactly("A", "A1", "A2", "A11");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6})
    void archivedLinesStayWhenTheLinesAreSet(int command) {
        long company = customer();
        long shown = model(PARTNER).create(named("on").set("parent_id", company));
        long archived =
                model(PARTNER).create(named("off").set("parent_id", company).set("active", false));

        model(PARTNER)
                .update(
                        company,
                        values().set("child_ids", List.of(command == 5 ? Command.clear() : Command.set(List.of()))));

        assertThat(value(PARTNER, shown, "parent_id")).isEqualTo(false);
        assertThat(id(read(PARTNER, archived, "parent_id"), "parent_id")).isEqualTo(company);
    }

    @Test
    void linksAreSetByLists() {
        for (Object wrong : new Object[] {5, true, 1.5, false}) {
            assertThat(failure(
                            InvalidRequestException.class,
                            () -> odoo().call(
                                            PARTNER,
                                            "create",
                                            List.of(Map.of(
                                                    "name", "x", "category_id", List.of(List.of(6, 0, wrong)))))))
                    .hasMessageContaining("object is not iterable");
        }
        long partner = customer();
        failure(
                InvalidRequestException.class,
                () -> odoo().call(
                                PARTNER,
                                "write",
                                List.of(List.of(partner), Map.of("category_id", List.of(List.of(6, 0, 5))))));
    }

    @Test
    void anAccountIsOneOfTheCompanyOfTheCall() {
        long account = model("account.account")
                .create(values().set("name", "x").set("code", code()).set("account_type", "income"));

        assertThat(value("account.account", account, "company_ids")).isEqualTo(List.of(1L));
    }

    @Test
    void anAccountBelongsToACompany() {
        assertThat(invalid(() -> model("account.account")
                        .create(values().set("name", "x")
                                .set("code", code())
                                .set("account_type", "income")
                                .set("company_ids", List.of(Command.set(List.of()))))))
                .hasMessageContaining("at least one company");
    }

    /** A number that no account has. */
    private String code() {
        String last = String.valueOf(model("account.account")
                .search(Domain.of("code", "like", "7777"))
                .select("code")
                .orderBy(Order.of("id", true))
                .limit(1)
                .list()
                .stream()
                .map(account -> account.get("code"))
                .findFirst()
                .orElse("777700"));
        return String.valueOf(Long.parseLong(last) + 1);
    }
}
