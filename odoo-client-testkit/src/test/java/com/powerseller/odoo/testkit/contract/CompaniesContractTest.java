package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.error.ValidationException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several companies in one database: which a call is about, what that hides, and fields that each company has a value of its own for. */
class CompaniesContractTest extends ContractTest {
    private static final String FIELD = "company_dependent_field";

    private long first;
    private long second;

    @BeforeEach
    void companies() {
        List<Long> ids =
                model("res.company").search().orderBy(Order.of("id", false)).ids();
        first = ids.get(0);
        second = ids.get(1);
    }

    private Class<? extends OdooServerException> validation() {
        return KnownDifference.USER_ERROR_FAMILY.appliesTo(protocol)
                ? UserErrorException.class
                : ValidationException.class;
    }

    private static Values<Record> named(String name) {
        return new Values<Record>().set("name", name);
    }

    private static Object value(OdooClient client, String model, long id, String field) {
        List<?> rows = (List<?>)
                Objects.requireNonNull(client.model(model).call("read", List.of(id), Map.of("fields", List.of(field))));
        return Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(rows.get(0))).get(field));
    }

    private long partnerOf(long company) {
        return model("res.partner").create(named(unique()).set("company_id", company));
    }

    @Test
    void whoCreatesACompanyBelongsToIt() {
        long company = model("res.company").create(named(unique()));

        assertThat(((List<?>) value(odoo(), "res.users", admin().uid(), "company_ids")).contains(company))
                .isTrue();
        assertThat(odoo().withCompany(company)
                        .model("res.company")
                        .search(Domain.of("id", "=", company))
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aCompanyHasTheAddressAndTheNameOfItsPartner() {
        String name = unique();
        long partner = model("res.partner").create(named(unique()).set("street", "Way 1"));
        long company = model("res.company")
                .create(named(name)
                        .set("partner_id", partner)
                        .set("city", "Town")
                        .set("email", "c@acme.example")
                        .set("phone", "11"));

        assertThat(values("res.partner", partner)).isEqualTo(List.of(name, "Way 1", "Town", "c@acme.example", "11"));
        assertThat(values("res.company", company)).isEqualTo(List.of(name, "Way 1", "Town", "c@acme.example", "11"));

        model("res.company")
                .update(company, named(name + " 2").set("street", "Way 2").set("email", null));
        assertThat(values("res.partner", partner)).isEqualTo(List.of(name + " 2", "Way 2", "Town", false, "11"));

        model("res.partner").update(partner, named(name + " 3").set("city", "City"));
        assertThat(values("res.company", company)).isEqualTo(List.of(name + " 3", "Way 2", "City", false, "11"));
        assertThat(model("res.company")
                        .search(Domain.of("name", "=", name + " 3"))
                        .ids())
                .containsExactly(company);
    }

    private List<Object> values(String model, long id) {
        return Stream.of("name", "street", "city", "email", "phone")
                .map(field -> value(odoo(), model, id, field))
                .toList();
    }

    @Test
    void aCompanyHasAPartnerOfItsName() {
        String name = unique();
        long company = model("res.company").create(named(name));
        List<?> partner = (List<?>) value(odoo(), "res.company", company, "partner_id");

        assertThat(partner.get(1)).isEqualTo(name);
        assertThat(value(odoo(), "res.partner", (Long) partner.get(0), "is_company"))
                .isEqualTo(true);
    }

    @Test
    void twoCompaniesCannotHaveTheSameName() {
        String name = unique();
        model("res.company").create(named(name));

        failure(validation(), () -> model("res.company").create(named(name)));
    }

    @Test
    void recordsOfOtherCompaniesAreNotFound() {
        long partner = partnerOf(second);
        Domain<Record> self = Domain.of("id", "=", partner);

        assertThat(model("res.partner").search(self).ids()).containsExactly(partner);
        assertThat(odoo().withCompany(second).model("res.partner").search(self).ids())
                .containsExactly(partner);
        assertThat(odoo().withCompany(first).model("res.partner").search(self).ids())
                .isEmpty();
        assertThat(odooAs(Role.EMPLOYEE).model("res.partner").search(self).ids())
                .isEmpty();
    }

    @Test
    void recordsOfNoCompanyAreEveryones() {
        long partner = model("res.partner").create(named(unique()));

        assertThat(odooAs(Role.EMPLOYEE)
                        .model("res.partner")
                        .search(Domain.of("id", "=", partner))
                        .ids())
                .containsExactly(partner);
    }

    @Test
    void readingARecordOfAnotherCompanyIsAnAccessErrorThatNamesTheCompany() {
        long partner = partnerOf(second);

        String said = failure(
                        AccessErrorException.class,
                        () -> odoo().withCompany(first).model("res.partner").read(List.of(partner), List.of("name")))
                .serverMessage();

        assertThat(said).contains("doesn't have 'read' access to:", "- Contact (res.partner)", (String)
                value(odoo(), "res.company", second, "name"));
        assertThat(failure(
                                AccessErrorException.class,
                                () -> odooAs(Role.EMPLOYEE)
                                        .model("res.partner")
                                        .read(List.of(partner), List.of("name")))
                        .serverMessage())
                .contains("multi-company");
    }

    @Test
    void recordsAreNotCreatedForACompanyThatTheCallIsNotAbout() {
        failure(
                AccessErrorException.class,
                () -> odoo().withCompany(first)
                        .model("res.partner")
                        .create(named(unique()).set("company_id", second)));
    }

    @Test
    void aCompanyThatTheUserHasNotIsAnAccessError() {
        failure(
                AccessErrorException.class,
                () -> odooAs(Role.EMPLOYEE)
                        .withCompany(second)
                        .model(TEST)
                        .search()
                        .ids());
        failure(
                AccessErrorException.class,
                () -> odooAs(Role.EMPLOYEE)
                        .withCompany(first, second)
                        .model(TEST)
                        .search()
                        .ids());
        assertThat(odooAs(Role.EMPLOYEE)
                        .withCompany(first)
                        .model(TEST)
                        .search()
                        .limit(1)
                        .ids())
                .hasSizeLessThan(2);
    }

    // ------------------------------------------------------------------------------------ a value for each company

    @Test
    void eachCompanyHasItsOwnValue() {
        long id = create(new Values<ClientTest>().set(FIELD, "of the first"));
        assertThat(value(odoo().withCompany(second), TEST, id, FIELD)).isEqualTo(false);

        odoo().withCompany(second).model(TEST).update(id, new Values<Record>().set(FIELD, "of the second"));

        assertThat(value(odoo(), TEST, id, FIELD)).isEqualTo("of the first");
        assertThat(value(odoo().withCompany(second), TEST, id, FIELD)).isEqualTo("of the second");
        assertThat(value(odoo().withCompany(second, first), TEST, id, FIELD)).isEqualTo("of the second");
        assertThat(value(odoo().withCompany(first, second), TEST, id, FIELD)).isEqualTo("of the first");
    }

    @Test
    void recordsAreFoundByTheValueOfTheCompanyOfTheCall() {
        String text = unique();
        long id = odoo().withCompany(second).model(TEST).create(named("x").set(FIELD, text));
        Domain<Record> having = Domain.of(FIELD, "=", text);

        assertThat(odoo().withCompany(second).model(TEST).search(having).ids()).containsExactly(id);
        assertThat(model(TEST).search(having).ids()).isEmpty();
    }

    @Test
    void valuesOfACompanyAreNotCopied() {
        long id = create(new Values<ClientTest>().set(FIELD, "mine"));

        assertThat(value(odoo(), TEST, model(TEST).copy(id, new Values<>()), FIELD))
                .isEqualTo(false);
    }
}
