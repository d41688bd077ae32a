package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code res.partner}: how contacts are named, which company they belong to, and what they have from it. */
final class Partners implements Behaviour {
    private static final Map<String, String> TYPES =
            Map.of("invoice", "Invoice", "delivery", "Delivery", "other", "Other");
    private static final List<String> ADDRESS = List.of("street", "street2", "zip", "city", "state_id", "country_id");
    /** What contacts have from the company they belong to. */
    private static final List<String> COMMERCIAL = List.of("vat", "company_registry", "industry_id");

    private final Series series;

    Partners(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition partner) {
        String[] naming = {"name", "type", "is_company", "company_name", "commercial_company_name", "parent_id.name"};
        partner.order(series.atLeast(Series.V17) ? "complete_name ASC, id DESC" : "display_name ASC, id DESC")
                .displayName(this::name)
                .namesSearched("complete_name", "email", "ref", "vat", "company_registry")
                .defaultValue("type", "contact")
                .defaultValue("color", 0L)
                .defaultValue("autopost_bills", "ask")
                .stored("lang", Partners::language)
                .stored("commercial_partner_id", Partners::commercial, "is_company", "parent_id.commercial_partner_id")
                .stored("commercial_company_name", Partners::companyName, "company_name", "commercial_partner_id.name")
                .stored("complete_name", this::name, naming)
                .stored("email_normalized", record -> Emails.normalized(record, "email"), "email")
                .computed("parent_name", record -> {
                    Records parent = record.related("parent_id");
                    return parent.isEmpty() ? null : parent.get("name");
                })
                .computed("partner_share", Partners::isShared)
                .computed(
                        "company_type",
                        record -> record.flag("is_company") ? "company" : "person",
                        (record, type) -> record.set("is_company", "company".equals(type)))
                .check("Contacts require a name", Partners::isNamed)
                .afterCreate(created -> {
                    fromParent(created);
                    toChildren(created, ADDRESS);
                })
                .beforeWrite(Partners::demandHierarchy)
                .beforeWrite(Partners::checkArchiving)
                .beforeDelete(Partners::checkDeleting)
                .afterWrite(this::spread);
    }

    // -------------------------------------------------------------------------------------------- names

    private Object name(Records partner) {
        String name = partner.text("name");
        if (!partner.has("parent_id") || !partner.has("is_company")) {
            return name;
        }
        Records parent = partner.related("parent_id");
        boolean isOfCompany = !parent.isEmpty()
                || (partner.has("company_name") && !partner.text("company_name").isEmpty());
        if (partner.flag("is_company") || !isOfCompany) {
            return name;
        }
        String suffix = series.atLeast(Series.V19) ? "" : " Address";
        String type = TYPES.getOrDefault(partner.text("type"), "");
        String own = name.isEmpty() && !type.isEmpty() ? type + suffix : name;
        Object company = companyName(partner);
        return (company == null ? parent.text("name") : company) + ", " + own;
    }

    private static @Nullable Object companyName(Records partner) {
        Records company = commercialPartner(partner);
        if (company.flag("is_company")) {
            return company.get("name");
        }
        return partner.has("company_name") ? partner.get("company_name") : null;
    }

    private static boolean isNamed(Records partner) {
        return (partner.has("type") && !partner.text("type").equals("contact")) || partner.get("name") != null;
    }

    // ---------------------------------------------------------------------------------------- hierarchy

    private static Records commercialPartner(Records partner) {
        Records parent = partner.related("parent_id");
        return partner.flag("is_company") || parent.isEmpty() ? partner : commercialPartner(parent);
    }

    /** Whether it belongs to no internal user. */
    private static boolean isShared(Records partner) {
        return !partner.has("user_ids")
                || partner.related("user_ids").each().stream()
                        .noneMatch(user -> user.flag("active") && !user.flag("share"));
    }

    private static void checkArchiving(Records partners, Map<String, ? extends @Nullable Object> values) {
        if (values.containsKey("active") && !Boolean.TRUE.equals(values.get("active"))) {
            checkUsers(
                    partners,
                    "You cannot archive contacts linked to an active user.\n",
                    "You first need to archive their associated user.");
        }
    }

    private static void checkDeleting(Records partners) {
        checkUsers(
                partners,
                "You cannot delete contacts linked to an active user.\n",
                "You should rather archive them after archiving their associated user.");
    }

    /** An active user keeps the partner; who may change users is told where. */
    private static void checkUsers(Records partners, String message, String advice) {
        Records users = partners.sudo()
                .search(
                        "res.users",
                        List.of(List.of("partner_id", "in", partners.ids()), List.of("active", "=", true)));
        if (users.isEmpty()) {
            return;
        }
        String names =
                users.each().stream().map(user -> user.text("name")).sorted().collect(Collectors.joining(", "));
        if (!mayChangeUsers((RecordSet) partners)) {
            throw FakeErrors.validationError(
                    message + "Ask an administrator to archive their associated user first.\n\nLinked active users :\n"
                            + names);
        }
        throw FakeErrors.redirectWarning(
                message + advice + "\n\nLinked active users : " + names, shown(users.ids()), "Go to users");
    }

    private static boolean mayChangeUsers(RecordSet records) {
        Environment called = records.environment();
        Environment own =
                new Environment(called.database(), called.uid(), false, called.context(), called.transaction());
        return own.access().isAllowed(own.model("res.users"), Operation.WRITE);
    }

    /** The action that shows users. */
    private static Map<String, @Nullable Object> shown(List<Long> users) {
        Map<String, @Nullable Object> action = new LinkedHashMap<>();
        action.put("type", "ir.actions.act_window");
        action.put("res_model", "res.users");
        action.put("context", Map.of("create", false));
        if (users.size() == 1) {
            action.put("view_mode", "form");
            action.put("res_id", users.get(0));
        } else {
            action.put("name", "Users");
            action.put("view_mode", "list,form");
            action.put("domain", List.of(List.of("id", "in", users)));
        }
        return action;
    }

    private static Object commercial(Records partner) {
        return commercialPartner(partner).id();
    }

    private static Object language(Records partner) {
        Records parent = partner.has("parent_id") ? partner.related("parent_id") : partner;
        boolean hasOne = !parent.isEmpty() && !parent.ids().equals(partner.ids()) && parent.get("lang") != null;
        return hasOne ? Objects.requireNonNull(parent.get("lang")) : "en_US";
    }

    private static void demandHierarchy(Records partners, Map<String, ? extends @Nullable Object> values) {
        if (!(values.get("parent_id") instanceof Long parent)) {
            return;
        }
        for (Records up = partners.browse("res.partner", List.of(parent));
                !up.isEmpty();
                up = up.related("parent_id")) {
            if (partners.ids().contains(up.id())) {
                throw FakeErrors.validationError("You cannot create recursive Partner hierarchies.");
            }
        }
    }

    // -------------------------------------------------------------------------- what comes from companies

    private static Map<String, @Nullable Object> values(Records partner, Collection<String> fields) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String field : fields) {
            if (partner.has(field)) {
                values.put(field, partner.get(field));
            }
        }
        return values;
    }

    private static boolean isAny(Map<String, @Nullable Object> values) {
        return values.values().stream().anyMatch(Objects::nonNull);
    }

    /** Writes what differs. */
    private static void take(Records partner, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        values.forEach((field, value) -> {
            if (partner.has(field) && !Objects.equals(value, partner.get(field))) {
                changed.put(field, value);
            }
        });
        if (!changed.isEmpty()) {
            partner.write(changed);
        }
    }

    private static boolean isContact(Records partner) {
        return partner.has("type") && partner.text("type").equals("contact");
    }

    /** A contact has the address of its company, and the first one gives it to a company that has none. */
    private static void fromParent(Records partner) {
        Records parent = partner.has("parent_id") ? partner.related("parent_id") : partner;
        if (parent.isEmpty() || parent.ids().equals(partner.ids())) {
            return;
        }
        if (!partner.flag("is_company")) {
            take(partner, values(commercialPartner(partner), COMMERCIAL));
        }
        if (isContact(partner)) {
            Map<String, @Nullable Object> address = values(parent, ADDRESS);
            if (isAny(address)) {
                take(partner, address);
            } else if (parent.related("child_ids").ids().size() == 1) {
                take(parent, values(partner, ADDRESS));
            }
        }
    }

    private static void toChildren(Records partner, Collection<String> written) {
        if (!partner.has("child_ids")) {
            return;
        }
        boolean isAddress = written.stream().anyMatch(ADDRESS::contains);
        boolean isCommercial = written.stream().anyMatch(COMMERCIAL::contains) && partner.flag("is_company");
        for (Records child : partner.related("child_ids").each()) {
            if (isAddress && isContact(child)) {
                take(child, values(partner, ADDRESS));
            }
            if (isCommercial && !child.flag("is_company")) {
                take(child, values(partner, COMMERCIAL));
            }
        }
    }

    private void spread(Records partners, Set<String> written) {
        boolean isAddress = written.stream().anyMatch(ADDRESS::contains);
        boolean isCommercial = written.stream().anyMatch(COMMERCIAL::contains);
        boolean isMoved = written.contains("parent_id") || written.contains("type");
        for (Records partner : partners.each()) {
            if (!partner.has("parent_id")) {
                continue;
            }
            if (isMoved) {
                fromParent(partner);
            } else if (isAddress && isContact(partner) && series.atLeast(Series.V19)) {
                Records parent = partner.related("parent_id");
                if (!parent.isEmpty()) {
                    take(parent, values(partner, ADDRESS));
                }
            }
            if (isAddress || isCommercial) {
                toChildren(partner, written);
            }
        }
    }
}
