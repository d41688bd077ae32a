package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Companies and their contacts. */
class PartnersContractTest extends AccountingContractTest {
    private static final String PARTNER = "res.partner";

    private long partner(Values<Record> values) {
        return model(PARTNER).create(values);
    }

    private long company() {
        return partner(values().set("name", "Acme")
                .set("is_company", true)
                .set("street", "Main 1")
                .set("city", "Bern")
                .set("zip", "3000"));
    }

    private long contact(long company, Values<Record> more) {
        return partner(more.set("parent_id", company));
    }

    private List<@Nullable Object> of(long id, String... fields) {
        Record read = read(PARTNER, id, fields);
        return Stream.of(fields).<@Nullable Object>map(read::get).toList();
    }

    @Test
    void aContactIsNamedWithItsCompany() {
        long company = company();
        long contact = contact(company, values().set("name", "Anna"));

        assertThat(of(contact, "display_name", "complete_name", "commercial_company_name", "parent_name"))
                .containsExactly("Acme, Anna", "Acme, Anna", "Acme", "Acme");
        assertThat(of(company, "display_name", "commercial_company_name")).containsExactly("Acme", "Acme");
        model(PARTNER).update(company, values().set("name", "Acme AG"));
        assertThat(of(contact, "display_name", "complete_name", "commercial_company_name"))
                .containsExactly("Acme AG, Anna", "Acme AG, Anna", "Acme AG");
        assertThat(model(PARTNER)
                        .search(Domain.of("complete_name", "=", "Acme AG, Anna"))
                        .ids())
                .contains(contact);
    }

    @Test
    void anAddressWithoutANameIsNamedByItsType() {
        String type = run.target().series().equals("19.0") ? "Invoice" : "Invoice Address";

        long address = contact(company(), values().set("type", "invoice"));

        assertThat(of(address, "display_name")).containsExactly("Acme, " + type);
    }

    @Test
    void aContactOfNobodyMayNameACompany() {
        long joe = partner(values().set("name", "Joe").set("company_name", "Joes Inc"));

        assertThat(of(joe, "display_name", "commercial_company_name")).containsExactly("Joes Inc, Joe", "Joes Inc");
    }

    @Test
    void aContactNeedsAName() {
        invalid(() -> partner(values().set("email", "a@b.example")));
    }

    @Test
    void theCommercialPartnerIsTheNextCompanyAbove() {
        long company = company();
        long below = partner(values().set("name", "Sub").set("is_company", true).set("parent_id", company));
        long contact = contact(below, values().set("name", "Deep"));
        long deeper = contact(contact, values().set("name", "Deeper"));

        assertThat(id(read(PARTNER, deeper, "commercial_partner_id"), "commercial_partner_id"))
                .isEqualTo(below);
        assertThat(of(deeper, "display_name")).containsExactly("Sub, Deeper");
        model(PARTNER).update(below, values().set("is_company", false));
        assertThat(id(read(PARTNER, deeper, "commercial_partner_id"), "commercial_partner_id"))
                .isEqualTo(company);
    }

    @Test
    void theTypeOfCompanyIsWritten() {
        long id = partner(values().set("name", "Z").set("company_type", "company"));

        assertThat(of(id, "is_company", "company_type")).containsExactly(true, "company");
        model(PARTNER).update(id, values().set("company_type", "person"));
        assertThat(of(id, "is_company")).containsExactly(false);
    }

    @Test
    void aContactHasTheAddressOfItsCompanyAndOtherAddressesTheirOwn() {
        long company = company();
        long contact = contact(company, values().set("name", "Anna").set("street", "Own 5"));
        long delivery = contact(company, values().set("type", "delivery").set("street", "Dock"));

        assertThat(of(contact, "street", "city", "zip")).containsExactly("Main 1", "Bern", "3000");
        assertThat(of(delivery, "street", "city")).containsExactly("Dock", false);
        model(PARTNER).update(company, values().set("street", "New 2"));
        assertThat(of(contact, "street")).containsExactly("New 2");
        assertThat(of(delivery, "street")).containsExactly("Dock");
    }

    @Test
    void whoJoinsACompanyTakesItsAddressAndKeepsItWhenLeaving() {
        long company = company();
        long anna = partner(values().set("name", "Anna").set("street", "Home"));

        model(PARTNER).update(anna, values().set("parent_id", company));
        assertThat(of(anna, "street", "display_name")).containsExactly("Main 1", "Acme, Anna");
        model(PARTNER).update(anna, values().set("parent_id", null));
        assertThat(of(anna, "street", "display_name")).containsExactly("Main 1", "Anna");
        assertThat(id(read(PARTNER, anna, "commercial_partner_id"), "commercial_partner_id"))
                .isEqualTo(anna);
    }

    @Test
    void theAddressOfAContactIsItsCompanysSinceSeries19() {
        assumeThat(run.target().series()).isEqualTo("19.0");
        long company = company();
        long anna = contact(company, values().set("name", "Anna"));
        long bob = contact(company, values().set("name", "Bob"));

        model(PARTNER).update(anna, values().set("street", "Moved"));

        assertThat(of(company, "street")).containsExactly("Moved");
        assertThat(of(bob, "street")).containsExactly("Moved");
    }

    @Test
    void contactsHaveTheTaxNumberOfTheirCompany() {
        long company = company();
        model(PARTNER).update(company, values().set("vat", "X1"));
        long contact = contact(company, values().set("name", "Anna"));
        assertThat(of(contact, "vat")).containsExactly("X1");

        model(PARTNER).update(company, values().set("vat", "X2"));

        assertThat(of(contact, "vat")).containsExactly("X2");
    }

    @Test
    void contactsAreCreatedWithTheirCompany() {
        long company = partner(values().set("name", "P")
                .set("is_company", true)
                .set("street", "S1")
                .set(
                        "child_ids",
                        List.of(
                                Command.create(values().set("name", "C1")),
                                Command.create(values().set("name", "C2")
                                        .set("type", "invoice")
                                        .set("street", "x")))));

        List<?> children = (List<?>)
                java.util.Objects.requireNonNull(of(company, "child_ids").get(0));
        assertThat(of((Long) children.get(0), "name", "street")).containsExactly("C1", "S1");
        assertThat(of((Long) children.get(1), "name", "street")).containsExactly("C2", "x");
    }

    @Test
    void nobodyIsBelowOneself() {
        long company = company();
        long contact = contact(company, values().set("name", "Anna"));

        invalid(() -> model(PARTNER).update(company, values().set("parent_id", contact)));
    }

    @Test
    void archivingACompanyLeavesItsContacts() {
        long company = company();
        long contact = contact(company, values().set("name", "Anna"));

        run(PARTNER, "action_archive", company);

        assertThat(of(company, "active")).containsExactly(false);
        assertThat(of(contact, "active")).containsExactly(true);
    }

    @ParameterizedTest
    @CsvSource({
        "Joe@Example.COM, joe@example.com",
        "'\"Joe, D\" <Joe@Example.COM>', joe@example.com",
        "'A@b.c, d@e.f', a@b.c",
        "JOSÉ@Example.COM, JOSÉ@example.com",
        "nonsense, false"
    })
    void anAddressOfEmailIsFoundHoweverItIsWritten(String email, String normalized) {
        long id = partner(values().set("name", unique()).set("email", email));

        assertThat(of(id, "email_normalized").get(0)).hasToString(normalized);
        assertThat(found(id, "email_normalized", normalized)).isEqualTo(!normalized.equals("false"));
        model(PARTNER).update(id, values().set("email", "other@example.com"));
        assertThat(found(id, "email_normalized", "other@example.com")).isTrue();
    }

    @Test
    void aSearchByWhatAFakeDoesNotWorkOutIsRefusedAndFindsNotNothing() {
        long id = partner(values().set("name", unique()).set("phone", "+12025550123"));

        if (target.isFake()) {
            assertThatThrownBy(() -> found(id, "phone_sanitized", "+12025550123"))
                    .hasMessageContaining("FakeOdoo does not support");
        } else {
            assertThat(found(id, "phone_sanitized", "+12025550123")).isTrue();
        }
    }

    private boolean found(long id, String field, String value) {
        return model(PARTNER).search(Domain.of(field, "=", value)).ids().contains(id);
    }
}
