package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How contacts are shown, named and addressed. */
class PartnerNamesContractTest extends AccountingContractTest {
    private static final String PARTNER = "res.partner";
    private static final String COUNTRY = "res.country";

    private long partner(Values<Record> values) {
        return model(PARTNER).create(values);
    }

    private @Nullable Object of(long id, String field) {
        return value(PARTNER, id, field);
    }

    /** A code of two letters that no country has. */
    private String freeCode() {
        for (char first = 'a'; first <= 'z'; first++) {
            for (char second = 'a'; second <= 'z'; second++) {
                String code = "" + first + second;
                if (model(COUNTRY).search(Domain.of("code", "=ilike", code)).count() == 0) {
                    return code;
                }
            }
        }
        throw new AssertionError("all codes are taken");
    }

    private long country(String code) {
        return model(COUNTRY).create(values().set("name", unique()).set("code", code));
    }

    // ------------------------------------------------------------------------------------------ addresses

    @Test
    void countriesHaveTheirCodesInUpperCase() {
        String code = freeCode();
        long country = country(code);

        assertThat(value(COUNTRY, country, "code")).isEqualTo(code.toUpperCase(Locale.ROOT));
        model(COUNTRY).update(country, values().set("code", code));
        assertThat(value(COUNTRY, country, "code")).isEqualTo(code.toUpperCase(Locale.ROOT));
        invalid(() -> country(code));
    }

    @ParameterizedTest
    @CsvSource({
        "be, BE, Belgium, EUR, 32, false",
        "us, US, United States, USD, 1, true",
        "uk, GB, United Kingdom, GBP, 44, false",
        "jp, JP, Japan, JPY, 81, true",
        "ch, CH, Switzerland, CHF, 41, false"
    })
    void theCountriesOfTheWorldAreThere(
            String externalId, String code, String name, String currency, long phone, boolean needsState) {
        long id = model(COUNTRY).search(Domain.of("code", "=", code)).ids().get(0);

        assertThat(odoo().call("ir.model.data", "check_object_reference", List.of("base", externalId)))
                .isEqualTo(List.of(COUNTRY, id));
        assertThat(value(COUNTRY, id, "name")).isEqualTo(name);
        assertThat(value(COUNTRY, id, "phone_code")).isEqualTo(phone);
        assertThat(value(COUNTRY, id, "state_required")).isEqualTo(needsState);
        assertThat(value(COUNTRY, id, "currency_id")).asInstanceOf(LIST).last().isEqualTo(currency);
    }

    @Test
    void twoCountriesHaveNotTheSameName() {
        long country = country(freeCode());
        Object name = Objects.requireNonNull(value(COUNTRY, country, "name"));

        invalid(() -> model(COUNTRY).create(values().set("name", name).set("code", freeCode())));
    }

    @Test
    void anAddressIsWrittenAsItsCountryDoes() {
        long country = country(freeCode());
        String name = String.valueOf(value(COUNTRY, country, "name"));
        long company = partner(values().set("name", "Acme")
                .set("is_company", true)
                .set("street", "Main 1")
                .set("zip", "3000")
                .set("city", "Bern")
                .set("country_id", country));

        assertThat(of(company, "contact_address")).isEqualTo("Acme\nMain 1\n\nBern  3000\n" + name);
        assertThat(of(company, "contact_address_inline")).isEqualTo("Acme, Main 1, Bern  3000, " + name);
        model(COUNTRY).update(country, values().set("address_format", "%(street)s|%(country_name)s"));
        assertThat(of(company, "contact_address")).isEqualTo("Acme\nMain 1|" + name);
        refused(() -> model(COUNTRY).update(country, values().set("address_format", "%(nothing)s")));
    }

    @Test
    void whoHasNoAddressHasTheShapeOfOne() {
        long joe = partner(values().set("name", "Joe"));

        assertThat(of(joe, "contact_address")).isEqualTo("\n\n  \n");
        assertThat(of(joe, "contact_address_inline")).isEqualTo("");
    }

    // -------------------------------------------------------------------------------------- display names

    private String shown(long id, Map<String, ?> context) {
        var with = odoo().context();
        for (Map.Entry<String, ?> entry : context.entrySet()) {
            with = with.with(entry.getKey(), entry.getValue());
        }
        return String.valueOf(odoo().withContext(with)
                .model(PARTNER)
                .read(List.of(id), List.of("display_name"))
                .get(0)
                .get("display_name"));
    }

    @ParameterizedTest
    @CsvSource({
        "show_email, 'Acme, Ann <ann@example.com>'",
        "show_vat, 'Acme, Ann - V1'",
        "show_email show_vat, 'Acme, Ann <ann@example.com> - V1'",
        "show_address, 'Acme, Ann|Main 1|Bern  3000'",
        "show_address show_email show_vat, 'Acme, Ann <ann@example.com>|Main 1|Bern  3000| V1'",
        "show_address address_inline html_format, 'Acme, Ann|Main 1|Bern  3000'",
        "show_address_only, 'Acme, Ann'",
        "partner_display_name_hide_company, Ann",
        "formatted_display_name, 'Acme \t --Ann--'",
        "formatted_display_name show_email show_address, 'Acme \t --Ann-- \t --ann@example.com--'"
    })
    void aNameIsShownAsTheContextAsksFor(String keys, String shown) {
        assumeThat(isSince19()).isTrue();
        long company = partner(values().set("name", "Acme")
                .set("is_company", true)
                .set("street", "Main 1")
                .set("zip", "3000")
                .set("city", "Bern")
                .set("vat", "V1"));
        long ann = partner(
                values().set("name", "Ann").set("email", "ann@example.com").set("parent_id", company));
        Map<String, Object> context = new LinkedHashMap<>();
        List.of(keys.split(" ")).forEach(key -> context.put(key, true));

        assertThat(shown(ann, context).replace('\n', '|')).isEqualTo(shown);
        assertThat(of(ann, "complete_name")).isEqualTo("Acme, Ann");
    }

    @Test
    void aNameIsShownWithTheIdOfTheContact() {
        assumeThat(isSince19()).isTrue();
        long joe = partner(values().set("name", "Joe"));

        assertThat(shown(joe, Map.of("partner_show_db_id", true))).isEqualTo("Joe (" + joe + ")");
        assertThat(shown(joe, Map.of("partner_show_db_id", true, "formatted_display_name", true)))
                .isEqualTo("Joe \t --" + joe + "--");
    }

    @Test
    void whatAFakeDoesNotKnowOfNamesIsRefused() {
        assumeThat(target.isFake() && !isSince19()).isTrue();
        long joe = partner(values().set("name", "Joe"));

        assertThatThrownBy(() -> shown(joe, Map.of("show_vat", true)))
                .hasMessageContaining("FakeOdoo does not support");
        assertThat(shown(joe, Map.of("show_vat", false))).isEqualTo("Joe");
    }

    @Test
    void theNameComesBeforeTheAddressOfEmail() {
        long joe = partner(values().set("name", "Joe \"J\" \\").set("email", "\"X\" <Joe@Example.com>, b@b.example"));

        assertThat(of(joe, "email_formatted")).isEqualTo("\"Joe \\\"J\\\" \\\\\" <joe@example.com,b@b.example>");
        model(PARTNER).update(joe, values().set("email", null));
        assertThat(of(joe, "email_formatted")).isEqualTo(false);
    }

    @Test
    void spacesAroundANameAreNotShown() {
        long joe = partner(values().set("name", " Joe "));

        assertThat(of(joe, "name")).isEqualTo(" Joe ");
        assertThat(of(joe, "complete_name")).isEqualTo("Joe");
    }

    // ------------------------------------------------------------------------------- creating and copying

    @ParameterizedTest
    @CsvSource({
        "'\"Joe\" <joe@example.com>', Joe, joe@example.com",
        "Joe  Smith <JOE@Example.com>, Joe Smith, joe@example.com",
        "Joe (boss)<joe@example.com>, Joe (boss), joe@example.com",
        "'\"Smith, Joe\" <joe@example.com>', 'Smith, Joe', joe@example.com",
        "'Joe <joe@example.com>, Bob <bob@example.com>', Joe, joe@example.com",
        "Joe joe@example.com, Joe, joe@example.com",
        "Joe@Example.com, joe@example.com, joe@example.com",
        "<joe@example.com>, joe@example.com, joe@example.com",
        "Joe <joe>, Joe <joe>, false",
        "Joe  Smith, Joe  Smith, false"
    })
    void aNameMayComeWithAnAddressOfEmail(String text, String name, String email) {
        List<?> created = (List<?>) Objects.requireNonNull(odoo().call(PARTNER, "name_create", List.of(text)));

        assertThat(created.get(1)).isEqualTo(name);
        long id = (Long) Objects.requireNonNull(created.get(0));
        assertThat(of(id, "name")).isEqualTo(name);
        assertThat(of(id, "email")).hasToString(email);
    }

    @Test
    void aCopySaysSo() {
        long joe = partner(values().set("name", "Joe").set("barcode", unique()).set("street", "S"));

        long copy = model(PARTNER).copy(joe, values());

        assertThat(of(copy, "name")).isEqualTo("Joe (copy)");
        assertThat(of(copy, "street")).isEqualTo("S");
        assertThat(of(copy, "barcode")).isEqualTo(false);
    }

    @Test
    void twoPartnersHaveNotTheSameBarcode() {
        String barcode = unique();
        long joe = partner(values().set("name", "Joe").set("barcode", barcode));
        long bob = partner(values().set("name", "Bob"));

        invalid(() -> partner(values().set("name", "Ann").set("barcode", barcode)));
        invalid(() -> model(PARTNER).update(bob, values().set("barcode", barcode)));
        model(PARTNER).update(joe, values().set("active", false));
        model(PARTNER).update(bob, values().set("barcode", barcode));
        assertThat(of(bob, "barcode")).isEqualTo(barcode);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, http://example.com",
        "//example.com, http://example.com",
        "https://example.com/, https://example.com/",
        "HTTP://example.com, HTTP://example.com",
        "example.com:80, http://example.com:80",
        "example.com:80/path, example.com:80/path",
        "example.com/a?b=c d#e, http://example.com/a?b=c d#e",
        "example.com?, http://example.com",
        "/path, http:///path",
        "mailto:a@b.example, mailto:a@b.example"
    })
    void aWebsiteIsAnAddress(String website, String kept) {
        long joe = partner(values().set("name", "Joe").set("website", website));

        assertThat(of(joe, "website")).isEqualTo(kept);
        model(PARTNER).update(joe, values().set("website", null));
        model(PARTNER).update(joe, values().set("website", website));
        assertThat(of(joe, "website")).isEqualTo(kept);
    }
}
