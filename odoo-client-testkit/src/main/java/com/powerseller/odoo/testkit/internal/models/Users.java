package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code res.users}: a login with a partner, groups and companies. */
final class Users implements Behaviour {
    private static final long SUPERUSER = 1;
    private static final long ADMINISTRATOR = 2;
    private static final List<String> KINDS = List.of("base.group_user", "base.group_portal", "base.group_public");
    /** What users may write of themselves. */
    private static final Set<String> OWN = Set.of(
            "action_id",
            "company_id",
            "email",
            "image_1920",
            "lang",
            "name",
            "notification_type",
            "phone",
            "signature",
            "tz");

    private final boolean v18;
    private final boolean v19;

    Users(Series series) {
        v18 = series.atLeast(Series.V18);
        v19 = series.atLeast(Series.V19);
    }

    private String groups() {
        return v19 ? "group_ids" : "groups_id";
    }

    @Override
    public void define(ModelDefinition user) {
        user.order("name, login")
                .delegatesTo("partner_id")
                .secret("password")
                .namesSearched("name", "login")
                .defaultValue("company_id", records -> records.company())
                .defaultValue("company_ids", records -> List.of(List.of(6L, 0L, List.of(records.company()))))
                .defaultValue("notification_type", "email")
                .defaultValue(groups(), records -> {
                    Long group = records.reference("base.group_user");
                    return List.of(List.of(6L, 0L, group == null ? List.of() : List.of(group)));
                })
                .beforeCreate(Users::signed)
                .stored("share", record -> !isIn(record, "base.group_user"), groups())
                .computed(
                        "all_group_ids",
                        record -> Groups.implied(record.related(groups())).ids())
                .afterCreate(this::complete)
                .afterWrite((users, fields) -> complete(users))
                .constraint(this::check)
                .notCopied("password")
                .copiedAs("login", login -> login + " (copy)")
                .beforeDelete(Users::checkDeletion)
                .modelMethod("context_get", call -> context(call.records()))
                .modelMethod("change_password", Users::changePassword)
                .method("write", Users::write)
                .unique("You can not have two users with the same login!", "login");
        if (v18) {
            user.method("has_group", call -> hasGroup(call, false));
        } else {
            user.modelMethod("has_group", call -> hasGroup(call, true));
        }
    }

    private static Map<String, @Nullable Object> signed(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> signed = new LinkedHashMap<>(values);
        if (values.get("name") instanceof String name) {
            signed.putIfAbsent("signature", "<div>" + name + "</div>");
        }
        return signed;
    }

    private boolean isIn(Records user, String group) {
        Long id = user.reference(group);
        return id != null && Groups.implied(user.related(groups())).ids().contains(id);
    }

    /** Before series 19, a user has the groups that are implied as if they were chosen. */
    private void complete(Records users) {
        if (v19) {
            return;
        }
        for (Records user : users.each()) {
            Records chosen = user.related(groups());
            List<Long> all = Groups.implied(chosen).ids();
            if (!new TreeSet<>(all).equals(new TreeSet<>(chosen.ids()))) {
                user.set(groups(), List.of(List.of(6L, 0L, all)));
            }
        }
    }

    // -------------------------------------------------------------------------------------------- checks

    private void check(Records users) {
        for (Records user : users.each()) {
            checkCompany(user);
            checkKind(user);
        }
    }

    private static void checkCompany(Records user) {
        Records company = user.related("company_id");
        Records allowed = user.related("company_ids");
        if (!company.isEmpty() && !allowed.ids().contains(company.id())) {
            List<String> names = new ArrayList<>();
            allowed.each().forEach(one -> names.add(one.text("name")));
            throw FakeErrors.validationError("Company " + company.text("name")
                    + " is not in the allowed companies for user " + user.text("name") + " ("
                    + String.join(", ", names) + ").");
        }
    }

    private void checkKind(Records user) {
        List<String> kinds = new ArrayList<>();
        for (String kind : KINDS) {
            if (isIn(user, kind)) {
                kinds.add(kind);
            }
        }
        if (kinds.size() > 1) {
            throw FakeErrors.validationError("User '" + user.text("name")
                    + "' cannot be at the same time in exclusive groups "
                    + String.join(
                            ", ",
                            kinds.stream()
                                    .map(kind -> "'" + groupName(user, kind) + "'")
                                    .sorted()
                                    .toList())
                    + ".");
        }
    }

    private static Object groupName(Records user, String group) {
        Records record = user.browse("res.groups", List.of(Objects.requireNonNull(user.reference(group))));
        return Objects.requireNonNull(record.get("full_name"));
    }

    private static void checkDeletion(Records users) {
        if (users.ids().contains(SUPERUSER)) {
            throw FakeErrors.userError(
                    "You can not remove the admin user as it is used internally for resources created by"
                            + " Odoo (updates, module installation, ...)");
        }
        if (users.ids().contains(ADMINISTRATOR)) {
            throw FakeErrors.userError(
                    "You cannot delete the admin user because it is utilized in various places (such as"
                            + " security configurations,...). Instead, archive it.");
        }
    }

    // ------------------------------------------------------------------------------------------- methods

    private static Object write(MethodCall call) {
        Records users = call.records();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (call.argument(0, "vals") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> values.put(String.valueOf(name), value));
        }
        if (values.get("active") instanceof Boolean active) {
            if (active && users.ids().contains(SUPERUSER)) {
                throw FakeErrors.userError("You cannot activate the superuser.");
            }
            if (!active && users.ids().contains(users.uid())) {
                throw FakeErrors.userError("You cannot deactivate the user you're currently logged in as.");
            }
        }
        boolean isOwn = users.ids().equals(List.of(users.uid())) && OWN.containsAll(values.keySet());
        (isOwn ? users.sudo() : users).write(values);
        return true;
    }

    private static Object changePassword(MethodCall call) {
        Records self = call.records().sudo();
        Object old = call.argument(0, "old_passwd");
        Object chosen = call.argument(1, "new_passwd");
        if (!(old instanceof String secret) || !self.hasPassword(secret)) {
            throw FakeErrors.of("odoo.exceptions.AccessDenied", "Access Denied");
        }
        if (!(chosen instanceof String password) || password.isBlank()) {
            throw FakeErrors.userError("Setting empty passwords is not allowed for security reasons!");
        }
        self.browse("res.users", List.of(self.uid())).set("password", password);
        return true;
    }

    /** In Odoo's order. */
    private static Map<String, @Nullable Object> context(Records self) {
        Records user = self.sudo().browse("res.users", List.of(self.uid()));
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        context.put("lang", orFalse(user, "lang"));
        context.put("tz", orFalse(user, "tz"));
        context.put("uid", self.uid());
        return context;
    }

    private static Object orFalse(Records user, String field) {
        return user.has(field) && !user.text(field).isEmpty() ? user.text(field) : (Object) false;
    }

    private Object hasGroup(MethodCall call, boolean ofModel) {
        Records users = call.records().sudo();
        if (!(call.argument(0, "group_ext_id") instanceof String group)) {
            throw FakeErrors.of(
                    "builtins.TypeError", "has_group() missing 1 required positional argument: 'group_ext_id'");
        }
        if (ofModel) {
            return isIn(users.browse("res.users", List.of(users.uid())), group);
        }
        if (users.ids().size() != 1) {
            throw FakeErrors.of("builtins.ValueError", "Expected singleton: res.users" + tuple(users.ids()));
        }
        return isIn(users, group);
    }

    private static String tuple(List<Long> ids) {
        return "(" + String.join(", ", ids.stream().map(String::valueOf).toList()) + ")";
    }
}
