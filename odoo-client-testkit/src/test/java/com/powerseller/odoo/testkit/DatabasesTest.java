package com.powerseller.odoo.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New databases have what those of a real Odoo 19 had that were made with the same arguments. */
class DatabasesTest {
    private final FakeOdoo fake = TestSchemas.start(FakeOdoo.builder().series("19.0"));

    @AfterEach
    void stop() {
        fake.close();
    }

    private String create(String arguments) throws Exception {
        return db("create_database", "\"master\", \"new\", false, \"en_US\", \"secret\", " + arguments);
    }

    private String db(String method, String arguments) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(fake.url() + "/jsonrpc"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"params\": {\"service\": \"db\", \"method\": \"" + method
                        + "\", \"args\": [" + arguments + "]}}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString(UTF_8))
                .body();
    }

    @Test
    void countriesAndLanguagesAreListed() throws Exception {
        assertThat(db("list_countries", "\"master\""))
                .contains("\"result\": [[\"af\", \"Afghanistan\"], [\"al\", \"Albania\"]")
                .contains("[\"zw\", \"Zimbabwe\"], [\"ax\", \"\u00c5land Islands\"]]");
        assertThat(db("list_countries", "\"wrong\"")).contains("odoo.exceptions.AccessDenied");
        assertThat(db("list_lang", "")).contains("[[\"sq_AL\", \"Albanian / Shqip\"]");
    }

    @Test
    void onlyADumpIsRestored() throws Exception {
        assertThat(db("restore", "\"master\", \"new\", \"aGVsbG8=\"")).contains("Couldn't restore database");
        assertThat(db("restore", "\"master\", \"new\", \"no base64\"")).contains("Couldn't restore database");
        assertThat(db("list", "")).doesNotContain("\"new\"");
    }

    private static Object read(OdooClient odoo, String model, long id, String field) {
        List<?> rows = (List<?>) Objects.requireNonNull(odoo.call(model, "read", List.of(List.of(id), List.of(field))));
        assertThat(rows).hasSize(1);
        Object value = ((Map<?, ?>) Objects.requireNonNull(rows.get(0))).get(field);
        return value instanceof List<?> many2one ? Objects.requireNonNull(many2one.get(1)) : String.valueOf(value);
    }

    @ParameterizedTest
    @CsvSource({
        "boss@example.com, '\"us\", \"+1555\"', United States, USD, +1555, false, boss@example.com",
        "admin, '\"JP\", null', Japan, JPY, false, Asia/Tokyo, false",
        "admin, '\"be\", \"123\"', Belgium, EUR, 123, Europe/Brussels, false",
        "admin, 'false, \"12\"', false, USD, 12, false, false"
    })
    void aCountryGivesTheCompanyItsCurrencyAndTheAdministratorATimeZone(
            String login, String more, String country, String currency, String phone, String zone, String email)
            throws Exception {
        assertThat(create("\"" + login + "\", " + more)).contains("\"result\": true");

        try (OdooClient odoo = OdooClient.builder()
                .url(fake.url())
                .database("new")
                .credentials(Credentials.password(login, "secret"))
                .build()) {
            assertThat(read(odoo, "res.company", 1, "country_id")).isEqualTo(country);
            assertThat(read(odoo, "res.company", 1, "currency_id")).isEqualTo(currency);
            assertThat(read(odoo, "res.company", 1, "phone")).isEqualTo(phone);
            assertThat(read(odoo, "res.partner", 1, "country_id")).isEqualTo(country);
            assertThat(read(odoo, "res.users", 2, "tz")).isEqualTo(zone);
            assertThat(read(odoo, "res.users", 2, "email")).isEqualTo(email);
            assertThat(odoo.model("res.currency").search().ids()).hasSize(currency.equals("USD") ? 1 : 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"'\"admin\", \"xx\"', the country xx", "'\"admin\", 1', an argument of the service db that is no text"})
    void aCountryThatIsNoneMakesNoDatabase(String arguments, String problem) throws Exception {
        assertThat(create(arguments)).contains(problem);

        assertThat(db("list", "")).contains("\"demo\"").doesNotContain("\"new\"");
    }
}
