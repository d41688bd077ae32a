package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credit notes, and what else takes an entry back. */
class ReversalsContractTest extends AccountingContractTest {
    private Map<?, ?> reverse(String method, Values<Record> values, long... moves) {
        if (!values.asMap().containsKey("journal_id")) {
            values.set("journal_id", journal("sale"));
        }
        return (Map<?, ?>) Objects.requireNonNull(throughWizard("account.move.reversal", values, method, moves));
    }

    private long reversed(long move) {
        return made(reverse("refund_moves", values().set("date", "2026-01-20").set("reason", "wrong tier"), move));
    }

    @Test
    void aReversalIsADraftThatSettlesTheInvoiceOncePosted() {
        long id = posted("out_invoice");

        long reversal = reversed(id);

        Record made = read(MOVE, reversal, "state", "move_type", "ref", "reversed_entry_id", "amount_total");
        assertThat(made.get("state")).isEqualTo("draft");
        assertThat(made.get("move_type")).isEqualTo("out_refund");
        assertThat(made.get("ref")).isEqualTo("Reversal of: " + value(id, "name") + ", wrong tier");
        assertThat(id(made, "reversed_entry_id")).isEqualTo(id);
        assertThat(made.get("amount_total")).isEqualTo(200.25);
        assertThat(value(reversal, "date")).hasToString("2026-01-20");
        assertThat(value(reversal, "invoice_date")).hasToString("2026-01-20");
        assertThat(value(reversal, "invoice_date_due")).hasToString("2026-01-20");
        assertThat(value(id, "reversal_move_ids")).isEqualTo(List.of(reversal));
        assertThat(value(id, "payment_state")).isEqualTo("not_paid");

        post(reversal);

        assertThat(value(id, "payment_state")).isEqualTo("reversed");
        assertThat(number(id, "amount_residual")).isZero();
        assertThat(value(reversal, "payment_state")).isEqualTo("paid");
        assertThat(value(reversal, "name")).asString().startsWith("RINV/2026/");
    }

    @Test
    void withoutAReasonTheReferenceIsShort() {
        long id = posted("out_invoice");

        long reversal = made(reverse("refund_moves", values(), id));

        assertThat(value(reversal, "ref")).isEqualTo("Reversal of: " + value(id, "name"));
    }

    @Test
    void whatWasPartlyPaidIsPaidAndLeavesACredit() {
        long id = posted("out_invoice");
        pay(values().set("amount", 50), id);

        long reversal = reversed(id);
        post(reversal);

        assertThat(value(id, "payment_state")).isEqualTo("paid");
        assertThat(value(reversal, "payment_state")).isEqualTo("partial");
        assertThat(number(reversal, "amount_residual")).isEqualTo(50);
    }

    @Test
    void aModifiedInvoiceIsReversedAndMadeAnew() {
        long id = posted("out_invoice");

        long anew = made(reverse("modify_moves", values().set("date", "2026-02-02"), id));

        assertThat(value(id, "payment_state")).isEqualTo("reversed");
        assertThat(value(anew, "move_type")).isEqualTo("out_invoice");
        assertThat(value(anew, "state")).isEqualTo("draft");
        assertThat(number(anew, "amount_total")).isEqualTo(200.25);
        assertThat(value(anew, "date")).hasToString("2026-02-02");
        assertThat(value(anew, "reversed_entry_id")).isEqualTo(false);
    }

    @Test
    void anEntryIsReversedAtOnce() {
        long id = postedEntry(values());

        long reversal = made(reverse("refund_moves", values().set("journal_id", journal("general")), id));

        assertThat(value(reversal, "state")).isEqualTo("posted");
        assertThat(value(reversal, "move_type")).isEqualTo("entry");
        assertThat(lines(reversal, "balance"))
                .extracting(line -> line.get("balance"))
                .containsExactly(-10.0, 10.0);
    }

    @Test
    void severalAreReversedTogether() {
        Map<?, ?> action = reverse("refund_moves", values(), posted("out_invoice"), posted("out_invoice"));

        assertThat(action.containsKey("res_id")).isFalse();
        assertThat(action.get("domain")).asString().contains("id", "in");
    }

    @ParameterizedTest
    @CsvSource({"in_invoice, in_refund", "out_receipt, out_refund"})
    void eachKindHasItsReversal(String type, String reversal) {
        long id = posted(type);
        Values<Record> journal = values().set("journal_id", journal(type.startsWith("in_") ? "purchase" : "sale"));

        assertThat(value(made(reverse("refund_moves", journal, id)), "move_type"))
                .isEqualTo(reversal);
    }

    @Test
    void onlyWhatIsPostedIsReversed() {
        long id = invoice("out_invoice");

        refused(() -> reversed(id));
        failure(MissingRecordException.class, () -> reversed(999_999));
    }

    @ParameterizedTest
    @CsvSource({"refund_moves, out_invoice", "modify_moves, out_invoice", "refund_moves, entry"})
    void whatIsReversedOnADayToComeStaysAsItIsUntilThen(String method, String type) {
        LocalDate later = LocalDate.now(ZoneOffset.UTC).plusDays(40);
        long id = type.equals("entry") ? postedEntry(values()) : posted(type);
        long journal = journal(type.equals("entry") ? "general" : "sale");

        reverse(method, values().set("journal_id", journal).set("date", later), id);

        long reversal = found(MOVE, Domain.of("reversed_entry_id", "=", id));
        assertThat(value(reversal, "state")).isEqualTo("draft");
        assertThat(value(reversal, "auto_post")).isEqualTo("at_date");
        assertThat(value(reversal, "date")).hasToString(later.toString());
        assertThat(value(reversal, "invoice_date_due")).hasToString(later.toString());
        String shown = later.format(DateTimeFormatter.ofPattern("MM/dd/uuuu"));
        assertThat(refused(() -> post(reversal))).hasMessageContaining("auto-posted on " + shown);
        assertThat(value(id, "payment_state")).isEqualTo("not_paid");
        assertThat(value(id, "state")).isEqualTo("posted");
    }

    @Test
    void whatIsToBePostedLaterIsPostedOnceThatIsTakenBack() {
        LocalDate later = LocalDate.now(ZoneOffset.UTC).plusDays(40);
        long id = invoice(
                "out_invoice", values().set("invoice_date", later).set("auto_post", "at_date"), line("A", 1, 1));

        refused(() -> post(id));
        model(MOVE).update(id, values().set("auto_post", "no"));
        post(id);

        assertThat(value(id, "state")).isEqualTo("posted");
    }
}
