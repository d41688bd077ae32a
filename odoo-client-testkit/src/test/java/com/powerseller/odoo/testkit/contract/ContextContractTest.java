package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.CallContext;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Order;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The context of a client reaches the server with each call, and only with that client's. */
class ContextContractTest extends ContractTest {
    private static Map<?, ?> whoami(OdooClient client) {
        return (Map<?, ?>) Objects.requireNonNull(client.call(TEST, "whoami", List.of()));
    }

    private List<Long> companies() {
        return model("res.company").search().orderBy(Order.of("id", false)).ids();
    }

    @Test
    void withoutAContextTheUsersOwnSettingsHold() {
        assertThat(whoami(odoo()).get("context")).isEqualTo(Map.of());
    }

    @Test
    void theLanguage() {
        assertThat(whoami(odoo().withLang("fr_FR")).get("lang")).isEqualTo("fr_FR");
    }

    @Test
    void theTimeZone() {
        assertThat(whoami(odoo().withTimeZone(ZoneId.of("Europe/Zurich"))).get("tz"))
                .isEqualTo("Europe/Zurich");
    }

    @Test
    void theCompaniesOfWhichTheFirstIsTheCurrentOne() {
        List<Long> companies = companies();
        Map<?, ?> both = whoami(odoo().withCompany(companies.get(1), companies.get(0)));

        assertThat(both.get("company_id")).isEqualTo(companies.get(1));
        assertThat(both.get("company_ids")).isEqualTo(List.of(companies.get(1), companies.get(0)));
        assertThat(whoami(odoo().withCompany(companies.get(1))).get("company_ids"))
                .isEqualTo(List.of(companies.get(1)));
    }

    @Test
    void anyOtherEntry() {
        CallContext context = CallContext.empty().with("key", Map.of("a", List.of(1L, true, "x")));

        assertThat(whoami(odoo().withContext(context)).get("context")).isEqualTo(context.asMap());
    }

    @Test
    void derivedContextsAddUpAndLeaveTheClientAlone() {
        OdooClient client = odoo().withLang("fr_FR");
        OdooClient derived = client.withTimeZone(ZoneId.of("UTC")).withArchived();

        assertThat(whoami(derived).get("context"))
                .isEqualTo(Map.of("lang", "fr_FR", "tz", "UTC", "active_test", false));
        assertThat(whoami(client).get("context")).isEqualTo(Map.of("lang", "fr_FR"));
    }

    @Test
    void theContextOfACallIsAddedAndWins() {
        Map<?, ?> who = (Map<?, ?>) Objects.requireNonNull(odoo().withLang("fr_FR")
                .withTimeZone(ZoneId.of("UTC"))
                .call(TEST, "whoami", List.of(), Map.of("context", Map.of("lang", "en_US", "x", 1))));

        assertThat(who.get("context")).isEqualTo(Map.of("lang", "en_US", "tz", "UTC", "x", 1L));
    }

    @Test
    void defaultsOfFields() {
        OdooClient client = odoo().withContext(CallContext.empty().with("default_char_field", "from the context"));

        long id = client.model(ClientTest.TYPE).create(new Values<ClientTest>().set(ClientTest.NAME, "x"));

        assertThat(tests().read(List.of(id), ClientTest.CHAR).get(0).value(ClientTest.CHAR))
                .isEqualTo("from the context");
    }

    @Test
    void theLanguageOfFieldLabels() {
        assertThat(Objects.requireNonNull(odoo().withLang("fr_FR")
                                .model("res.partner")
                                .fields()
                                .fields()
                                .get("name"))
                        .label())
                .isEqualTo("Nom");
        assertThat(Objects.requireNonNull(odoo().withLang("en_US")
                                .model("res.partner")
                                .fields()
                                .fields()
                                .get("name"))
                        .label())
                .isEqualTo("Name");
    }
}
