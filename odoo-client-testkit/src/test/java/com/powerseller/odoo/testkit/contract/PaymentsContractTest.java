package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payments: of invoices, by the wizard that registers them, and by themselves. */
class PaymentsContractTest extends AccountingContractTest {
    private Values<Record> amount(double amount) {
        return values().set("amount", amount).set("payment_date", "2026-01-20").set("journal_id", journal("bank"));
    }

    private List<@Nullable Object> of(long payment, String... fields) {
        Record read = read(PAYMENT, payment, fields);
        return Stream.of(fields).<@Nullable Object>map(read::get).toList();
    }

    @Test
    void aPaymentOfAllPaysAnInvoice() {
        long id = posted("out_invoice");

        long payment = pay(values(), id);

        assertThat(value(id, "payment_state")).isEqualTo("paid");
        assertThat(number(id, "amount_residual")).isZero();
        assertThat(value(id, "has_reconciled_entries")).isEqualTo(true);
        assertThat(value(id, "matched_payment_ids")).isEqualTo(List.of(payment));
        assertThat(value(id, "payment_count")).isEqualTo(1L);
        assertThat(of(payment, "amount", "payment_type", "partner_type", "is_reconciled", "reconciled_invoice_ids"))
                .containsExactly(200.25, "inbound", "customer", true, List.of(id));
        assertThat(of(payment, "state", "memo")).containsExactly("paid", value(id, "name"));
        Record due = lines(id, "reconciled", "amount_residual", "full_reconcile_id", "matching_number")
                .get(1);
        assertThat(due.get("reconciled")).isEqualTo(true);
        assertThat(due.get("amount_residual")).isEqualTo(0.0);
        assertThat(id(due, "full_reconcile_id")).isNotNull();
        assertThat(due.get("matching_number")).isEqualTo(String.valueOf(id(due, "full_reconcile_id")));
    }

    @Test
    void aPartLeavesTheRestDue() {
        long id = posted("out_invoice");

        long part = pay(amount(50.10), id);

        assertThat(value(id, "payment_state")).isEqualTo("partial");
        assertThat(number(id, "amount_residual")).isEqualTo(150.15);
        assertThat(number(id, "amount_residual_signed")).isEqualTo(150.15);
        assertThat(of(part, "amount", "state", "is_reconciled")).containsExactly(50.10, "in_process", true);
        assertThat(String.valueOf(of(part, "date").get(0))).isEqualTo("2026-01-20");
        assertThat(String.valueOf(lines(id, "matching_number").get(1).get("matching_number")))
                .startsWith("P");
        long rest = pay(values(), id);
        assertThat(of(rest, "amount")).containsExactly(150.15);
        assertThat(value(id, "payment_state")).isEqualTo("paid");
        assertThat((List<?>) value(id, "matched_payment_ids")).hasSize(2);
    }

    @Test
    void tooMuchStaysWithTheCustomer() {
        long id = posted("out_invoice");

        long payment = pay(amount(500), id);

        assertThat(value(id, "payment_state")).isEqualTo("paid");
        assertThat(of(payment, "is_reconciled", "amount")).containsExactly(false, 500.0);
    }

    @ParameterizedTest
    @CsvSource({"out_refund, customer", "in_invoice, supplier"})
    void whatTheCompanyOwesIsPaidOut(String type, String partnerType) {
        long id = posted(type);

        long payment = pay(values(), id);

        assertThat(value(id, "payment_state")).isEqualTo("paid");
        assertThat(of(payment, "payment_type", "partner_type", "amount", "amount_signed"))
                .containsExactly("outbound", partnerType, 200.25, -200.25);
    }

    @Test
    void aPaymentIsBookedInItsJournal() {
        long id = posted("out_invoice");
        long payment = pay(values(), id);

        List<?> named = (List<?>) Objects.requireNonNull(of(payment, "move_id").get(0));
        long entry = (Long) named.get(0);
        assertThat(String.valueOf(of(payment, "name").get(0))).matches("PBNK1/20\\d\\d/\\d{5}");
        assertThat(named.get(1)).isEqualTo(of(payment, "name").get(0) + " (" + value(id, "name") + ")");
        assertThat(value(entry, "state")).isEqualTo("posted");
        assertThat(number(entry, "amount_total")).isEqualTo(200.25);
        List<Record> lines = lines(entry, "debit", "credit", "account_type", "name", "reconciled");
        assertThat(lines.get(0).get("debit")).isEqualTo(200.25);
        assertThat(lines.get(0).get("account_type")).isEqualTo("asset_current");
        assertThat(lines.get(1).get("credit")).isEqualTo(200.25);
        assertThat(lines.get(1).get("account_type")).isEqualTo("asset_receivable");
        assertThat(lines.get(1).get("reconciled")).isEqualTo(true);
        assertThat(lines.get(0).get("name")).isEqualTo("Manual Payment: " + value(id, "name"));
    }

    @Test
    void severalInvoicesHaveAPaymentEach() {
        long one = posted("out_invoice");
        long other = posted("out_invoice");

        Map<?, ?> action = (Map<?, ?>) Objects.requireNonNull(
                throughWizard("account.payment.register", values(), "action_create_payments", one, other));

        assertThat(action.containsKey("res_id")).isFalse();
        assertThat(action.get("domain")).asString().contains("id", "in");
        assertThat(value(one, "payment_state")).isEqualTo("paid");
        assertThat(value(other, "payment_state")).isEqualTo("paid");
    }

    @Test
    void whatIsPaidIsNotPaidAgain() {
        long id = posted("out_invoice");
        pay(values(), id);

        refused(() -> pay(values(), id));
        refused(() -> pay(amount(10), id));
    }

    @Test
    void whatIsCancelledIsNotPaid() {
        long id = invoice("out_invoice");
        run(MOVE, "button_cancel", id);

        refused(() -> pay(values(), id));
    }

    @Test
    void draftsAreNotPaidBeforeSeries19() {
        assumeThat(run.target().series()).isNotEqualTo("19.0");
        long id = invoice("out_invoice");

        refused(() -> pay(values(), id));
    }

    @Test
    void theWizardIsForEntries() {
        refused(() -> model("account.payment.register").create(values()));
    }

    @Test
    void anAmountIsNotNegative() {
        long id = posted("out_invoice");

        invalid(() -> pay(amount(-5), id));
        invalid(() -> model(PAYMENT).create(values().set("amount", -1)));
        assertThat(value(id, "payment_state")).isEqualTo("not_paid");
    }

    @Test
    void aJournalWithoutWaysToPayIsRefused() {
        long id = posted("out_invoice");

        invalid(() -> pay(values().set("journal_id", journal("sale")), id));
    }

    @Test
    void aDifferenceIsWrittenOff() {
        long id = posted("out_invoice");

        pay(
                amount(200)
                        .set("payment_difference_handling", "reconcile")
                        .set("writeoff_account_id", account("620000"))
                        .set("writeoff_label", "fee"),
                id);

        assertThat(value(id, "payment_state")).isEqualTo("paid");
        assertThat(number(id, "amount_residual")).isZero();
    }

    @Test
    void anInvoiceThatBecomesADraftIsDueAgainBeforeSeries19() {
        long id = posted("out_invoice");
        pay(values(), id);

        run(MOVE, "button_draft", id);

        boolean isKept = run.target().series().equals("19.0");
        assertThat(value(id, "payment_state")).isEqualTo(isKept ? "paid" : "not_paid");
        assertThat(number(id, "amount_residual")).isEqualTo(isKept ? 0 : 200.25);
    }

    @Test
    void aPaymentByItselfGoesFromDraftToInProcess() {
        long payment =
                model(PAYMENT).create(values().set("partner_id", customer()).set("amount", 75));
        assertThat(of(payment, "state", "display_name", "payment_type", "partner_type", "move_id"))
                .containsExactly("draft", "Draft Payment", "inbound", "customer", false);

        assertThat(run(PAYMENT, "action_post", payment)).isNull();

        assertThat(of(payment, "state", "amount_signed", "is_reconciled")).containsExactly("in_process", 75.0, false);
        assertThat(String.valueOf(of(payment, "name").get(0))).startsWith("PBNK1/");
        assertThat(run(PAYMENT, "action_post", payment)).isNull();
        assertThat(run(PAYMENT, "action_draft", payment)).isNull();
        assertThat(of(payment, "state")).containsExactly("draft");
        assertThat(run(PAYMENT, "action_cancel", payment)).isNull();
        assertThat(of(payment, "state", "move_id")).containsExactly("canceled", false);
        model(PAYMENT).delete(payment);
        assertThat(model(PAYMENT).exists(List.of(payment))).isEmpty();
    }

    @Test
    void aCancelledPaymentPaysNothing() {
        long id = posted("out_invoice");
        long payment = pay(values(), id);

        run(PAYMENT, "action_cancel", payment);

        assertThat(value(id, "payment_state")).isEqualTo("not_paid");
        assertThat(number(id, "amount_residual")).isEqualTo(200.25);
        assertThat(of(payment, "state")).containsExactly("canceled");
    }

    @Test
    void aPaymentInProcessIsNotDeleted() {
        long payment =
                model(PAYMENT).create(values().set("partner_id", customer()).set("amount", 75));
        run(PAYMENT, "action_post", payment);

        invalid(() -> model(PAYMENT).delete(payment));
    }

    @Test
    void aDeletedPaymentPaysNothing() {
        long id = posted("out_invoice");
        long payment = pay(values(), id);
        run(PAYMENT, "action_draft", payment);

        model(PAYMENT).delete(payment);

        assertThat(value(id, "payment_state")).isEqualTo("not_paid");
    }
}
