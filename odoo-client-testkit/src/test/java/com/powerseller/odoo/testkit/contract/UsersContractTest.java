package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.AccessDeniedException;
import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.error.ValidationException;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.resilience.RetryPolicy;
import com.powerseller.odoo.testkit.contract.ContractTarget.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Users are records: who they are, what groups and companies they belong to, and how they log in. */
class UsersContractTest extends ContractTest {
    private static final String USERS = "res.users";

    private Class<? extends OdooServerException> validation() {
        return KnownDifference.USER_ERROR_FAMILY.appliesTo(protocol)
                ? UserErrorException.class
                : ValidationException.class;
    }

    private String groups() {
        return run.target().series().equals("18.0") ? "groups_id" : "group_ids";
    }

    private static Values<Record> user(String login) {
        return new Values<Record>().set("name", "User " + login).set("login", login);
    }

    private static String login() {
        return "u" + UUID.randomUUID();
    }

    private long group(String name) {
        Object found = odoo().call("ir.model.data", "check_object_reference", List.of("base", name));
        return (Long) Objects.requireNonNull(((List<?>) Objects.requireNonNull(found)).get(1));
    }

    private static List<Object> only(Long... ids) {
        return List.of(List.of(6, 0, List.of(ids)));
    }

    private Map<?, ?> read(String model, long id, String... fields) {
        List<?> rows = (List<?>)
                Objects.requireNonNull(model(model).call("read", List.of(id), Map.of("fields", List.of(fields))));
        return (Map<?, ?>) Objects.requireNonNull(rows.get(0));
    }

    /** A client of a user with a password, which JSON-2 has none of. */
    private OdooClient as(String login, String password) {
        return OdooClient.builder()
                .url(run.target().url())
                .database(run.target().database())
                .credentials(Credentials.password(login, password))
                .protocol(protocol == Protocol.JSON2 ? Protocol.JSON_RPC : protocol)
                .retry(RetryPolicy.none())
                .build();
    }

    private void assertDenied(String login, String password) {
        try (OdooClient client = as(login, password)) {
            assertThat(catchThrowable(client::uid)).isInstanceOf(AccessDeniedException.class);
        }
    }

    // ------------------------------------------------------------------------------------------------ logging in

    @Test
    void aNewUserLogsInWithItsPassword() {
        String login = login();
        long uid = model(USERS).create(user(login).set("password", "secret of " + login));

        try (OdooClient client = as(login, "secret of " + login)) {
            assertThat(client.uid()).isEqualTo(uid);
            assertThat(client.model("res.country").search().limit(1).ids()).hasSizeLessThan(2);
        }
        assertDenied(login, "another secret");
        assertDenied(login.toUpperCase(Locale.ROOT), "secret of " + login);
    }

    @Test
    void aUserWithoutAPasswordDoesNotLogIn() {
        String login = login();
        model(USERS).create(user(login));

        assertDenied(login, "False");
    }

    @Test
    void anArchivedUserDoesNotLogIn() {
        String login = login();
        long uid = model(USERS).create(user(login).set("password", login));
        try (OdooClient client = as(login, login)) {
            assertThat(client.uid()).isEqualTo(uid);

            model(USERS).update(uid, new Values<Record>().set("active", false));

            assertThat(catchThrowable(
                            () -> client.model("res.partner").search().limit(1).ids()))
                    .isInstanceOf(AccessDeniedException.class);
        }
        assertDenied(login, login);
        model(USERS).update(uid, new Values<Record>().set("active", true));
        try (OdooClient client = as(login, login)) {
            assertThat(client.uid()).isEqualTo(uid);
        }
    }

    @Test
    void aNewPasswordReplacesTheOldOne() {
        String login = login();
        long uid = model(USERS).create(user(login).set("password", "old"));

        model(USERS).update(uid, new Values<Record>().set("password", "new"));

        assertDenied(login, "old");
        try (OdooClient client = as(login, "new")) {
            assertThat(client.uid()).isEqualTo(uid);
        }
    }

    @Test
    void aUserChangesThePasswordKnowingIt() {
        String login = login();
        long uid = model(USERS).create(user(login).set("password", "old"));
        try (OdooClient client = as(login, "old")) {
            assertThat(catchThrowable(() -> client.call(
                            USERS, "change_password", List.of(), Map.of("old_passwd", "wrong", "new_passwd", "new"))))
                    .isInstanceOf(AccessDeniedException.class);
            assertThat(catchThrowable(() -> client.call(
                            USERS, "change_password", List.of(), Map.of("old_passwd", "old", "new_passwd", ""))))
                    .isInstanceOf(UserErrorException.class);

            assertThat(client.call(
                            USERS, "change_password", List.of(), Map.of("old_passwd", "old", "new_passwd", "new")))
                    .isEqualTo(true);
        }
        try (OdooClient client = as(login, "new")) {
            assertThat(client.uid()).isEqualTo(uid);
        }
    }

    @Test
    void aPasswordIsNeverRead() {
        assertThat(read(USERS, admin().uid(), "password").get("password")).isEqualTo("");
    }

    // ----------------------------------------------------------------------------------------------- the record

    @Test
    void aUserIsInternalUnlessToldOtherwise() {
        long uid = model(USERS).create(user(login()));
        Map<?, ?> read = read(USERS, uid, groups(), "share", "active", "notification_type");

        assertThat(((List<?>) Objects.requireNonNull(read.get(groups()))).contains(group("group_user")))
                .isTrue();
        assertThat(read.get("share")).isEqualTo(false);
        assertThat(read.get("active")).isEqualTo(true);
        assertThat(read.get("notification_type")).isEqualTo("email");
    }

    @Test
    void aPortalUserIsShared() {
        long uid = model(USERS).create(user(login()).set(groups(), only(group("group_portal"))));

        assertThat(read(USERS, uid, "share").get("share")).isEqualTo(true);
    }

    @Test
    void whetherAUserIsSharedFollowsFromTheGroups() {
        long uid = model(USERS).create(user(login()).set(groups(), only(group("group_portal"))));

        model(USERS).update(uid, new Values<Record>().set(groups(), only(group("group_user"))));

        assertThat(read(USERS, uid, "share").get("share")).isEqualTo(false);
        assertThat(odoo().call(USERS, "search", List.of(shared(uid, false)))).isEqualTo(List.of(uid));
    }

    @Test
    void whatIsWrittenAboutSharingStaysUntilTheGroupsChange() {
        long uid = model(USERS).create(user(login()));

        Object unused = odoo().call(USERS, "write", List.of(List.of(uid), Map.of("share", true)));
        assertThat(odoo().call(USERS, "search", List.of(shared(uid, true)))).isEqualTo(List.of(uid));
        model(USERS).update(uid, new Values<Record>().set(groups(), only(group("group_system"))));

        assertThat(read(USERS, uid, "share").get("share")).isEqualTo(false);
    }

    private static List<Object> shared(long uid, boolean shared) {
        return List.of(List.of("id", "=", uid), List.of("share", "=", shared));
    }

    @Test
    void nobodyIsInternalAndPortalAtOnce() {
        long uid = model(USERS).create(user(login()));

        failure(
                validation(),
                () -> model(USERS)
                        .update(
                                uid,
                                new Values<Record>().set(groups(), List.of(List.of(4, group("group_portal"), 0)))));
    }

    @Test
    void aUserHasAPartnerOfTheSameName() {
        String login = login();
        long uid = model(USERS).create(user(login).set("email", "x@example.com"));
        List<?> partner =
                (List<?>) Objects.requireNonNull(read(USERS, uid, "partner_id").get("partner_id"));

        assertThat(partner.get(1)).isEqualTo("User " + login);
        assertThat(read("res.partner", (Long) partner.get(0), "email").get("email"))
                .isEqualTo("x@example.com");
        assertThat(read("res.partner", (Long) partner.get(0), "partner_share").get("partner_share"))
                .isEqualTo(false);
    }

    @Test
    void twoUsersCannotHaveTheSameLogin() {
        String login = login();
        model(USERS).create(user(login));

        failure(validation(), () -> model(USERS).create(user(login)));
    }

    @Test
    void aUserNeedsALogin() {
        failure(validation(), () -> model(USERS).create(new Values<Record>().set("name", "x")));
    }

    @Test
    void usersAreFoundByWhatTheirPartnersHave() {
        String login = login();
        long uid = model(USERS).create(user(login));

        assertThat(model(USERS).search(Domain.of("name", "=", "User " + login)).ids())
                .containsExactly(uid);
        assertThat(model(USERS).nameSearch(login)).extracting(Ref::id).containsExactly(uid);
    }

    @Test
    void aUserCannotArchiveItself() {
        failure(
                UserErrorException.class,
                () -> model(USERS).update(admin().uid(), new Values<Record>().set("active", false)));
    }

    @Test
    void theUsersThatOdooNeedsStay() {
        failure(UserErrorException.class, () -> model(USERS).delete(1));
        failure(UserErrorException.class, () -> model(USERS).delete(admin().uid()));
        failure(UserErrorException.class, () -> model(USERS).update(1, new Values<Record>().set("active", true)));
    }

    // ------------------------------------------------------------------------------------------------- companies

    @Test
    void theMainCompanyIsOneOfTheUsersCompanies() {
        long uid = model(USERS).create(user(login()));
        long second = model("res.company").create(new Values<Record>().set("name", unique()));

        failure(validation(), () -> model(USERS).update(uid, new Values<Record>().set("company_id", second)));

        model(USERS)
                .update(
                        uid,
                        new Values<Record>()
                                .set("company_ids", List.of(List.of(4, second, 0)))
                                .set("company_id", second));
        assertThat(((List<?>) Objects.requireNonNull(
                                read(USERS, uid, "company_id").get("company_id")))
                        .get(0))
                .isEqualTo(second);
        failure(
                validation(),
                () -> model(USERS)
                        .update(uid, new Values<Record>().set("company_ids", List.of(List.of(3, second, 0)))));
    }

    // ---------------------------------------------------------------------------------------------------- groups

    private @Nullable Object hasGroup(Role role, long uid, String group) {
        return odooAs(role).model(USERS).call("has_group", List.of(uid), Map.of("group_ext_id", group));
    }

    @Test
    void hasGroupTellsWhatAUserBelongsTo() {
        long employee = run.target().user(Role.EMPLOYEE).uid();

        assertThat(hasGroup(Role.EMPLOYEE, employee, "base.group_user")).isEqualTo(true);
        assertThat(hasGroup(Role.EMPLOYEE, employee, "base.group_system")).isEqualTo(false);
        assertThat(hasGroup(Role.EMPLOYEE, employee, "no.such_group")).isEqualTo(false);
        assertThat(hasGroup(Role.ADMIN, admin().uid(), "base.group_erp_manager"))
                .isEqualTo(true);
        assertThat(hasGroup(Role.PORTAL, run.target().user(Role.PORTAL).uid(), "base.group_portal"))
                .isEqualTo(true);
    }

    @Test
    void aGroupImpliesOthers() {
        String login = login();
        long uid = model(USERS).create(user(login).set("password", login));
        long group = model("res.groups")
                .create(new Values<Record>()
                        .set("name", unique())
                        .set("implied_ids", only(group("group_partner_manager"))));
        try (OdooClient client = as(login, login)) {
            assertThat(catchThrowable(() -> client.model("res.partner").create(new Values<Record>().set("name", "x"))))
                    .isInstanceOf(AccessErrorException.class);

            model(USERS).update(uid, new Values<Record>().set(groups(), List.of(List.of(4, group, 0))));

            assertThat(client.model("res.partner").create(new Values<Record>().set("name", "x")))
                    .isPositive();
        }
    }

    @Test
    void usersAreInAGroupFromItsSideToo() {
        String users = run.target().series().equals("18.0") ? "users" : "user_ids";
        long uid = model(USERS).create(user(login()));
        long group = model("res.groups")
                .create(new Values<Record>().set("name", unique()).set(users, only(uid)));

        assertThat(((List<?>) Objects.requireNonNull(read(USERS, uid, groups()).get(groups()))).contains(group))
                .isTrue();
        assertThat(read("res.groups", group, users).get(users)).isEqualTo(List.of(uid));
    }

    // --------------------------------------------------------------------------------------------- one's own record

    @Test
    void usersChangeTheirOwnSettingsAndNothingElse() {
        OdooClient employee = odooAs(Role.EMPLOYEE);
        long uid = run.target().user(Role.EMPLOYEE).uid();

        employee.model(USERS).update(uid, new Values<Record>().set("signature", "<p>mine</p>"));

        assertThat(read(USERS, uid, "signature").get("signature")).isEqualTo("<p>mine</p>");
        failure(
                AccessErrorException.class,
                () -> employee.model(USERS).update(uid, new Values<Record>().set("login", "boss")));
        failure(
                AccessErrorException.class,
                () -> employee.model(USERS)
                        .update(admin().uid(), new Values<Record>().set("signature", "<p>not mine</p>")));
        failure(AccessErrorException.class, () -> employee.model(USERS).create(user(login())));
    }

    @Test
    void theContextOfAUser() {
        assertThat(odooAs(Role.EMPLOYEE).call(USERS, "context_get", List.of()))
                .isEqualTo(Map.of(
                        "lang",
                        "en_US",
                        "tz",
                        false,
                        "uid",
                        run.target().user(Role.EMPLOYEE).uid()));
    }

    // ------------------------------------------------------------------------------------------------- API keys

    private static List<Object> holders(OdooClient client) {
        return client.model("res.users.apikeys").search().select("user_id").list().stream()
                .map(key -> Objects.requireNonNull(AccountingContractTest.id(key, "user_id")))
                .toList();
    }

    @Test
    void usersSeeTheirOwnApiKeys() {
        long employee = run.target().user(Role.EMPLOYEE).uid();

        assertThat(holders(odooAs(Role.EMPLOYEE))).isNotEmpty().containsOnly(employee);
        assertThat(holders(odoo())).contains(employee, admin().uid());
    }

    @Test
    void apiKeysAreForAPurpose() {
        Record key = model("res.users.apikeys")
                .search(Domain.of("user_id", "=", admin().uid()))
                .select("name", "scope", "display_name")
                .list()
                .get(0);

        assertThat(key.get("scope")).isEqualTo("rpc");
        assertThat(key.get("display_name")).isEqualTo(key.get("name"));
    }

    @Test
    void nobodyMakesOrChangesApiKeysOverRpc() {
        Model<Record> keys = model("res.users.apikeys");
        long key = keys.search().ids().get(0);

        failure(
                AccessErrorException.class,
                () -> keys.create(new Values<Record>().set("name", "x").set("user_id", admin().uid())));
        failure(AccessErrorException.class, () -> keys.update(key, new Values<Record>().set("name", "x")));
        failure(AccessErrorException.class, () -> keys.delete(key));
    }
}
