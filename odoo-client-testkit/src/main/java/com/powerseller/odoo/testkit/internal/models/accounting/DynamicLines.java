package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.models.accounting.tax.Taxes;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of an invoice that follow from its others: the taxes, and what is due. */
final class DynamicLines {
    private DynamicLines() {}

    /** A line as it should be: how it is recognised, and its values. */
    private record Wanted(Taxes.@Nullable Key tax, Map<String, @Nullable Object> values) {}

    /** A part of what is due. */
    private record Instalment(LocalDate due, double share, String name) {}

    static void define(ModelDefinition move, Series series) {
        boolean isSpread = series.atLeast(Series.V18);
        move.afterChanges(
                moves -> moves.each().forEach(one -> bringUpToDate(one, isSpread)),
                "line_ids.amount_currency",
                "line_ids.quantity",
                "line_ids.price_unit",
                "line_ids.discount",
                "line_ids.balance",
                "line_ids.tax_ids",
                "line_ids.account_id",
                "invoice_date_due",
                "invoice_payment_term_id",
                "payment_reference",
                "partner_id",
                "ref",
                "move_type",
                "currency_id");
    }

    private static void bringUpToDate(Records move, boolean isSpread) {
        if (MoveTypes.isInvoice(move)) {
            List<Records> lines = move.related("line_ids").each().stream()
                    .filter(MoveLines::isProduct)
                    .toList();
            InvoiceTaxes taxes = InvoiceTaxes.of(move, lines, isSpread);
            taxes.bookLines();
            replace(move, "tax", taxes(move, taxes, lines));
            replace(move, "payment_term", terms(move));
        } else {
            demandBalance(move);
        }
    }

    private static void demandBalance(Records move) {
        double balance = 0;
        for (Records line : move.related("line_ids").each()) {
            balance += line.number("balance");
        }
        if (!Amounts.isZero(balance, move.related("company_id").related("currency_id"))) {
            throw FakeErrors.userError("The entry is not balanced.");
        }
    }

    /** Changes as few lines as possible. */
    private static void replace(Records move, String kind, List<Wanted> wanted) {
        List<Records> present = new ArrayList<>(move.related("line_ids").each().stream()
                .filter(line -> line.text("display_type").equals(kind))
                .toList());
        List<Wanted> missing = new ArrayList<>();
        for (Wanted line : wanted) {
            Records same = present.stream()
                    .filter(one -> line.tax() == null || line.tax().equals(keyOf(one)))
                    .findFirst()
                    .orElse(null);
            if (same == null) {
                missing.add(line);
            } else {
                present.remove(same);
                update(same, line.values());
            }
        }
        present.forEach(Records::delete);
        for (Wanted line : missing) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(line.values());
            values.put("move_id", move.id());
            values.put("display_type", kind);
            move.browse("account.move.line", List.of()).create(values);
        }
    }

    private static Taxes.Key keyOf(Records line) {
        return new Taxes.Key(
                line.get("tax_line_id") instanceof Long tax ? tax : 0,
                line.has("group_tax_id") && line.get("group_tax_id") instanceof Long group ? group : null,
                line.related("tax_ids").ids());
    }

    private static void update(Records line, Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        values.forEach((field, value) -> {
            if (!Objects.equals(value, line.get(field))) {
                changed.put(field, value);
            }
        });
        if (!changed.isEmpty()) {
            line.write(changed);
        }
    }

    private static Map<String, @Nullable Object> booked(Records move, double amount, Object account) {
        Records company = move.related("company_id");
        double rate = Amounts.rate(move.related("currency_id"), company, move.get("date"));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("account_id", account);
        values.put("amount_currency", amount);
        values.put("balance", Amounts.rounded(amount / rate, company.related("currency_id")) + 0.0);
        values.put("currency_id", move.get("currency_id"));
        return values;
    }

    // -------------------------------------------------------------------------------------------- taxes

    private static List<Wanted> taxes(Records move, InvoiceTaxes taxes, List<Records> products) {
        List<Wanted> lines = new ArrayList<>();
        for (InvoiceTaxes.Booked booked : taxes.booked()) {
            if (booked.amount() != 0) {
                lines.add(tax(move, booked, products));
            }
        }
        return lines;
    }

    private static Wanted tax(Records move, InvoiceTaxes.Booked booked, List<Records> products) {
        Records tax = move.browse("account.tax", List.of(booked.key().tax()));
        Records repartition = Taxes.repartition(tax, MoveTypes.isRefund(move));
        Object account = repartition == null ? null : repartition.get("account_id");
        Map<String, @Nullable Object> values = booked(
                move,
                booked.amount(),
                Objects.requireNonNull(
                        account == null ? products.get(booked.firstLine()).get("account_id") : account));
        values.put("balance", booked.balance());
        values.put("name", tax.get("name"));
        values.put("tax_line_id", tax.id());
        values.put("tax_repartition_line_id", repartition == null ? null : repartition.id());
        values.put("tax_group_id", tax.get("tax_group_id"));
        values.put("tax_base_amount", booked.base());
        values.put("tax_ids", booked.key().onIt());
        if (booked.key().group() != null) {
            values.put("group_tax_id", booked.key().group());
        }
        return new Wanted(booked.key(), values);
    }

    // ---------------------------------------------------------------------------------------------- due

    private static List<Wanted> terms(Records move) {
        List<Records> lines = move.related("line_ids").each().stream()
                .filter(line -> !MoveAmounts.isTerm(line))
                .toList();
        if (lines.isEmpty()) {
            return List.of();
        }
        double due = -lines.stream()
                        .mapToDouble(line -> line.number("amount_currency"))
                        .sum()
                + 0.0;
        double balance =
                -lines.stream().mapToDouble(line -> line.number("balance")).sum() + 0.0;
        Records currency = move.related("currency_id");
        Records companys = move.related("company_id").related("currency_id");
        List<Wanted> terms = new ArrayList<>();
        double left = Amounts.rounded(due, currency);
        double balanceLeft = Amounts.rounded(balance, companys);
        List<Instalment> instalments = instalments(move, due);
        for (Instalment instalment : instalments) {
            boolean isLast = terms.size() == instalments.size() - 1;
            double amount = isLast ? left : Amounts.rounded(due * instalment.share(), currency);
            double booked = isLast ? balanceLeft : Amounts.rounded(balance * instalment.share(), companys);
            left = Amounts.rounded(left - amount, currency);
            balanceLeft = Amounts.rounded(balanceLeft - booked, companys);
            Map<String, @Nullable Object> values = booked(move, amount + 0.0, account(move));
            values.put("balance", booked + 0.0);
            values.put("date_maturity", instalment.due().toString());
            values.put("name", instalment.name().isEmpty() ? null : instalment.name());
            terms.add(new Wanted(null, values));
        }
        return terms;
    }

    private static Object account(Records move) {
        boolean isSale = MoveTypes.isSale(move);
        String own = isSale ? "property_account_receivable_id" : "property_account_payable_id";
        Records partner = move.related("partner_id");
        Object ofPartner = partner.isEmpty() || !partner.has(own)
                ? null
                : partner.related("commercial_partner_id").get(own);
        return ofPartner != null ? ofPartner : Accounts.ofType(move, isSale ? "asset_receivable" : "liability_payable");
    }

    private static List<Instalment> instalments(Records move, double due) {
        Records term = move.related("invoice_payment_term_id");
        String name = name(move);
        if (term.isEmpty()) {
            return List.of(new Instalment(LocalDate.parse(move.text("invoice_date_due")), 1, name));
        }
        List<Records> parts = term.related("line_ids").each();
        List<Instalment> instalments = new ArrayList<>();
        for (Records part : parts) {
            String number = parts.size() == 1 ? "" : "installment #" + (instalments.size() + 1);
            String separator = name.isEmpty() || number.isEmpty() ? "" : " ";
            instalments.add(new Instalment(due(move, part), share(part, due), name + separator + number));
        }
        return instalments;
    }

    private static String name(Records move) {
        String reference = move.text("payment_reference");
        String ref = move.text("ref");
        if (reference.isEmpty()) {
            return MoveTypes.of(move).equals("in_invoice") ? ref : "";
        }
        return ref.isEmpty() ? reference : ref + " - " + reference;
    }

    private static double share(Records part, double due) {
        return switch (part.text("value")) {
            case "percent" -> part.number("value_amount") / 100;
            case "fixed" -> due == 0 ? 0 : Math.signum(due) * part.number("value_amount") / due;
            default -> throw new UnsupportedByFakeException("payment terms with the value " + part.text("value"));
        };
    }

    private static LocalDate due(Records move, Records part) {
        Object invoiced = move.get("invoice_date") == null ? move.get("date") : move.get("invoice_date");
        return PaymentTerms.due(LocalDate.parse(String.valueOf(invoiced)), part);
    }

    /** The last day on which something is due. */
    static Object lastDue(Records move) {
        Records term = move.related("invoice_payment_term_id");
        if (term.isEmpty()) {
            return move.get("invoice_date_due") == null ? Today.of(move).toString() : move.text("invoice_date_due");
        }
        return term.related("line_ids").each().stream()
                .map(part -> due(move, part))
                .max(LocalDate::compareTo)
                .map(LocalDate::toString)
                .orElseGet(() -> Today.of(move).toString());
    }
}
