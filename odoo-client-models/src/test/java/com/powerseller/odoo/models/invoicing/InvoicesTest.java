package com.powerseller.odoo.models.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.CannedOdoo;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the series differ in, and what goes over the wire; the contract tests of the examples ask a real server. */
class InvoicesTest {
    private static final LocalDate DAY = LocalDate.of(2026, 2, 28);
    private static final String WIZARD =
            "{'type': 'ir.actions.act_window', 'res_model': 'validate.account.move', 'name': 'Confirm Entries', 'views': [[false, 'form']]}";
    private static final String BANK = "[{'id': 6, 'name': 'Main', 'type': 'bank'}]";
    private static final String DUE =
            "[{'id': 7, 'name': 'INV/7', 'state': 'posted', 'amount_residual': 140.17, 'currency_id': [3, 'CHF']}]";

    @Test
    void postingIsOneRequest() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0")) {
            odoo.answer("account.move.action_post", "false");

            Invoices.of(odoo.client()).post(List.of(7L, 8L));

            assertThat(odoo.calls()).containsExactly("account.move.action_post [[7,8]] {}");
        }
    }

    @Test
    void aWizardInsteadOfPostingSaysWhichDecisionOdooWants() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0")) {
            odoo.answer("account.move.action_post", WIZARD)
                    .answer("account.move.read", "[{'id': 7, 'state': 'posted'}, {'id': 8, 'state': 'draft'}]");

            DecisionRequiredException refused = catchThrowableOfType(
                    DecisionRequiredException.class,
                    () -> Invoices.of(odoo.client()).post(List.of(7L, 8L)));

            assertThat(refused).hasMessageContaining("[8]").hasMessageContaining("Confirm Entries");
            assertThat(refused.wizard()).isEqualTo("validate.account.move");
            assertThat(refused.invoices()).containsExactly(8L);
        }
    }

    @Test
    void aWizardThatComesAfterPostingIsNoRefusal() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0")) {
            odoo.answer(
                            "account.move.action_post",
                            "{'res_model': 'account.autopost.bills.wizard', 'name': 'Autopost'}")
                    .answer("account.move.read", "[{'id': 7, 'state': 'posted'}]");

            Invoices.of(odoo.client()).post(List.of(7L));

            assertThat(odoo.calls()).hasSize(2);
        }
    }

    @Test
    void noIdsAreNoRequest() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0")) {
            Invoices invoices = Invoices.of(odoo.client());

            invoices.post(List.of());
            invoices.resetToDraft(List.of());
            invoices.cancel(List.of());

            assertThat(invoices.find(List.of())).isEmpty();
            assertThat(odoo.calls()).isEmpty();
        }
    }

    @Test
    void aPaymentWithoutAmountIsOfAllThatIsDue() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("16.0")) {
            odoo.answer("account.move.read", DUE)
                    .answer("account.journal.read", BANK)
                    .answer("account.payment.register.create", "[31]")
                    .answer("account.payment.register.action_create_payments", "{'res_id': 12}");

            long payment = Invoices.of(odoo.client()).registerPayment(7, DAY, 6);

            assertThat(payment).isEqualTo(12);
            String context = "{'context':{'active_model':'account.move','active_ids':[7]}}".replace('\'', '"');
            assertThat(odoo.calls().subList(2, 4))
                    .containsExactly(
                            "account.payment.register.create [[{'payment_date':'2026-02-28','amount':140.17,'currency_id':3,'journal_id':6,'payment_difference_handling':'open'}]] "
                                            .replace('\'', '"')
                                    + context,
                            "account.payment.register.action_create_payments [[31]] " + context);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cash", "credit", "wallet"})
    void allOtherJournalsAreForOdooToJudge(String type) throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0")) {
            odoo.answer("account.move.read", DUE)
                    .answer("account.journal.read", BANK.replace("bank", type))
                    .answer("account.payment.register.create", "[31]")
                    .answer("account.payment.register.action_create_payments", "{'res_id': 12}");

            assertThat(Invoices.of(odoo.client()).registerPayment(7, DAY, 6)).isEqualTo(12);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "cancel"})
    void onlyPostedInvoicesArePaid(String state) throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("19.0")) {
            odoo.answer("account.move.read", DUE.replace("posted", state));

            assertThatThrownBy(() -> Invoices.of(odoo.client()).registerPayment(7, DAY, BigDecimal.TEN, 6))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(state);
            assertThat(odoo.calls()).hasSize(1);
        }
    }

    @Test
    void whatCannotBePaidIsSaidBeforeAnythingIsWritten() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("19.0")) {
            odoo.answer("account.move.read", DUE.replace("140.17", "0.0")).answer("account.move.read", "[]");
            Invoices invoices = Invoices.of(odoo.client());

            assertThatThrownBy(() -> invoices.registerPayment(7, DAY, 6))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing is due on INV/7");
            assertThatThrownBy(() -> invoices.registerPayment(8, DAY, 6))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("account.move 8");
            assertThatThrownBy(() -> invoices.registerPayment(7, DAY, BigDecimal.ZERO, 6))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(odoo.calls()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sale", "purchase", "general"})
    void aJournalThatIsNotForPaymentsIsSaidBeforeAnythingIsWritten(String type) throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0")) {
            odoo.answer("account.move.read", DUE)
                    .answer("account.journal.read", BANK.replace("bank", type))
                    .answer("account.move.read", DUE)
                    .answer("account.journal.read", "[]");
            Invoices invoices = Invoices.of(odoo.client());

            assertThatThrownBy(() -> invoices.registerPayment(7, DAY, 6))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("account.journal 6, Main, is of type " + type);
            assertThatThrownBy(() -> invoices.registerPayment(7, DAY, 66))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("account.journal 66");
            assertThat(odoo.calls()).hasSize(4);
        }
    }

    @Test
    void aPaymentThatTheAnswerDoesNotNameWasMadeAllTheSame() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0")) {
            odoo.answer("account.move.read", DUE)
                    .answer("account.journal.read", BANK)
                    .answer("account.payment.register.create", "[31]")
                    .answer("account.payment.register.action_create_payments", "true");

            assertThatThrownBy(() -> Invoices.of(odoo.client()).registerPayment(7, DAY, 6))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has registered a payment");
        }
    }

    @Test
    void upTo16AReversalIsARefundOfTheWizard() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("16.0")) {
            odoo.answer("account.move.read", "[{'id': 7, 'journal_id': [1, 'Sales']}]")
                    .answer("account.move.reversal.create", "[31]")
                    .answer("account.move.reversal.reverse_moves", "{'res_id': 9}");

            assertThat(Invoices.of(odoo.client()).reverse(7, DAY, "wrong")).isEqualTo(9);

            assertThat(odoo.calls().get(1))
                    .contains("\"refund_method\":\"refund\"", "\"date_mode\":\"custom\"", "\"journal_id\":1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0", "18.0+e", "19.0"})
    void from17OnAReversalHasNoMethodOfItsOwn(String series) throws IOException {
        try (CannedOdoo odoo = new CannedOdoo(series)) {
            odoo.answer("account.move.read", "[{'id': 7, 'journal_id': [1, 'Sales']}]")
                    .answer("account.move.reversal.create", "[31]")
                    .answer("account.move.reversal.refund_moves", "{'res_id': 9}");

            assertThat(Invoices.of(odoo.client()).reverse(7, DAY, "wrong")).isEqualTo(9);

            assertThat(odoo.calls().get(1))
                    .isEqualTo(
                            "account.move.reversal.create [[{'date':'2026-02-28','reason':'wrong','journal_id':1}]] {'context':{'active_model':'account.move','active_ids':[7]}}"
                                    .replace('\'', '"'));
        }
    }

    @Test
    void aPaymentStateThatOnlyTheServerKnowsIsKept() throws IOException {
        try (CannedOdoo odoo = new CannedOdoo("18.0")) {
            odoo.answer("account.move.read", "[{'id': 7, 'payment_state': 'blocked'}]")
                    .answer("account.move.read", "[{'id': 7, 'payment_state': 'in_dispute'}]");
            Invoices invoices = Invoices.of(odoo.client());

            assertThat(invoices.paymentState(7)).isEqualTo(AccountMove.PaymentState.BLOCKED);
            assertThat(invoices.paymentState(7).value()).isEqualTo("in_dispute");
        }
    }
}
