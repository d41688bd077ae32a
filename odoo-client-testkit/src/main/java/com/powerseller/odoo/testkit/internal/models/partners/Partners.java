package com.powerseller.odoo.testkit.internal.models.partners;

import com.powerseller.odoo.testkit.internal.models.accounting.Accounts;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code res.partner}: how contacts are named, which company they belong to, and what they have from it. */
final class Partners implements Behaviour {
    private final Series series;

    private final Names names;

    Partners(Series series) {
        this.series = series;
        this.names = new Names(series);
    }

    @Override
    public void define(ModelDefinition partner) {
        String[] naming = {"name", "type", "is_company", "company_name", "commercial_company_name", "parent_id.name"};
        partner.order(series.atLeast(Series.V17) ? "complete_name ASC, id DESC" : "display_name ASC, id DESC")
                .displayName(names::shown)
                .namesSearched("complete_name", "email", "ref", "vat", "company_registry")
                .defaultValue("type", "contact")
                .defaultValue("color", 0L)
                .defaultValue("autopost_bills", "ask")
                .defaultValue("calendar_last_notif_ack", Records::timestamp)
                .fallback("trust", unused -> "normal")
                .fallback(
                        "property_account_receivable_id",
                        record -> Accounts.ofCompany(record, "asset_receivable", series))
                .fallback(
                        "property_account_payable_id",
                        record -> Accounts.ofCompany(record, "liability_payable", series))
                .stored("lang", Partners::language)
                .stored("user_id", Partners::salesperson, "parent_id")
                .stored("commercial_partner_id", Partners::commercial, "is_company", "parent_id.commercial_partner_id")
                .stored("commercial_company_name", Names::company, "company_name", "commercial_partner_id.name")
                .stored("complete_name", names::complete, naming)
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
                .lines("child_ids", child -> child.flag("active"))
                .beforeWrite(Partners::demandHierarchy)
                .beforeWrite(Partners::checkArchiving)
                .beforeDelete(Partners::checkDeleting)
                .beforeDelete(Partners::demandNoEntries)
                .cleaned("website", Websites::cleaned)
                .computed("contact_address", Addresses::withCompany)
                .computed("contact_address_inline", Addresses::inline)
                .computed("email_formatted", Names::withEmail)
                .copiedAs("name", name -> name + " (copy)")
                .notCopied("barcode")
                .constraint(Partners::checkBarcodes)
                .modelMethod("name_create", this::createByName);
        Sharing.define(partner, series);
    }

    // -------------------------------------------------------------------------------------------- names

    /** {@code name_create}: a name and an address of email may be in one text. */
    private Object createByName(MethodCall call) {
        String text = String.valueOf(call.argument(0, "name"));
        Emails.Contact contact = Emails.contact(text);
        String email = contact.email();
        if (email == null && Boolean.TRUE.equals(call.records().context().get("force_email"))) {
            throw FakeErrors.validationError("Couldn't create contact without email address!");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", contact.name().isEmpty() && email != null ? email : contact.name());
        if (email != null) {
            values.put("email", email);
        }
        Records created = call.records().create(values);
        return List.of(created.id(), String.valueOf(names.shown(created.sudo())).strip());
    }

    private static void checkBarcodes(Records partners) {
        for (Records partner : partners.each()) {
            String barcode = partner.has("barcode") ? partner.text("barcode") : "";
            boolean isTaken = !barcode.isEmpty()
                    && partner.search(
                                            "res.partner",
                                            List.of(List.of("barcode", "=", barcode), List.of("active", "=", true)))
                                    .ids()
                                    .size()
                            > 1;
            if (isTaken) {
                throw FakeErrors.validationError("Another partner already has this barcode");
            }
        }
    }

    private static boolean isNamed(Records partner) {
        return (partner.has("type") && !partner.text("type").equals("contact")) || partner.get("name") != null;
    }

    // ---------------------------------------------------------------------------------------- hierarchy

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

    /** Entries keep the partner, unless they are cancelled: those are left to the database. */
    private static void demandNoEntries(Records partners) {
        List<?> entries = List.of(
                List.of("partner_id", "in", partners.ids()), List.of("state", "in", List.of("draft", "posted")));
        boolean hasAccounting = ((RecordSet) partners).environment().database().knows("account.move");
        if (hasAccounting && !partners.sudo().search("account.move", entries).isEmpty()) {
            throw FakeErrors.userError("The partner cannot be deleted: entries of the accounting are with it.");
        }
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
        return Names.commercialPartner(partner).id();
    }

    private static Object language(Records partner) {
        Records parent = partner.has("parent_id") ? partner.related("parent_id") : partner;
        boolean hasOne = !parent.isEmpty() && !parent.ids().equals(partner.ids()) && parent.get("lang") != null;
        return hasOne ? Objects.requireNonNull(parent.get("lang")) : "en_US";
    }

    /** A person who has none has that of the company. */
    private static @Nullable Object salesperson(Records partner) {
        Object own = partner.get("user_id");
        boolean isPerson =
                own == null && partner.has("parent_id") && partner.has("is_company") && !partner.flag("is_company");
        Records parent = isPerson ? partner.related("parent_id") : partner;
        return isPerson && !parent.isEmpty() ? parent.get("user_id") : own;
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
}
