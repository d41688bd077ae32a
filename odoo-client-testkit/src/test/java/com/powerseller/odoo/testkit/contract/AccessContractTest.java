package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.error.ValidationException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What users may do: by the rights of their groups, by record rules, by the groups of fields. */
class AccessContractTest extends ContractTest {
    private static final String TAG = "odoo.client.test.tag";

    private final List<Runnable> cleanup = new ArrayList<>();

    @AfterEach
    void cleanUp() {
        cleanup.forEach(Runnable::run);
    }

    private OdooClient employee() {
        return odooAs(Role.EMPLOYEE);
    }

    private OdooClient portal() {
        return odooAs(Role.PORTAL);
    }

    private Class<? extends OdooServerException> validation() {
        return KnownDifference.USER_ERROR_FAMILY.appliesTo(protocol)
                ? UserErrorException.class
                : ValidationException.class;
    }

    /** A value as it travels. */
    private static Object value(OdooClient client, String model, long id, String field) {
        List<?> rows = (List<?>)
                Objects.requireNonNull(client.model(model).call("read", List.of(id), Map.of("fields", List.of(field))));
        return Objects.requireNonNull(((Map<?, ?>) Objects.requireNonNull(rows.get(0))).get(field));
    }

    private long group(String name) {
        Object found = odoo().call("ir.model.data", "check_object_reference", List.of("base", name));
        return (Long) Objects.requireNonNull(((List<?>) Objects.requireNonNull(found)).get(1));
    }

    private long modelId(String name) {
        return model("ir.model").search(Domain.of("model", "=", name)).ids().get(0);
    }

    /** A record that is gone after the test. */
    private long temporary(String model, Values<Record> values) {
        long id = model(model).create(values);
        cleanup.add(() -> model(model).delete(id));
        return id;
    }

    private long right(String model, String group, String... operations) {
        Values<Record> values = new Values<Record>()
                .set("name", unique())
                .set("model_id", modelId(model))
                .set("group_id", group(group));
        for (String operation : operations) {
            values = values.set("perm_" + operation, true);
        }
        return temporary("ir.model.access", values);
    }

    private Values<Record> rule(String model, String domain) {
        return new Values<Record>()
                .set("name", unique())
                .set("model_id", modelId(model))
                .set("domain_force", domain);
    }

    private long rule(String model, String domain, long group) {
        return temporary("ir.rule", rule(model, domain).set("groups", List.of(List.of(6, 0, List.of(group)))));
    }

    private static Values<Record> named(String name) {
        return new Values<Record>().set("name", name);
    }

    private long tag(String name) {
        return model(TAG).create(named(name));
    }

    private static boolean hasAccess(OdooClient client, String model, List<Long> ids, String operation) {
        return Boolean.TRUE.equals(client.model(model).call("has_access", ids, Map.of("operation", operation)));
    }

    // -------------------------------------------------------------------------------------------------- rights

    @Test
    void anErrorAboutARightNamesTheModelAndTheGroupsThatHaveIt() {
        String administrators =
                run.target().series().equals("18.0") ? "Administration/Settings" : "Role / Administrator";

        assertThat(failure(
                                AccessErrorException.class,
                                () -> employee().model(TAG).create(named("x")))
                        .serverMessage())
                .contains("create 'Client Test Tag' (odoo.client.test.tag)", administrators);
        assertThat(failure(
                                AccessErrorException.class,
                                () -> employee().model(TAG).update(1, named("x")))
                        .serverMessage())
                .contains("modify 'Client Test Tag' (odoo.client.test.tag)", administrators);
        assertThat(failure(
                                AccessErrorException.class,
                                () -> employee().model(TAG).delete(1))
                        .serverMessage())
                .contains("delete 'Client Test Tag' (odoo.client.test.tag)", administrators);
        assertThat(failure(
                                AccessErrorException.class,
                                () -> portal().model(TAG).search().ids())
                        .serverMessage())
                .contains("access 'Client Test Tag' (odoo.client.test.tag)", administrators);
    }

    @Test
    void countingAndReadingTakeTheRightToRead() {
        long tag = tag(unique());

        failure(AccessErrorException.class, () -> portal().model(TAG).search().count());
        failure(AccessErrorException.class, () -> portal().model(TAG).read(List.of(tag), List.of("name")));
        failure(AccessErrorException.class, () -> portal().call(TAG, "name_search", List.of(), Map.of("name", "x")));
        failure(AccessErrorException.class, () -> employee().call(TAG, "name_create", List.of(), Map.of("name", "x")));
        failure(AccessErrorException.class, () -> employee().model(TAG).copy(tag, new Values<>()));
        failure(AccessErrorException.class, () -> employee().model(TAG).call("action_archive", List.of(tag), Map.of()));
    }

    @Test
    void aRightGivenToAGroupHoldsForItsUsers() {
        right(TAG, "group_user", "create", "write");

        long tag = employee().model(TAG).create(named(unique()));
        employee().model(TAG).update(tag, named(unique()));

        failure(AccessErrorException.class, () -> employee().model(TAG).delete(tag));
        failure(AccessErrorException.class, () -> portal().model(TAG).create(named("x")));
        assertThat(value(odoo(), TAG, tag, "create_uid"))
                .isEqualTo(List.of(run.target().user(Role.EMPLOYEE).uid(), "Plain Employee"));
    }

    @Test
    void aRightIsOverWhenItIsArchivedOrDeleted() {
        long right = right(TAG, "group_user", "create");
        assertThat(hasAccess(employee(), TAG, List.of(), "create")).isTrue();

        model("ir.model.access").update(right, new Values<Record>().set("active", false));

        assertThat(hasAccess(employee(), TAG, List.of(), "create")).isFalse();
    }

    @Test
    void aRightWithoutAGroupHoldsForEverybody() {
        temporary(
                "ir.model.access",
                new Values<Record>()
                        .set("name", unique())
                        .set("model_id", modelId(TAG))
                        .set("perm_unlink", true));

        assertThat(hasAccess(portal(), TAG, List.of(), "unlink")).isTrue();
        assertThat(hasAccess(portal(), TAG, List.of(), "read")).isFalse();
    }

    @Test
    void linesAndTagsAreCreatedWithTheRightsOnTheirOwnModels() {
        right(TEST, "group_user", "create");

        failure(
                AccessErrorException.class,
                () -> employee()
                        .model(TEST)
                        .create(named(unique()).set("line_ids", List.of(List.of(0, 0, Map.of("name", "x"))))));
        failure(
                AccessErrorException.class,
                () -> employee()
                        .model(TEST)
                        .create(named(unique()).set("tag_ids", List.of(List.of(0, 0, Map.of("name", "x"))))));
        assertThat(employee().model(TEST).create(named(unique()))).isPositive();
    }

    @Test
    void hasAccessTellsWhatAUserMayDo() {
        long tag = tag(unique());

        assertThat(hasAccess(employee(), TAG, List.of(tag), "read")).isTrue();
        assertThat(hasAccess(employee(), TAG, List.of(), "read")).isTrue();
        assertThat(hasAccess(employee(), TAG, List.of(tag), "write")).isFalse();
        assertThat(hasAccess(employee(), TAG, List.of(), "create")).isFalse();
        assertThat(hasAccess(portal(), TAG, List.of(tag), "read")).isFalse();
        assertThat(hasAccess(odoo(), TAG, List.of(tag), "unlink")).isTrue();
        assertThat(failure(InvalidRequestException.class, () -> hasAccess(odoo(), TAG, List.of(), "steal"))
                        .name())
                .isEqualTo("builtins.AssertionError");
    }

    @Test
    void hasAccessKnowsTheRules() {
        long secret = create(new Values<ClientTest>().set(ClientTest.SECRET, true));

        assertThat(hasAccess(employee(), TEST, List.of(secret), "read")).isFalse();
        assertThat(hasAccess(odoo(), TEST, List.of(secret), "read")).isTrue();
    }

    @Test
    void checkAccessRightsTellsOrThrows() {
        Map<String, Object> quietly = Map.of("operation", "write", "raise_exception", false);

        assertThat(employee().call(TAG, "check_access_rights", List.of(), quietly))
                .isEqualTo(false);
        assertThat(odoo().call(TAG, "check_access_rights", List.of(), quietly)).isEqualTo(true);
        failure(
                AccessErrorException.class,
                () -> employee().call(TAG, "check_access_rights", List.of(), Map.of("operation", "write")));
    }

    @Test
    void fieldsOfAModelThatCannotBeWrittenAreReadonlyBeforeSeries19() {
        assertThat(employee().model(TAG).fields().field("name").readonly())
                .isEqualTo(run.target().series().equals("18.0"));
        assertThat(odoo().model(TAG).fields().field("name").readonly()).isFalse();
    }

    @Test
    void rightsAndRulesAreForAdministratorsOnly() {
        for (String model : List.of("ir.model.access", "ir.rule", "ir.model", "ir.model.data")) {
            failure(
                    AccessErrorException.class,
                    () -> employee().model(model).search().limit(1).ids());
        }
        assertThat(employee().model("res.groups").search().limit(1).ids()).hasSize(1);
    }

    // -------------------------------------------------------------------------------------------------- rules

    @Test
    void anErrorAboutARuleNamesTheUserAndTheModel() {
        long secret = create(new Values<ClientTest>().set(ClientTest.SECRET, true));

        assertThat(failure(
                                AccessErrorException.class,
                                () -> employee().model(TEST).read(List.of(secret), List.of("name")))
                        .serverMessage())
                .contains(
                        "Plain Employee (id=" + run.target().user(Role.EMPLOYEE).uid()
                                + ") doesn't have 'read' access to:",
                        "- Client Test (odoo.client.test)");
    }

    @Test
    void aRuleConfinesReadingAndSearching() {
        String name = unique();
        long mine = tag(name);
        long other = tag(name);
        rule(TAG, "[('id', '!=', " + other + ")]", group("group_user"));

        assertThat(employee().model(TAG).search(Domain.of("name", "=", name)).ids())
                .containsExactly(mine);
        assertThat(employee().model(TAG).search(Domain.of("name", "=", name)).count())
                .isEqualTo(1);
        failure(AccessErrorException.class, () -> employee().model(TAG).read(List.of(mine, other), List.of("name")));
        assertThat(odooAs(Role.ADMIN)
                        .model(TAG)
                        .search(Domain.of("name", "=", name))
                        .ids())
                .containsExactly(mine);
    }

    @Test
    void aRuleKnowsItsUser() {
        right(TAG, "group_user", "create", "write");
        rule(TAG, "[('create_uid', '=', user.id)]", group("group_user"));
        String name = unique();
        long others = tag(name);

        long own = employee().model(TAG).create(named(name));

        assertThat(employee().model(TAG).search(Domain.of("name", "=", name)).ids())
                .containsExactly(own);
        failure(AccessErrorException.class, () -> employee().model(TAG).update(others, named("x")));
    }

    @Test
    void aRecordThatItsCreatorMayNotHaveIsNotCreated() {
        right(TAG, "group_user", "create");
        rule(TAG, "[('name', 'like', 'allowed')]", group("group_user"));
        String name = unique();

        failure(AccessErrorException.class, () -> employee().model(TAG).create(named(name)));

        assertThat(model(TAG).search(Domain.of("name", "=", name)).count()).isZero();
        assertThat(employee().model(TAG).create(named("allowed " + name))).isPositive();
    }

    @Test
    void aRecordCanBeWrittenOutOfSight() {
        right(TAG, "group_user", "create", "write");
        rule(TAG, "[('name', 'like', 'allowed')]", group("group_user"));
        long tag = employee().model(TAG).create(named("allowed"));

        employee().model(TAG).update(tag, named("no more"));

        failure(AccessErrorException.class, () -> employee().model(TAG).update(tag, named("allowed")));
    }

    @Test
    void aRuleCanBeForSomeOperationsOnly() {
        right(TAG, "group_user", "write");
        long tag = tag(unique());
        temporary(
                "ir.rule",
                rule(TAG, "[('id', '!=', " + tag + ")]")
                        .set("groups", List.of(List.of(6, 0, List.of(group("group_user")))))
                        .set("perm_read", false));

        assertThat(employee().model(TAG).read(List.of(tag), List.of("name"))).hasSize(1);
        failure(AccessErrorException.class, () -> employee().model(TAG).update(tag, named("x")));
    }

    @Test
    void rulesOfSeveralGroupsAddUpAndThoseForEverybodyAllHold() {
        String name = unique();
        List<Long> tags = List.of(tag(name), tag(name), tag(name));
        rule(TAG, "[('id', '=', " + tags.get(0) + ")]", group("group_user"));
        rule(TAG, "[('id', '=', " + tags.get(1) + ")]", group("group_user"));
        assertThat(employee().model(TAG).search(Domain.of("name", "=", name)).ids())
                .containsExactly(tags.get(0), tags.get(1));

        temporary("ir.rule", rule(TAG, "[('id', '!=', " + tags.get(0) + ")]"));

        assertThat(employee().model(TAG).search(Domain.of("name", "=", name)).ids())
                .containsExactly(tags.get(1));
    }

    @Test
    void aRuleOfAnotherGroupDoesNotMatter() {
        long tag = tag(unique());
        rule(TAG, "[(0, '=', 1)]", group("group_portal"));

        assertThat(employee().model(TAG).read(List.of(tag), List.of("name"))).hasSize(1);
    }

    @Test
    void aRuleFollowsPathsAndAddsLists() {
        long tag = tag(unique());
        rule(TAG, "['|', ('create_uid.login', '=', 'nobody'), ('id', 'in', [" + tag + "] + [0])]", group("group_user"));

        assertThat(employee().model(TAG).search().ids()).containsExactly(tag);
    }

    @Test
    void aRuleThatCannotBeReadIsRefused() {
        failure(validation(), () -> model("ir.rule").create(rule(TAG, "[('no_such_field', '=', 1)]")));
        failure(validation(), () -> model("ir.rule").create(rule(TAG, "[('name', '=', nobody)]")));
    }

    @Test
    void aRuleForNoOperationIsRefused() {
        failure(
                validation(),
                () -> model("ir.rule")
                        .create(rule(TAG, "[]")
                                .set("perm_read", false)
                                .set("perm_write", false)
                                .set("perm_create", false)
                                .set("perm_unlink", false)));
    }

    // ---------------------------------------------------------------------------------------- through relations

    @Test
    void relationsShowOnlyWhatTheUserMayRead() {
        long shown = tag(unique());
        long hidden = tag(unique());
        long test = create(new Values<ClientTest>().set("tag_ids", List.of(List.of(6, 0, List.of(shown, hidden)))));
        rule(TAG, "[('id', '!=', " + hidden + ")]", group("group_user"));

        assertThat(value(employee(), TEST, test, "tag_ids")).isEqualTo(List.of(shown));
    }

    @Test
    void conditionsSeeOnlyWhatTheUserMayRead() {
        String name = unique();
        long hidden = tag(name);
        long test = create(new Values<ClientTest>().set("tag_ids", List.of(List.of(6, 0, List.of(hidden)))));
        assertThat(employee()
                        .model(TEST)
                        .search(Domain.of("tag_ids.name", "=", name))
                        .ids())
                .containsExactly(test);

        rule(TAG, "[('id', '!=', " + hidden + ")]", group("group_user"));

        assertThat(employee()
                        .model(TEST)
                        .search(Domain.of("tag_ids.name", "=", name))
                        .ids())
                .isEmpty();
    }

    @Test
    void aManyToOneShowsTheNameOfARecordThatTheUserMayNotRead() {
        long parent = create(
                new Values<ClientTest>().set(ClientTest.NAME, "hidden parent").set(ClientTest.SECRET, true));
        long child = create(new Values<ClientTest>().set("parent_id", parent));

        assertThat(value(employee(), TEST, child, "parent_id")).isEqualTo(List.of(parent, "hidden parent"));
    }

    @Test
    void relationsToAModelWithoutTheRightAreAnAccessError() {
        List<Long> own = portal().model("res.partner").search().ids();

        failure(AccessErrorException.class, () -> portal().model("res.partner").read(own, List.of("category_id")));
        failure(
                AccessErrorException.class,
                () -> portal().model("res.partner")
                        .search(Domain.of("category_id.name", "=", "x"))
                        .ids());
    }

    // -------------------------------------------------------------------------------------------------- fields

    @Test
    void aFieldOfAnotherGroupIsNotThere() {
        long test = create();

        assertThat(employee().model(TEST).fields().fields()).doesNotContainKey("restricted_field");
        assertThat(odoo().model(TEST).fields().fields()).containsKey("restricted_field");
        assertThat(failure(
                                AccessErrorException.class,
                                () -> employee().model(TEST).read(List.of(test), List.of("name", "restricted_field")))
                        .serverMessage())
                .contains("restricted_field", "Client Test (odoo.client.test)");
        failure(
                AccessErrorException.class,
                () -> employee()
                        .model(TEST)
                        .search()
                        .orderBy(Order.of("restricted_field", false))
                        .ids());
    }

    @Test
    void aFieldOfAnotherGroupCannotBeWritten() {
        right(TEST, "group_user", "create", "write");
        long test = create();

        failure(
                AccessErrorException.class,
                () -> employee().model(TEST).create(named("x").set("restricted_field", "y")));
        failure(
                AccessErrorException.class,
                () -> employee().model(TEST).update(test, new Values<Record>().set("restricted_field", "y")));
        employee().model(TEST).update(test, new Values<Record>().set("char_field", "y"));
    }

    // ------------------------------------------------------------------------------------------------- methods

    @Test
    void aMethodMayDoWhatItsUserMayDo() {
        long test = create();
        long secret = create(new Values<ClientTest>().set(ClientTest.SECRET, true));

        failure(
                AccessErrorException.class,
                () -> employee().model(TEST).call("rename", List.of(test), Map.of("name", "x")));
        failure(AccessErrorException.class, () -> employee().model(TEST).call("names", List.of(secret), Map.of()));
    }

    // ------------------------------------------------------------------------------------------ Odoo's own models

    @Test
    void portalUsersSeeTheirOwnPartnerOnly() {
        List<Long> seen = portal().model("res.partner").search().ids();

        assertThat(seen).hasSize(1);
        assertThat(value(portal(), "res.partner", seen.get(0), "name")).isEqualTo("Portal User");
        failure(
                AccessErrorException.class,
                () -> portal().model("res.users").read(List.of(admin().uid()), List.of("login")));
        failure(AccessErrorException.class, () -> portal().model("res.partner").create(named("x")));
    }

    @Test
    void employeesReadPartnersAndChangeNone() {
        long partner = model("res.partner").create(named(unique()));

        assertThat(employee().model("res.partner").read(List.of(partner), List.of("name")))
                .hasSize(1);
        failure(
                AccessErrorException.class,
                () -> employee().model("res.partner").update(partner, named("x")));
        failure(
                AccessErrorException.class,
                () -> employee().model("res.partner").create(named("x")));
        failure(
                AccessErrorException.class,
                () -> employee().model("res.partner").delete(partner));
    }

    @Test
    void employeesReadTheirCompanyOnly() {
        assertThat(employee().model("res.company").search().count()).isEqualTo(1);
        assertThat(odoo().model("res.company").search().count()).isGreaterThan(1);
        failure(
                AccessErrorException.class,
                () -> employee().model("res.company").create(named("x")));
    }
}
