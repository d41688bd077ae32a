package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.model.Record;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An invoice's way from draft to posted, and back. */
class PostingContractTest extends AccountingContractTest {
    /** Odoo itself finds nine codes for journals of a kind. */
    private static final AtomicInteger JOURNALS = new AtomicInteger();

    private static final long NOBODY = 999_999;

    private String state(long id) {
        return String.valueOf(value(id, "state"));
    }

    private String name(long id) {
        return String.valueOf(value(id, "name"));
    }

    @Test
    void aDraftHasNoNumberAndAPostedOneHas() {
        long id = invoice("out_invoice");
        assertThat(value(id, "name")).isEqualTo(false);
        assertThat(read(MOVE, id, "display_name").get("display_name")).isEqualTo("Draft Invoice");

        Object answer = post(id);

        assertThat(answer).isEqualTo(false);
        assertThat(state(id)).isEqualTo("posted");
        assertThat(name(id)).matches("INV/2026/\\d{5}");
        assertThat(value(id, "display_name")).isEqualTo(name(id));
        assertThat(value(id, "payment_reference")).isEqualTo(name(id));
        assertThat(value(id, "posted_before")).isEqualTo(true);
        assertThat(lines(id, "move_name", "parent_state", "name"))
                .allSatisfy(line -> assertThat(line.get("move_name")).isEqualTo(name(id)))
                .allSatisfy(line -> assertThat(line.get("parent_state")).isEqualTo("posted"))
                .last()
                .satisfies(line -> assertThat(line.get("name")).isEqualTo(name(id)));
    }

    @Test
    void numbersFollowEachOtherInAYear() {
        long first = posted("out_invoice");
        long second = posted("out_invoice");
        long lastYears = invoice("out_invoice", values().set("invoice_date", "2024-12-31"), line("A", 1, 1));
        post(lastYears);

        long number = (long) number(first, "sequence_number");
        assertThat(value(second, "sequence_number")).isEqualTo(number + 1);
        assertThat(value(first, "sequence_prefix")).isEqualTo("INV/2026/");
        assertThat(name(lastYears)).startsWith("INV/2024/");
    }

    @ParameterizedTest
    @CsvSource({
        "B-07-99999999999, B-07-99, 999999999",
        "A/2024-07-b12x, A/2024-07-b, 12",
        "A12b-, A, 12",
        "letters, '', 0"
    })
    void aNumberIsTheLastDigitsOfAName(String name, String prefix, long number) {
        long journal = model("account.journal")
                .create(values().set("name", unique())
                        .set("code", "N" + JOURNALS.incrementAndGet())
                        .set("type", "general"));
        long id = model(MOVE).create(values().set("name", name).set("journal_id", journal));

        assertThat(value(id, "sequence_prefix")).isEqualTo(prefix);
        assertThat(value(id, "sequence_number")).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "out_refund, RINV/2026/\\d{5}",
        "in_invoice, BILL/2026/01/\\d{4}",
        "in_refund, RBILL/2026/01/\\d{4}",
        "out_receipt, INV/2026/\\d{5}"
    })
    void eachKindHasNumbersOfItsOwn(String type, String pattern) {
        long id = posted(type);

        assertThat(name(id)).matches(pattern);
        assertThat(value(id, "payment_reference")).isEqualTo(false);
    }

    @Test
    void anEntryHasANumberOfTheMonth() {
        long id = postedEntry(values().set("date", "2026-03-05"));

        assertThat(name(id)).matches("MISC/2026/03/\\d{4}");
        assertThat(value(id, "payment_state")).isEqualTo("not_paid");
    }

    @Test
    void postingDatesAnInvoiceThatHasNoDate() {
        long id = invoice("out_invoice", values().set("invoice_date", null).set("date", "2026-02-02"), line("A", 1, 1));

        post(id);

        assertThat(value(id, "invoice_date")).isNotEqualTo(false).isEqualTo(value(id, "date"));
    }

    @Test
    void aBillNeedsADate() {
        long id = invoice("in_invoice", values().set("invoice_date", null), line("A", 1, 1));

        refused(() -> post(id));
        assertThat(state(id)).isEqualTo("draft");
    }

    @Test
    void onlyDraftsArePosted() {
        long id = posted("out_invoice");
        long draft = invoice("out_invoice");

        assertThat(refused(() -> post(id)))
                .hasMessageContaining("The entry " + name(id) + " (id " + id + ") must be in draft.");
        refused(() -> post(draft, id));
        assertThat(state(draft)).isEqualTo("draft");
    }

    @Test
    void nothingIsPostedThatHasNoLines() {
        long id = invoice("out_invoice", values());

        refused(() -> post(id));
    }

    @ParameterizedTest
    @CsvSource({"out_invoice", "in_invoice"})
    void anInvoiceNeedsAPartner(String type) {
        long id = invoice(type, values().set("partner_id", null), line("A", 1, 1));

        refused(() -> post(id));
    }

    @Test
    void aNegativeInvoiceIsRefused() {
        long id = invoice("out_invoice", values(), line("A", 1, -5));

        assertThat(refused(() -> post(id))).hasMessageContaining("negative total amount");
    }

    @Test
    void anInvoiceOfNothingIsPaidAtOnce() {
        long id = invoice("out_invoice", values(), line("A", 1, 0));
        assertThat(value(id, "payment_state")).isEqualTo("not_paid");

        post(id);

        assertThat(value(id, "payment_state")).isEqualTo("paid");
    }

    @Test
    void whatIsNotThereIsMissing() {
        failure(MissingRecordException.class, () -> post(NOBODY));
        failure(MissingRecordException.class, () -> run(MOVE, "button_draft", NOBODY));
        failure(MissingRecordException.class, () -> run(MOVE, "button_cancel", NOBODY));
    }

    @Test
    void noneAtAllIsFine() {
        assertThat(post()).isEqualTo(false);
        assertThat(run(MOVE, "button_draft")).isNull();
        assertThat(run(MOVE, "button_cancel")).isNull();
    }

    @Test
    void aPostedOneBecomesADraftAgainAndKeepsItsNumber() {
        long id = posted("out_invoice");
        String name = name(id);

        assertThat(run(MOVE, "button_draft", id)).isNull();

        assertThat(state(id)).isEqualTo("draft");
        assertThat(name(id)).isEqualTo(name);
        assertThat(value(id, "display_name")).isEqualTo("Draft Invoice " + name);
        assertThat(refused(() -> run(MOVE, "button_draft", id)))
                .hasMessageContaining("Only posted/cancelled journal entries can be reset to draft.");
        post(id);
        assertThat(name(id)).isEqualTo(name);
    }

    @Test
    void aDraftIsCancelledAndACancelledOneBecomesADraft() {
        long id = invoice("out_invoice");

        assertThat(run(MOVE, "button_cancel", id)).isNull();
        assertThat(state(id)).isEqualTo("cancel");
        assertThat(value(id, "payment_state")).isEqualTo("not_paid");
        assertThat(refused(() -> run(MOVE, "button_cancel", id)))
                .hasMessageContaining("Only draft journal entries can be cancelled.");
        refused(() -> post(id));
        run(MOVE, "button_draft", id);
        assertThat(state(id)).isEqualTo("draft");
    }

    @Test
    void aPostedOneIsCancelledSinceSeries19() {
        assumeThat(run.target().series()).isEqualTo("19.0");
        long id = posted("out_invoice");

        run(MOVE, "button_cancel", id);

        assertThat(state(id)).isEqualTo("cancel");
    }

    @ParameterizedTest
    @CsvSource({"partner_id", "invoice_date", "invoice_line_ids"})
    void whatIsPostedIsNotChanged(String field) {
        long id = posted("out_invoice");
        Object value = switch (field) {
            case "partner_id" -> customer();
            case "invoice_date" -> "2026-02-01";
            default -> List.of(line("more", 1, 1));
        };

        assertThat(refused(() -> model(MOVE).update(id, values().set(field, value))))
                .hasMessageContaining(field);
        assertThat(number(id, "amount_total")).isEqualTo(200.25);
    }

    @Test
    void theReferenceOfAPostedOneIsChanged() {
        long id = posted("out_invoice");

        model(MOVE).update(id, values().set("ref", "PO 7"));

        assertThat(value(id, "display_name")).isEqualTo(name(id) + " (PO 7)");
        assertThat(lines(id, "ref")).extracting(line -> line.get("ref")).containsOnly("PO 7");
    }

    @Test
    void theJournalOfWhatHasANumberStays() {
        long id = posted("out_invoice");

        refused(() -> model(MOVE).update(id, values().set("journal_id", journal("general"))));
    }

    @Test
    void whatIsPostedIsNotDeleted() {
        long id = posted("out_invoice");
        Record line = lines(id).get(0);

        refused(() -> model(MOVE).delete(id));
        refused(() -> model(LINE).delete(line.id()));
        assertThat(lines(id)).hasSize(2);
    }

    @Test
    void aDraftIsDeletedWithItsLinesAndSoIsOneThatWasPosted() {
        long draft = invoice("out_invoice");
        long line = lines(draft).get(0).id();
        long before = posted("out_invoice");
        run(MOVE, "button_draft", before);

        model(MOVE).delete(List.of(draft, before));

        assertThat(model(MOVE).exists(List.of(draft, before))).isEmpty();
        assertThat(model(LINE).exists(List.of(line))).isEmpty();
    }

    @Test
    void nothingIsCreatedPosted() {
        refused(() -> invoice("out_invoice", values().set("state", "posted"), line("A", 1, 1)));
    }

    @Test
    void writingTheStateNumbersIt() {
        long id = invoice("out_invoice");

        model(MOVE).update(id, values().set("state", "posted"));

        assertThat(name(id)).startsWith("INV/2026/");
    }

    @Test
    void whatIsWrittenToComputedAmountsStaysUntilTheyAreComputed() {
        long id = invoice("out_invoice");

        model(MOVE).update(id, values().set("payment_state", "paid").set("amount_total", 3));

        assertThat(value(id, "payment_state")).isEqualTo("paid");
        assertThat(number(id, "amount_total")).isEqualTo(3);
        assertThat(number(id, "amount_untaxed")).isEqualTo(200.25);
        model(LINE).update(lines(id).get(0).id(), values().set("price_unit", 7));
        assertThat(number(id, "amount_total")).isEqualTo(7);
    }
}
