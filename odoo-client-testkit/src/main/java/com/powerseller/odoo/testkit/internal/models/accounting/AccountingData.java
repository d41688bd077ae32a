package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A small chart of accounts, the journals, and the taxes and payment methods that Odoo's generic chart has. */
public final class AccountingData {
    private static final double RATE = 15;

    private AccountingData() {}

    /** Fills a database, as far as the schemas are on the class path. */
    public static void fill(Database database, Series series) {
        account(database, "101000", "Current Assets", "asset_current", false);
        account(database, "101401", "Bank", "asset_cash", false);
        account(database, Accounts.OUTSTANDING_RECEIPTS, "Outstanding Receipts", "asset_current", true);
        account(database, Accounts.OUTSTANDING_PAYMENTS, "Outstanding Payments", "asset_current", true);
        account(database, "121000", "Account Receivable", "asset_receivable", true);
        account(database, "131000", "Tax Paid", "asset_current", false);
        account(database, "211000", "Account Payable", "liability_payable", true);
        account(database, "251000", "Tax Received", "liability_current", false);
        account(database, "400000", "Product Sales", "income", false);
        account(database, "600000", "Expenses", "expense", false);
        account(database, "620000", "Bank Fees", "expense", false);
        method(database, "in", "inbound");
        method(database, "out", "outbound");
        PaymentTerms.fill(database);
        boolean isRenamed = series.atLeast(Series.V19);
        journal(database, isRenamed ? "Sales" : "Customer Invoices", "INV", "sale", 5, 9L);
        journal(database, isRenamed ? "Purchases" : "Vendor Bills", "BILL", "purchase", 6, 10L);
        journal(database, "Miscellaneous Operations", "MISC", "general", 9, null);
        journal(database, "Bank", "BNK1", "bank", 7, 2L);
        database.seed("account.tax.group", Map.of("name", "Tax 15%", "company_id", 1L));
        tax(database, "sale", 8L);
        tax(database, "purchase", 6L);
        if (database.knows("account.tax")) {
            database.change(
                    "res.company",
                    1,
                    Map.of(
                            "account_sale_tax_id",
                            1L,
                            "account_purchase_tax_id",
                            2L,
                            "tax_calculation_rounding_method",
                            isRenamed ? "round_globally" : "round_per_line"));
        }
    }

    private static void method(Database database, String key, String direction) {
        database.seedNamed(
                "account.account_payment_method_manual_" + key,
                "account.payment.method",
                Map.of("name", "Manual Payment", "code", "manual", "payment_type", direction));
    }

    private static void account(Database database, String code, String name, String type, boolean reconcile) {
        database.seed(
                "account.account",
                Map.of(
                        "code",
                        code,
                        "name",
                        name,
                        "account_type",
                        type,
                        "reconcile",
                        reconcile,
                        "company_ids",
                        List.of(List.of(6L, 0L, List.of(1L))),
                        "company_id",
                        1L));
    }

    private static void journal(
            Database database, String name, String code, String type, long sequence, @Nullable Long account) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("code", code);
        values.put("type", type);
        values.put("sequence", sequence);
        values.put("refund_sequence", type.equals("sale") || type.equals("purchase"));
        if (account != null) {
            values.put("default_account_id", account);
        }
        database.seedNamed("account.1_" + type, "account.journal", values);
    }

    private static void tax(Database database, String use, long account) {
        database.seedNamed(
                "account.1_" + use + "_tax_template",
                "account.tax",
                Map.of(
                        "name",
                        "15%",
                        "amount",
                        RATE,
                        "type_tax_use",
                        use,
                        "company_id",
                        1L,
                        "invoice_repartition_line_ids",
                        List.of(repartition("invoice", "base", null), repartition("invoice", "tax", account)),
                        "refund_repartition_line_ids",
                        List.of(repartition("refund", "base", null), repartition("refund", "tax", account))));
    }

    private static List<Object> repartition(String document, String type, @Nullable Long account) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("repartition_type", type);
        values.put("factor_percent", 100.0);
        values.put("document_type", document);
        if (account != null) {
            values.put("account_id", account);
        }
        return List.of(0L, 0L, values);
    }

    /** The code of a new journal that got none. */
    static @Nullable Object code(Records journal) {
        String prefix = switch (journal.text("type")) {
            case "bank" -> "BNK";
            case "cash" -> "CSH";
            case "credit" -> "CCD";
            default -> journal.text("name").replaceAll("\\W", "").toUpperCase(Locale.ROOT);
        };
        String start = prefix.substring(0, Math.min(prefix.length(), 5));
        for (int number = 1; ; number++) {
            String code = start + number;
            if (journal.search("account.journal", List.of(List.of("code", "=", code)))
                    .isEmpty()) {
                return code;
            }
        }
    }

    /** What Odoo makes with a new journal: the ways to pay. */
    static void complete(Records journal) {
        boolean isForPayments = List.of("bank", "cash", "credit").contains(journal.text("type"));
        if (!isForPayments) {
            return;
        }
        for (Records method :
                journal.search("account.payment.method", List.of()).each()) {
            journal.browse("account.payment.method.line", List.of())
                    .create(Map.of(
                            "name", method.text("name"), "payment_method_id", method.id(), "journal_id", journal.id()));
        }
    }
}
