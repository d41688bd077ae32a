package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Database;
import java.util.Map;

/** The records that every database of Odoo's has from the start, as far as their schemas are on the class path: a currency, a company, its users, a journal. */
public final class BaseData {
    private BaseData() {}

    /**
     * Fills an empty database.
     *
     * @param login of the administrator
     */
    public static void fill(Database database, String login) {
        database.seed("res.currency", Map.of("name", "USD", "symbol", "$", "position", "before", "rounding", 0.01));
        database.seed("res.currency", Map.of("name", "EUR", "symbol", "€", "rounding", 0.01));
        database.seed("res.partner", Map.of("name", "My Company", "is_company", true));
        database.seed("res.company", Map.of("name", "My Company", "partner_id", 1L));
        database.seed("res.partner", Map.of("name", "OdooBot", "email", "odoobot@example.com", "active", false));
        database.seed("res.users", Map.of("login", "__system__", "partner_id", 2L, "active", false));
        database.seed("res.partner", Map.of("name", "Administrator"));
        database.seed("res.users", Map.of("login", login, "partner_id", 3L));
        database.seed("account.journal", Map.of("name", "Customer Invoices", "code", "INV", "type", "sale"));
    }
}
