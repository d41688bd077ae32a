package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.models.accounting.AccountingData;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The records that every database of Odoo's has from the start, as far as there are schemas of them: currencies and countries, a company, its users and their groups, a journal. */
public final class BaseData {
    private static final List<String> ADMINISTRATOR = List.of(
            "base.group_system",
            "sales_team.group_sale_manager",
            "project.group_project_manager",
            "account.group_account_manager");

    /** External id, name, model, whether it is for users only, whether it is followed unless one says otherwise. */
    private static final List<String> SUBTYPES = List.of(
            "mail.mt_comment|Discussions|||default",
            "mail.mt_note|Note||internal|",
            "mail.mt_activities|Activities||internal|",
            "account.mt_invoice_validated|Validated|account.move||",
            "account.mt_invoice_paid|Paid|account.move||",
            "account.mt_invoice_created|Invoice Created|account.move||",
            "crm.mt_lead_create|Opportunity Created|crm.lead||",
            "crm.mt_lead_stage|Stage Changed|crm.lead||",
            "sale.mt_order_sent|Quotation sent|sale.order||",
            "sale.mt_order_confirmed|Sales Order Confirmed|sale.order||",
            "sale.mt_order_viewed|Quotation Viewed|sale.order|internal|default");

    private BaseData() {}

    private static void subtype(Database database, String[] subtype) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", subtype[1]);
        values.put("res_model", subtype[2].isEmpty() ? false : subtype[2]);
        values.put("internal", !subtype[3].isEmpty());
        values.put("default", !subtype[4].isEmpty());
        database.seedNamed(subtype[0], "mail.message.subtype", values);
    }

    /**
     * Fills an empty database.
     *
     * @param login of the administrator, who is user 2
     */
    public static void fill(Database database, String login, String password) {
        StandardRights.seedGroups(database);
        language(database, "en_US");
        CountryData.fill(database);
        seed(database, "base.main_partner", "res.partner", "name", "My Company", "is_company", true);
        seed(database, "base.main_company", "res.company", "name", "My Company", "partner_id", 1L, "sequence", 0L);
        seed(
                database,
                "base.partner_root",
                "res.partner",
                "name",
                "OdooBot",
                "email",
                "odoobot@example.com",
                "active",
                false);
        seed(database, "base.user_root", "res.users", "login", "__system__", "partner_id", 2L, "active", false);
        seed(database, "base.partner_admin", "res.partner", "name", "Administrator");
        String groups = database.series().atLeast(Series.V19) ? "group_ids" : "groups_id";
        seed(
                database,
                "base.user_admin",
                "res.users",
                "login",
                login,
                "password",
                password,
                "partner_id",
                3L,
                groups,
                groups(database, ADMINISTRATOR));
        SUBTYPES.forEach(subtype -> subtype(database, subtype.split("\\|", -1)));
        seed(database, "product.product_category_goods", "product.category", "name", "Goods");
        seed(database, "uom.product_uom_unit", "uom.uom", "name", "Units");
        seed(database, "sales_team.team_sales_department", "crm.team", "name", "Sales", "alias_id", 1L, "sequence", 0L);
        if (!database.series().atLeast(Series.V17)) {
            for (String category : List.of("draft", "progress", "paused", "closed")) {
                database.seed("sale.order.stage", Map.of("name", category, "category", category));
            }
        }
        AccountingData.fill(database, database.series());
    }

    /** The command that sets groups. */
    public static List<Object> groups(Database database, List<String> externalIds) {
        List<Long> ids = externalIds.stream()
                .map(group -> Objects.requireNonNull(
                        database.reference(group), () -> "no group " + group + ": FakeOdoo.Builder.group adds one"))
                .toList();
        return List.of(List.of(6L, 0L, ids));
    }

    /** Adds a user. */
    public static void user(Database database, String login, String name, String password, List<String> groups) {
        String field = database.series().atLeast(Series.V19) ? "group_ids" : "groups_id";
        database.seed(
                "res.users",
                Map.of("login", login, "name", name, "password", password, field, groups(database, groups)));
    }

    /** Adds a group of users. */
    public static void group(Database database, String externalId, String name, List<String> implied) {
        Long id = database.seed("res.groups", Map.of("name", name, "implied_ids", groups(database, implied)));
        database.name(externalId, "res.groups", Objects.requireNonNull(id));
    }

    /** Installs a language. */
    public static void language(Database database, String code) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", code.equals("en_US") ? "English (US)" : code);
        values.put("code", code);
        values.put("iso_code", code.equals("en_US") ? "en" : code);
        values.put("url_code", code.equals("en_US") ? "en" : code);
        values.put("direction", "ltr");
        values.put("date_format", "%m/%d/%Y");
        values.put("time_format", "%H:%M:%S");
        values.put("week_start", "7");
        values.put("grouping", "[3,0]");
        values.put("decimal_point", ".");
        values.put("thousands_sep", ",");
        Long id = database.seed("res.lang", values);
        database.name("base.lang_" + (code.equals("en_US") ? "en" : code), "res.lang", Objects.requireNonNull(id));
    }

    private static void seed(Database database, String externalId, String model, Object... namesAndValues) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        database.seedNamed(externalId, model, values);
    }
}
