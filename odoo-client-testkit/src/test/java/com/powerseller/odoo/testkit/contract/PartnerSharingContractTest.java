package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What companies and their contacts share, over more than one level. */
class PartnerSharingContractTest extends AccountingContractTest {
    private static final String PARTNER = "res.partner";

    private long partner(Values<Record> values) {
        return model(PARTNER).create(values);
    }

    private long company(@Nullable String street, @Nullable String vat) {
        return partner(values().set("name", "Acme")
                .set("is_company", true)
                .set("street", street)
                .set("vat", vat));
    }

    private long below(long parent) {
        return partner(values().set("name", "Anna").set("parent_id", parent));
    }

    private long below(long parent, String type) {
        return partner(values().set("name", "Anna").set("type", type).set("parent_id", parent));
    }

    private void update(long id, Values<Record> values) {
        model(PARTNER).update(id, values);
    }

    /** The street and the tax number; {@code false} where there is none. */
    private void has(long id, Object street, Object vat) {
        Record read = read(PARTNER, id, "street", "vat");
        assertThat(List.of(String.valueOf(read.get("street")), String.valueOf(read.get("vat"))))
                .containsExactly(String.valueOf(street), String.valueOf(vat));
    }

    @Test
    void anAddressGoesOneLevelDownAndATaxNumberToAll() {
        long company = company("S1", "V1");
        long anna = below(company);
        long bob = below(anna);
        long carl = below(bob);
        has(carl, "S1", "V1");

        update(company, values().set("street", "S2").set("vat", "V2"));

        has(anna, "S2", "V2");
        has(bob, "S1", "V2");
        has(carl, "S1", "V2");
    }

    @Test
    void aCompanyBelowHasTheAddressButATaxNumberOfItsOwn() {
        long company = company("S1", "V1");
        long below = partner(values().set("name", "Sub").set("is_company", true).set("parent_id", company));
        long anna = below(below);
        has(below, "S1", false);

        update(company, values().set("street", "S2").set("vat", "V2"));
        has(below, "S2", false);
        has(anna, "S1", false);
        update(below, values().set("vat", "VB"));
        has(anna, "S1", "VB");
        has(company, "S2", "V2");
    }

    @Test
    void theTaxNumberGoesToAddressesOfOtherTypes() {
        long company = company("S1", "V1");
        long invoice = below(company, "invoice");
        long deeper = below(invoice);
        has(invoice, false, "V1");
        has(deeper, false, "V1");

        update(company, values().set("street", "S2").set("vat", "V2"));

        has(invoice, false, "V2");
        has(deeper, false, "V2");
    }

    @Test
    void aPersonGivesItsContactsAsACompanyDoes() {
        long person = partner(values().set("name", "Joe").set("street", "S1").set("vat", "V1"));
        long below = below(person);
        has(below, "S1", "V1");

        update(person, values().set("street", "S2").set("vat", "V2"));

        has(below, "S2", "V2");
    }

    @Test
    void whoIsMovedBringsTheTaxNumberToThoseBelow() {
        long company = company("S1", "V1");
        long anna = partner(values().set("name", "Anna"));
        long bob = below(anna);

        update(anna, values().set("parent_id", company));

        has(anna, "S1", "V1");
        has(bob, false, "V1");
    }

    @Test
    void archivedContactsKeepWhatTheyHave() {
        long company = company("S1", "V1");
        long anna = below(company);
        update(anna, values().set("active", false));

        update(company, values().set("street", "S2").set("vat", "V2"));

        has(anna, "S1", "V1");
    }

    @Test
    void onlyWhatIsWrittenGoesDown() {
        long company = company("S1", null);
        long address = partner(values().set("name", "Anna")
                .set("type", "other")
                .set("city", "Bern")
                .set("parent_id", company));
        update(company, values().set("street", null));
        update(address, values().set("type", "contact"));

        update(company, values().set("street", "S2"));

        assertThat(value(PARTNER, address, "street")).isEqualTo("S2");
        assertThat(value(PARTNER, address, "city")).isEqualTo("Bern");
    }

    @Test
    void contactsOfContactsAreCreatedBeforeThereIsAnAddress() {
        long company = partner(values().set("name", "Acme")
                .set("is_company", true)
                .set("street", "S1")
                .set("vat", "V1")
                .set(
                        "child_ids",
                        List.of(Command.create(values().set("name", "Anna")
                                .set("child_ids", List.of(Command.create(values().set("name", "Bob"))))))));
        long anna = found(PARTNER, Domain.of("parent_id", "=", company));
        long bob = found(PARTNER, Domain.of("parent_id", "=", anna));

        has(anna, "S1", "V1");
        has(bob, false, "V1");
    }

    @Test
    void contactsBelongToTheCompanyOfOdoosThatTheirsBelongsTo() {
        long company = company(null, null);
        long anna = below(company);
        long bob = below(anna);

        update(company, values().set("company_id", 1L));

        assertThat(id(read(PARTNER, bob, "company_id"), "company_id")).isEqualTo(1L);
    }

    @Test
    void aContactHasTheSalespersonOfItsCompany() {
        long company =
                partner(values().set("name", "Acme").set("is_company", true).set("user_id", admin().uid()));

        assertThat(id(read(PARTNER, below(company), "user_id"), "user_id")).isEqualTo(admin().uid());
    }

    // ------------------------------------------------------------------------------ upward, since series 19

    @Test
    void aTaxNumberOfAContactGoesToItsCompanyAndAllBelow() {
        assumeThat(isSince19()).isTrue();
        long company = company("S1", "V1");
        long anna = below(company);
        long bob = below(anna);

        update(bob, values().set("vat", "V2"));
        has(company, "S1", "V2");
        has(anna, "S1", "V2");
        update(bob, values().set("vat", null));
        has(bob, "S1", false);
        has(company, "S1", "V2");
    }

    @Test
    void anAddressOfAContactGoesUpAllLevels() {
        assumeThat(isSince19()).isTrue();
        long company = company("S1", null);
        long anna = below(company);
        long bob = below(anna);

        update(bob, values().set("street", "S2"));
        has(company, "S2", false);
        has(anna, "S2", false);
        update(bob, values().set("street", null));
        has(company, "S2", false);
    }

    @Test
    void whoJoinsACompanyGivesItWhatItDoesNotHave() {
        assumeThat(isSince19()).isTrue();
        long company = company(null, null);
        long first = below(company);
        long anna = partner(values().set("name", "Anna").set("street", "S1").set("vat", "V1"));

        update(anna, values().set("parent_id", company));

        has(company, "S1", "V1");
        has(first, "S1", "V1");
    }

    @Test
    void whoIsCreatedBelowACompanyWithATaxNumberTakesThat() {
        assumeThat(isSince19()).isTrue();
        long company = company("S1", null);
        partner(values().set("name", "Anna").set("parent_id", company).set("vat", "V1"));
        has(company, "S1", "V1");

        long bob = partner(values().set("name", "Bob").set("parent_id", company).set("vat", "V2"));

        has(bob, "S1", "V1");
        has(company, "S1", "V1");
    }
}
