package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code account.move.line}: what is invoiced, and what is booked for it. */
final class MoveLines implements Behaviour {
    private static final Set<String> NOTES = Set.of("line_section", "line_subsection", "line_note");
    private static final List<String> OF_MOVE =
            List.of("company_id", "journal_id", "date", "ref", "invoice_date", "currency_id");

    @Override
    public void define(ModelDefinition line) {
        line.defaultValue("deductible_amount", 100.0)
                .order("date desc, move_name desc, id")
                .defaultValue("display_type", "product")
                .onDelete("move_id", OnDelete.CASCADE)
                .displayName(MoveLines::shown)
                .nameDomain((none, operator, name) ->
                        List.of("|", List.of("name", operator, name), List.of("move_id", operator, name)))
                .beforeCreate(MoveLines::balanced)
                .afterWrite(MoveLines::rebalance)
                .constraint(MoveLines::checkAccounts)
                .beforeDelete(MoveLines::demandDeletable)
                .plain("tax_base_amount", "tax_group_id", "tax_line_id", "tax_repartition_line_id", "statement_id")
                .plain("statement_line_id", "reconcile_model_id", "full_reconcile_id", "sale_line_ids", "discount_date")
                .notCopied("full_reconcile_id", "matching_number", "matched_debit_ids", "matched_credit_ids");
        for (String field : OF_MOVE) {
            line.stored(field, record -> record.related("move_id").get(field), "move_id." + field);
        }
        line.stored("move_name", record -> record.related("move_id").get("name"), "move_id.name")
                .stored("parent_state", record -> record.related("move_id").get("state"), "move_id.state")
                .stored("company_currency_id", MoveLines::companyCurrency, "company_id")
                .stored("partner_id", MoveLines::partner, "move_id.partner_id")
                .stored("payment_id", MoveLines::payment, "move_id.origin_payment_id")
                .stored("sequence", MoveLines::sequence, "display_type")
                .stored("quantity", record -> isProduct(record) ? 1.0 : 0.0, "display_type")
                .stored("name", MoveLines::name, "product_id")
                .stored("product_uom_id", MoveLines::unit, "product_id")
                .stored("price_unit", MoveLines::price, "product_id")
                .stored("tax_ids", MoveLines::taxes, "product_id")
                .stored("account_id", MoveLines::account, "product_id")
                .computed("move_type", record -> MoveTypes.of(record.related("move_id")))
                .computed("account_type", record -> ofRelated(record, "account_id", "account_type"))
                .computed("is_refund", record -> isProduct(record) && MoveTypes.isRefund(record.related("move_id")));
        LineAmounts.define(line);
    }

    static boolean isProduct(Records line) {
        return line.text("display_type").equals("product");
    }

    /** Whether a line says something and books nothing. */
    static boolean isNote(Records line) {
        return NOTES.contains(line.text("display_type"));
    }

    /** Whether a line is one of those that invoices are made of, and not one that follows from them. */
    static boolean isOfInvoice(Records line) {
        return isProduct(line) || isNote(line);
    }

    private static @Nullable Object ofRelated(Records record, String relation, String field) {
        Records other = record.related(relation);
        return other.isEmpty() ? null : other.get(field);
    }

    private static Object shown(Records line) {
        Records move = line.related("move_id");
        String name = line.text("name");
        String number = move.isEmpty() ? "" : move.text("name");
        String ref = move.isEmpty() || move.text("ref").isEmpty() ? "" : "(" + move.text("ref") + ")";
        StringBuilder shown = new StringBuilder();
        List<String> parts = List.of(number.equals("/") ? "" : number, ref, ofItself(name, number) ? "" : name);
        for (String part : parts) {
            if (!part.isEmpty()) {
                shown.append(shown.isEmpty() ? "" : " ").append(part);
            }
        }
        return shown.isEmpty() ? "Draft Entry" : shown.toString();
    }

    private static boolean ofItself(String name, String number) {
        return !number.isEmpty() && (name.equals(number) || name.endsWith(" - " + number));
    }

    private static @Nullable Object companyCurrency(Records line) {
        return ofRelated(line, "company_id", "currency_id");
    }

    private static @Nullable Object partner(Records line) {
        Records partner = line.related("move_id").related("partner_id");
        return partner.isEmpty() ? null : partner.get("commercial_partner_id");
    }

    private static @Nullable Object payment(Records line) {
        Records move = line.related("move_id");
        return move.has("origin_payment_id") ? move.get("origin_payment_id") : null;
    }

    private static Object sequence(Records line) {
        return switch (line.text("display_type")) {
            case "tax" -> 10000L;
            case "payment_term" -> 12000L;
            default -> 100L;
        };
    }

    // --------------------------------------------------------------------------- what a product brings

    private static @Nullable Object name(Records line) {
        Records product = line.related("product_id");
        if (product.isEmpty()) {
            return line.get("name");
        }
        String description =
                MoveTypes.isPurchase(line.related("move_id")) ? "description_purchase" : "description_sale";
        String more = product.has(description) ? product.text(description) : "";
        return product.get("display_name") + (more.isEmpty() ? "" : "\n" + more);
    }

    private static @Nullable Object unit(Records line) {
        return ofRelated(line, "product_id", "uom_id");
    }

    private static @Nullable Object price(Records line) {
        Records product = line.related("product_id");
        Records move = line.related("move_id");
        if (product.isEmpty() || !MoveTypes.isInvoice(move)) {
            return line.get("price_unit");
        }
        double price = MoveTypes.isSale(move) ? product.number("list_price") : product.number("standard_price");
        return price * Amounts.rate(line.related("currency_id"), line.related("company_id"), move.get("date"));
    }

    private static List<Long> taxes(Records line) {
        Records move = line.related("move_id");
        Records product = line.related("product_id");
        if (product.isEmpty() || !isProduct(line) || !MoveTypes.isInvoice(move)) {
            return List.of();
        }
        String field = MoveTypes.isSale(move) ? "taxes_id" : "supplier_taxes_id";
        return product.has(field)
                ? product.related(field).each().stream()
                        .filter(tax -> line.related("company_id").ids().contains(tax.get("company_id")))
                        .map(Records::id)
                        .toList()
                : List.of();
    }

    private static @Nullable Object account(Records line) {
        Records move = line.related("move_id");
        if (!isProduct(line) || !MoveTypes.isInvoice(move)) {
            return line.get("account_id");
        }
        Records product = line.related("product_id");
        String side = MoveTypes.isSale(move) ? "income" : "expense";
        if (!product.isEmpty()) {
            Object own = product.has("property_account_" + side + "_id")
                    ? product.get("property_account_" + side + "_id")
                    : null;
            if (own != null) {
                return own;
            }
            Records category = product.related("categ_id");
            Object ofCategory = category.isEmpty() ? null : category.get("property_account_" + side + "_categ_id");
            if (ofCategory != null) {
                return ofCategory;
            }
        }
        return ofRelated(move, "journal_id", "default_account_id");
    }

    // ------------------------------------------------------------------------------------- constraints

    /** What is given as debit and credit. */
    private static Map<String, @Nullable Object> balanced(Map<String, @Nullable Object> values) {
        if (!values.containsKey("move_id")) {
            throw FakeErrors.of("builtins.KeyError", "move_id");
        }
        Map<String, @Nullable Object> complete = new LinkedHashMap<>(values);
        if (!values.containsKey("balance") && (values.containsKey("debit") || values.containsKey("credit"))) {
            complete.put("balance", number(values.get("debit")) - number(values.get("credit")));
        }
        return complete;
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : 0;
    }

    private static void rebalance(Records lines, Set<String> written) {
        if (written.contains("balance") || !(written.contains("debit") || written.contains("credit"))) {
            return;
        }
        for (Records line : lines.each()) {
            boolean isDebit = written.contains("debit") && (line.number("debit") != 0 || !written.contains("credit"));
            line.set("balance", isDebit ? line.number("debit") : -line.number("credit"));
        }
    }

    private static void checkAccounts(Records lines) {
        for (Records line : lines.each()) {
            if (!isNote(line) && line.get("account_id") == null) {
                throw FakeErrors.validationError(
                        "The operation cannot be completed: Missing required account on accountable line.");
            }
        }
    }

    private static void demandDeletable(Records lines) {
        for (Records move : lines.related("move_id").each()) {
            if (move.text("state").equals("posted")) {
                throw FakeErrors.userError(
                        "You can't delete a posted journal item: reset the journal entry to draft first.");
            }
        }
    }
}
