package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code account.payment}: booked on an account of what is outstanding until a bank statement, which the fake knows not, tells of it. */
final class Payments implements Behaviour {
    @Override
    public void define(ModelDefinition payment) {
        payment.order("date desc, name desc")
                .displayName(record -> record.text("name").isEmpty() ? "Draft Payment" : record.text("name"))
                .defaultValue("date", records -> Today.of(records).toString())
                .defaultValue("payment_type", "inbound")
                .defaultValue("partner_type", "customer")
                .defaultValue("state", "draft")
                .plain("is_reconciled", "is_matched", "is_sent", "payment_transaction_id", "source_payment_id")
                .notCopied("name", "move_id", "state", "invoice_ids", "is_reconciled")
                .check("The payment amount cannot be negative.", record -> record.number("amount") >= 0)
                .method("action_post", this::post)
                .method("action_draft", Payments::draft)
                .method("action_cancel", this::cancel)
                .method("action_validate", call -> move(call, "paid"))
                .method("action_reject", call -> move(call, "rejected"))
                .beforeDelete(Payments::delete);
        fields(payment);
    }

    private static void fields(ModelDefinition payment) {
        payment.stored("company_id", Payments::company, "journal_id")
                .stored("journal_id", Payments::journal)
                .stored("currency_id", Payments::currency, "journal_id")
                .stored("name", Payments::name, "move_id.name")
                .stored("payment_method_line_id", Payments::methodLine, "journal_id", "payment_type")
                .stored("payment_method_id", Payments::method, "payment_method_line_id")
                .stored("outstanding_account_id", Payments::outstanding, "payment_method_line_id", "payment_type")
                .stored("destination_account_id", Payments::destination, "partner_id", "partner_type")
                .stored(
                        "amount_company_currency_signed",
                        Payments::inCompanyCurrency,
                        "amount",
                        "payment_type",
                        "currency_id",
                        "date")
                .computed("amount_signed", record -> sign(record) * record.number("amount") + 0.0)
                .computed(
                        "company_currency_id",
                        record -> record.related("company_id").get("currency_id"))
                .computed("payment_method_code", record -> {
                    Records method = record.related("payment_method_id");
                    return method.isEmpty() ? null : method.get("code");
                })
                .computed("need_cancel_request", record -> false)
                .computed("reconciled_invoice_ids", record -> invoices(record, true))
                .computed("reconciled_bill_ids", record -> invoices(record, false))
                .computed("reconciled_invoices_count", record ->
                        (long) invoices(record, true).size())
                .computed("reconciled_bills_count", record ->
                        (long) invoices(record, false).size())
                .computed(
                        "reconciled_invoices_type",
                        record -> record.related("invoice_ids").each().stream().anyMatch(MoveTypes::isRefund)
                                ? "credit_note"
                                : "invoice");
    }

    /** Whether an entry is that of a payment. */
    static boolean isOf(Records move) {
        return !of(move).isEmpty();
    }

    private static Records of(Records move) {
        return move.has("origin_payment_id") ? move.related("origin_payment_id") : move.related("payment_id");
    }

    private static double sign(Records payment) {
        return payment.text("payment_type").equals("outbound") ? -1 : 1;
    }

    private static List<Long> invoices(Records payment, boolean ofSale) {
        return payment.related("invoice_ids").each().stream()
                .filter(move -> ofSale ? MoveTypes.isSale(move) : MoveTypes.isPurchase(move))
                .map(Records::id)
                .toList();
    }

    private static @Nullable Object company(Records payment) {
        Records journal = payment.related("journal_id");
        return journal.isEmpty() ? (Object) payment.company() : journal.get("company_id");
    }

    private static @Nullable Object journal(Records payment) {
        List<Long> journals = payment.search(
                        "account.journal",
                        List.of(
                                List.of("type", "in", List.of("bank", "cash", "credit")),
                                List.of("company_id", "=", payment.company())))
                .ids();
        return journals.isEmpty() ? null : journals.get(0);
    }

    private static @Nullable Object currency(Records payment) {
        Records journal = payment.related("journal_id");
        Object own = journal.isEmpty() ? null : journal.get("currency_id");
        return own != null ? own : payment.related("company_id").get("currency_id");
    }

    private static @Nullable Object name(Records payment) {
        Records move = payment.related("move_id");
        return move.isEmpty() ? payment.get("name") : move.get("name");
    }

    static @Nullable Object methodLine(Records payment) {
        Records journal = payment.related("journal_id");
        if (journal.isEmpty()) {
            return null;
        }
        List<Long> lines = payment.search(
                        "account.payment.method.line",
                        List.of(
                                List.of("journal_id", "=", journal.id()),
                                List.of("payment_method_id.payment_type", "=", payment.text("payment_type"))))
                .ids();
        return lines.isEmpty() ? null : lines.get(0);
    }

    private static @Nullable Object method(Records payment) {
        Records line = payment.related("payment_method_line_id");
        return line.isEmpty() ? null : line.get("payment_method_id");
    }

    private static @Nullable Object outstanding(Records payment) {
        Records line = payment.related("payment_method_line_id");
        if (line.isEmpty()) {
            return null;
        }
        Object own = line.get("payment_account_id");
        String code = sign(payment) > 0 ? Accounts.OUTSTANDING_RECEIPTS : Accounts.OUTSTANDING_PAYMENTS;
        return own == null ? (Object) Accounts.ofCode(payment, code) : own;
    }

    private static Object destination(Records payment) {
        boolean isCustomer = payment.text("partner_type").equals("customer");
        Records partner = payment.related("partner_id");
        String field = isCustomer ? "property_account_receivable_id" : "property_account_payable_id";
        Object own = partner.isEmpty() || !partner.has(field) ? null : partner.get(field);
        return own == null
                ? (Object) Accounts.ofType(payment, isCustomer ? "asset_receivable" : "liability_payable")
                : own;
    }

    private static Object inCompanyCurrency(Records payment) {
        double rate = Amounts.rate(payment.related("currency_id"), payment.related("company_id"), payment.get("date"));
        return Amounts.rounded(
                        sign(payment) * payment.number("amount") / rate,
                        payment.related("company_id").related("currency_id"))
                + 0.0;
    }

    // ------------------------------------------------------------------------------------------- states

    private @Nullable Object post(MethodCall call) {
        for (Records payment : call.existing().each()) {
            if (payment.text("state").equals("draft")) {
                post(payment, List.of());
            }
        }
        return null;
    }

    /** What is booked besides the amount and its counterpart: an account's id, a label and an amount. */
    record WriteOff(Object account, String label, double amount) {}

    void post(Records payment, List<WriteOff> writeOffs) {
        if (payment.get("payment_method_line_id") == null) {
            throw FakeErrors.validationError("Please define a payment method line on your payment.");
        }
        payment.set("state", "in_process");
        Records entry = payment.related("move_id");
        if (entry.isEmpty()) {
            entry = payment.browse("account.move", List.of()).create(entry(payment, writeOffs));
            payment.set("move_id", entry.id());
        }
        if (!entry.text("state").equals("posted")) {
            entry.write(Map.of("state", "posted", "posted_before", true));
        }
    }

    private static Map<String, @Nullable Object> entry(Records payment, List<WriteOff> writeOffs) {
        String method = payment.related("payment_method_line_id").text("name");
        String memo = payment.text("memo");
        String label = memo.isEmpty() ? method : method + ": " + memo;
        double amount = sign(payment) * payment.number("amount");
        double rest = amount;
        List<Object> lines = new ArrayList<>();
        lines.add(line(payment, label, payment.get("outstanding_account_id"), amount));
        List<Object> others = new ArrayList<>();
        for (WriteOff writeOff : writeOffs) {
            rest += writeOff.amount();
            others.add(line(payment, writeOff.label(), writeOff.account(), writeOff.amount()));
        }
        lines.add(line(payment, label, payment.get("destination_account_id"), -rest));
        lines.addAll(others);
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        entry.put("move_type", "entry");
        entry.put("journal_id", payment.get("journal_id"));
        entry.put("date", payment.get("date"));
        entry.put("partner_id", payment.get("partner_id"));
        entry.put("currency_id", payment.get("currency_id"));
        entry.put("ref", memo.isEmpty() ? null : memo);
        entry.put(
                payment.browse("account.move", List.of()).has("origin_payment_id") ? "origin_payment_id" : "payment_id",
                payment.id());
        entry.put("line_ids", lines);
        return entry;
    }

    private static List<Object> line(Records payment, String label, @Nullable Object account, double amount) {
        double rate = Amounts.rate(payment.related("currency_id"), payment.related("company_id"), payment.get("date"));
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", label);
        values.put("account_id", account);
        values.put("amount_currency", amount);
        values.put(
                "balance",
                Amounts.rounded(amount / rate, payment.related("company_id").related("currency_id")));
        values.put("currency_id", payment.get("currency_id"));
        values.put("date_maturity", payment.get("date"));
        return List.of(0L, 0L, values);
    }

    private static @Nullable Object draft(MethodCall call) {
        Records payments = call.existing();
        payments.set("state", "draft");
        payments.related("move_id").set("state", "draft");
        return null;
    }

    private @Nullable Object cancel(MethodCall call) {
        for (Records payment : call.existing().each()) {
            Records entry = payment.related("move_id");
            payment.set("state", "canceled");
            if (!entry.isEmpty()) {
                Reconciliation.undo(entry.related("line_ids"));
                if (entry.text("state").equals("draft")) {
                    entry.delete();
                } else {
                    entry.set("state", "cancel");
                }
            }
        }
        return null;
    }

    private static @Nullable Object move(MethodCall call, String state) {
        call.existing().set("state", state);
        return null;
    }

    private static void delete(Records payments) {
        for (Records payment : payments.each()) {
            Records entry = payment.related("move_id");
            if (!entry.isEmpty() && entry.text("state").equals("posted")) {
                throw FakeErrors.validationError(
                        "A payment with an outstanding account cannot be confirmed without having a"
                                + " journal entry.");
            }
            Reconciliation.undo(entry.related("line_ids"));
            entry.delete();
        }
    }

    // ------------------------------------------------------------------------------------------ matched

    /** Says of the payments of these lines, and of those for the same invoices, whether they are matched. */
    static void refresh(List<Records> lines) {
        if (lines.isEmpty()) {
            return;
        }
        Set<Long> payments = new java.util.TreeSet<>();
        for (Records line : lines) {
            if (!line.related("move_id").isEmpty()) {
                payments.addAll(of(line.related("move_id")).ids());
                List<Object> domain = List.of(
                        List.of("invoice_ids", "in", line.related("move_id").ids()));
                payments.addAll(line.search("account.payment", domain).ids());
            }
        }
        for (Records payment :
                lines.get(0).browse("account.payment", List.copyOf(payments)).each()) {
            refresh(payment);
        }
    }

    private static void refresh(Records payment) {
        Object destination = payment.get("destination_account_id");
        boolean isMatched = payment.related("move_id").related("line_ids").each().stream()
                .filter(line -> String.valueOf(destination).equals(String.valueOf(line.get("account_id"))))
                .allMatch(line -> line.flag("reconciled"));
        payment.set("is_reconciled", isMatched && payment.get("move_id") != null);
        List<Records> invoices = payment.related("invoice_ids").each();
        boolean isPaid = !invoices.isEmpty()
                && invoices.stream()
                        .allMatch(move -> MoveTypes.isSale(move)
                                && move.text("payment_state").equals("paid"));
        if (payment.text("state").equals("in_process") && isPaid) {
            payment.set("state", "paid");
        } else if (payment.text("state").equals("paid") && !isPaid && !invoices.isEmpty()) {
            payment.set("state", "in_process");
        }
    }
}
