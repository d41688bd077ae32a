package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an invoice is made of, and what Odoo works out from it. */
class InvoicesContractTest extends AccountingContractTest {
    private static final List<String> AMOUNTS =
            List.of("amount_untaxed", "amount_tax", "amount_total", "amount_residual");

    private void amounts(long id, double untaxed, double tax, double total, double residual) {
        Record move = model(MOVE).read(List.of(id), AMOUNTS).get(0);
        assertThat(AMOUNTS).extracting(move::get).containsExactly(untaxed, tax, total, residual);
    }

    @Test
    void totalsAreThoseOfTheLines() {
        long id = invoice("out_invoice", values(), line("A", 2, 10.25), line("B", 1, 200));

        amounts(id, 220.5, 0, 220.5, 220.5);
    }

    @Test
    void aDiscountIsTakenOffAndEachLineIsRounded() {
        Command<Record> discounted = Command.create(values().set("name", "A")
                .set("quantity", 2)
                .set("price_unit", 10.01)
                .set("discount", 12.5)
                .set("tax_ids", List.of(Command.clear())));
        long id = invoice("out_invoice", values(), discounted);

        amounts(id, 17.52, 0, 17.52, 17.52);
        assertThat(lines(id, "price_subtotal").get(0).get("price_subtotal")).isEqualTo(17.52);
    }

    @ParameterizedTest
    @CsvSource({
        "19.99 19.99, 3, 12.5, 104.95, 120.69, 52.48 52.47",
        "1.005 1.005, 1, 0, 2.01, 2.31, 1.00 1.01",
        "1.005 1.005 1.005, 1, 0, 3.02, 3.47, 1.00 1.01 1.01",
        "0.334 0.334 50.334, 1, 0, 51.00, 58.65, 0.33 0.33 50.34",
        "50.334 0.334 0.334 0.334 0.334 0.334, 1, 0, 52.00, 59.80, 50.35 0.33 0.33 0.33 0.33 0.33"
    })
    void whereDocumentsAreRoundedAsAWholeTheGreatestLinesTakeTheDifference(
            String prices, double quantity, double discount, double untaxed, double total, String booked) {
        assumeTrue(isSince19() || discount > 0, "prices of series 18 have two digits");
        roundGlobally();
        long tax = tax(15);
        List<Command<Record>> lines = Stream.of(prices.split(" "))
                .map(price -> Command.<Record>create(values().set("name", "A")
                        .set("quantity", quantity)
                        .set("discount", discount)
                        .set("price_unit", Double.parseDouble(price))
                        .set("tax_ids", List.of(Command.set(List.of(tax))))))
                .toList();
        long id = invoice("out_invoice", values().set("invoice_line_ids", lines));

        assertThat(List.of(number(id, "amount_untaxed"), number(id, "amount_total")))
                .containsExactly(untaxed, total);
        List<Record> read = lines(id, "display_type", "credit", "balance", "price_subtotal", "tax_base_amount");
        List<Double> each = Stream.of(booked.split(" ")).map(Double::valueOf).toList();
        assertThat(read.subList(0, each.size()))
                .extracting(line -> line.get("credit"))
                .isEqualTo(each);
        assertThat(read.get(each.size()).get("tax_base_amount")).isEqualTo(-untaxed);
        change(id, Command.delete(read.get(0).id()));
        assertThat(lines(id, "balance").stream()
                        .mapToDouble(line -> ((Number) Objects.requireNonNull(line.get("balance"))).doubleValue())
                        .sum())
                .isCloseTo(0, within(0.001));
    }

    @Test
    void taxesComeOnTop() {
        long tax = tax(7.7);
        long id = invoice("out_invoice", values(), taxed(tax, 100), taxed(tax, 50), line("none", 1, 10));

        amounts(id, 160, 11.55, 171.55, 171.55);
        List<Record> lines = lines(id, "display_type", "price_total", "tax_line_id", "balance");
        assertThat(lines).extracting(line -> line.get("display_type")).contains("product", "tax", "payment_term");
        assertThat(lines.get(0).get("price_total")).isEqualTo(107.7);
        Record booked = lines.stream()
                .filter(line -> "tax".equals(line.get("display_type")))
                .findFirst()
                .orElseThrow();
        assertThat(booked.get("balance")).isEqualTo(-11.55);
        assertThat(id(booked, "tax_line_id")).isEqualTo(tax);
    }

    private long tax(double percent) {
        return model("account.tax")
                .create(values().set("name", unique())
                        .set("amount", percent)
                        .set("amount_type", "percent")
                        .set("type_tax_use", "sale"));
    }

    private void roundGlobally() {
        model("res.company").update(1L, values().set("tax_calculation_rounding_method", "round_globally"));
    }

    private static Command<Record> taxed(long tax, double price) {
        return Command.create(values().set("name", "taxed")
                .set("price_unit", price)
                .set("tax_ids", List.of(Command.set(List.of(tax)))));
    }

    @Test
    void aProductBringsItsNamePriceAndTaxes() {
        String name = unique();
        long product = model("product.product")
                .create(values().set("name", name)
                        .set("default_code", "P1")
                        .set("list_price", 33.5)
                        .set("taxes_id", List.of(Command.clear())));
        long id = invoice("out_invoice", values(), Command.create(values().set("product_id", product)));

        Record line =
                lines(id, "name", "price_unit", "quantity", "price_subtotal").get(0);
        assertThat(line.get("name")).isEqualTo("[P1] " + name);
        assertThat(line.get("price_unit")).isEqualTo(33.5);
        assertThat(line.get("quantity")).isEqualTo(1.0);
        assertThat(line.get("price_subtotal")).isEqualTo(33.5);
    }

    @Test
    void aProductIsTaxedAsItsCompanySaysIfNothingElseIsSaid() {
        long product =
                model("product.product").create(values().set("name", unique()).set("list_price", 100));
        long id = invoice("out_invoice", values(), Command.create(values().set("product_id", product)));

        amounts(id, 100, 15, 115, 115);
    }

    @Test
    void aLineWithoutProductHasNoTax() {
        long id = invoice(
                "out_invoice",
                values(),
                Command.create(values().set("name", "x").set("price_unit", 5)));

        amounts(id, 5, 0, 5, 5);
    }

    @Test
    void debitsAndCreditsAreBookedForTheCustomer() {
        long id = invoice("out_invoice");

        List<Record> lines = lines(id, "display_type", "debit", "credit", "balance", "amount_residual", "account_type");
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).get("credit")).isEqualTo(200.25);
        assertThat(lines.get(0).get("balance")).isEqualTo(-200.25);
        assertThat(lines.get(0).get("account_type")).isEqualTo("income");
        assertThat(lines.get(1).get("display_type")).isEqualTo("payment_term");
        assertThat(lines.get(1).get("debit")).isEqualTo(200.25);
        assertThat(lines.get(1).get("amount_residual")).isEqualTo(200.25);
        assertThat(lines.get(1).get("account_type")).isEqualTo("asset_receivable");
    }

    @ParameterizedTest
    @CsvSource({
        "out_invoice, 200.25, sale",
        "out_refund, -200.25, sale",
        "in_invoice, -200.25, purchase",
        "in_refund, 200.25, purchase",
        "out_receipt, 200.25, sale",
        "in_receipt, -200.25, purchase"
    })
    void whatTheCompanyEarnsIsPositiveWhereAmountsHaveASign(String type, double signed, String journalType) {
        long id = invoice(type);

        Record move = read(
                MOVE,
                id,
                "amount_total",
                "amount_total_signed",
                "amount_residual",
                "amount_residual_signed",
                "amount_total_in_currency_signed",
                "amount_untaxed_signed",
                "journal_id");
        assertThat(move.get("amount_total")).isEqualTo(200.25);
        assertThat(move.get("amount_residual")).isEqualTo(200.25);
        assertThat(move.get("amount_total_signed")).isEqualTo(signed);
        assertThat(move.get("amount_residual_signed")).isEqualTo(signed);
        assertThat(move.get("amount_total_in_currency_signed")).isEqualTo(signed);
        assertThat(move.get("amount_untaxed_signed")).isEqualTo(signed);
        assertThat(id(move, "journal_id")).isEqualTo(journal(journalType));
    }

    @Test
    void linesThatAreChangedAddedOrDeletedChangeTheTotals() {
        long id = invoice("out_invoice");
        long line = lines(id).get(0).id();

        change(id, Command.update(line, values().set("quantity", 3)));
        amounts(id, 600.75, 0, 600.75, 600.75);
        change(id, line("B", 1, 1));
        amounts(id, 601.75, 0, 601.75, 601.75);
        change(id, Command.delete(line));
        amounts(id, 1, 0, 1, 1);
        model(LINE)
                .create(values().set("move_id", id)
                        .set("name", "direct")
                        .set("price_unit", 7)
                        .set("tax_ids", List.of(Command.clear())));
        amounts(id, 8, 0, 8, 8);
        assertThat(lines(id)).hasSize(3);
        assertThat((List<?>) value(id, "invoice_line_ids")).hasSize(2);
    }

    private void change(long id, Command<Record> command) {
        model(MOVE).update(id, values().set("invoice_line_ids", List.of(command)));
    }

    @Test
    void notesBookNothing() {
        long id = invoice(
                "out_invoice",
                values(),
                line("A", 1, 10),
                Command.create(values().set("display_type", "line_note").set("name", "note")));

        amounts(id, 10, 0, 10, 10);
        Record note = lines(id, "display_type", "price_subtotal", "account_id", "quantity")
                .get(1);
        assertThat(note.get("display_type")).isEqualTo("line_note");
        assertThat(note.get("account_id")).isEqualTo(false);
        assertThat(note.get("quantity")).isEqualTo(0.0);
    }

    @Test
    void aDraftHasDefaults() {
        long id = model(MOVE).create(values().set("move_type", "out_invoice"));

        Record move = read(
                MOVE,
                id,
                "state",
                "payment_state",
                "currency_id",
                "company_id",
                "invoice_date",
                "line_ids",
                "amount_total");
        assertThat(move.get("state")).isEqualTo("draft");
        assertThat(move.get("payment_state")).isEqualTo("not_paid");
        assertThat(move.get("currency_id")).asString().contains("USD");
        assertThat(move.get("invoice_date")).isEqualTo(false);
        assertThat(move.get("line_ids")).isEqualTo(List.of());
        assertThat(move.get("amount_total")).isEqualTo(0.0);
    }

    @Test
    void thePartnersCompanyIsKnown() {
        long company = model("res.partner").create(values().set("name", "Acme").set("is_company", true));
        long contact = model("res.partner").create(values().set("name", "Anna").set("parent_id", company));
        long id = invoice("out_invoice", values().set("partner_id", contact), line("A", 1, 1));

        Record move = read(MOVE, id, "commercial_partner_id", "invoice_partner_display_name", "partner_shipping_id");
        assertThat(id(move, "commercial_partner_id")).isEqualTo(company);
        assertThat(move.get("invoice_partner_display_name")).isEqualTo("Acme, Anna");
        assertThat(id(move, "partner_shipping_id")).isEqualTo(contact);
        assertThat(lines(id, "partner_id"))
                .extracting(line -> id(line, "partner_id"))
                .containsOnly(company);

        long other = customer();
        model(MOVE).update(id, values().set("partner_id", other));
        assertThat(id(read(MOVE, id, "commercial_partner_id"), "commercial_partner_id"))
                .isEqualTo(other);
    }

    @Test
    void deliveriesGoToTheAddressForThem() {
        long company = model("res.partner").create(values().set("name", "Acme").set("is_company", true));
        long delivery = model("res.partner")
                .create(values().set("name", "Dock").set("parent_id", company).set("type", "delivery"));

        long id = invoice("out_invoice", values().set("partner_id", company), line("A", 1, 1));

        assertThat(id(read(MOVE, id, "partner_shipping_id"), "partner_shipping_id"))
                .isEqualTo(delivery);
    }

    @ParameterizedTest
    @CsvSource({"out_invoice, 2026-01-15", "in_invoice, 2026-01-31", "out_refund, 2026-01-15"})
    void anInvoiceIsBookedOnItsDateAndABillOfAPastMonthOnThatsLastDay(String type, String booked) {
        long id = invoice(type);

        assertThat(value(id, "date")).hasToString(booked);
        assertThat(lines(id, "date"))
                .extracting(line -> String.valueOf(line.get("date")))
                .containsOnly(booked);
    }

    @Test
    void theDayThatItIsDueIsKept() {
        long id = invoice("out_invoice", values().set("invoice_date_due", "2026-05-05"), line("A", 1, 1));

        assertThat(value(id, "invoice_date_due")).hasToString("2026-05-05");
        assertThat(lines(id, "date_maturity").get(1).get("date_maturity")).hasToString("2026-05-05");
    }

    @ParameterizedTest
    @CsvSource({
        "days_after,                   20, 10, 2026-01-31, 2026-02-20",
        "days_after_end_of_month,       5, 10, 2026-02-28, 2026-03-05",
        "days_after_end_of_next_month,  3, 10, 2026-12-05, 2027-02-03",
        "days_after_end_of_next_month,  0, 10, 2026-01-31, 2026-02-28",
        "days_end_of_month_on_the,     20, 10, 2026-03-15, 2026-05-10",
        "days_end_of_month_on_the,      0, 31, 2026-01-31, 2026-02-28",
        "days_end_of_month_on_the,      5,  0, 2024-01-30, 2024-02-29",
    })
    void termsSayWhenAnInvoiceIsDue(String delay, long days, String dayOfNextMonth, String invoiced, String due) {
        assumeThat(isSince19()).isTrue();
        Map<String, Object> part = Map.of(
                "value",
                "percent",
                "value_amount",
                100.0,
                "nb_days",
                days,
                "delay_type",
                delay,
                "days_next_month",
                dayOfNextMonth);
        long terms = model("account.payment.term")
                .create(values().set("name", unique()).set("line_ids", List.of(List.of(0L, 0L, part))));

        long id = invoice(
                "out_invoice",
                values().set("invoice_date", invoiced).set("invoice_payment_term_id", terms),
                line("A", 1, 1));

        assertThat(value(id, "invoice_date_due")).hasToString(due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"32", "x"})
    void theDayOfTheNextMonthIsADay(String day) {
        assumeThat(isSince19()).isTrue();
        Map<String, Object> part = Map.of(
                "value",
                "percent",
                "value_amount",
                100.0,
                "delay_type",
                "days_end_of_month_on_the",
                "days_next_month",
                day);

        invalid(() -> model("account.payment.term")
                .create(values().set("name", unique()).set("line_ids", List.of(List.of(0L, 0L, part)))));
    }

    @Test
    void termsOfPaymentSayWhenAndInWhichParts() {
        long terms = model("account.payment.term")
                .create(values().set("name", unique()).set("line_ids", List.of(part(30, 0), part(70, 60))));
        long id = invoice("out_invoice", values().set("invoice_payment_term_id", terms), line("A", 1, 200.25));

        assertThat(value(id, "invoice_date_due")).hasToString("2026-03-16");
        List<Record> lines = lines(id, "debit", "date_maturity", "display_type");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).get("debit")).isEqualTo(60.08);
        assertThat(lines.get(1).get("date_maturity")).hasToString("2026-01-15");
        assertThat(lines.get(2).get("debit")).isEqualTo(140.17);
        assertThat(lines.get(2).get("date_maturity")).hasToString("2026-03-16");
    }

    private static Command<Record> part(double percent, int days) {
        return Command.create(
                values().set("value", "percent").set("value_amount", percent).set("nb_days", days));
    }

    @Test
    void anEntryIsWhatItsLinesSay() {
        long id = model(MOVE)
                .create(values().set(
                                "line_ids",
                                List.of(entryLine("101000", "debit", 10), entryLine("400000", "credit", 10))));

        Record move = read(MOVE, id, "move_type", "amount_total", "amount_untaxed", "amount_residual", "journal_id");
        assertThat(move.get("move_type")).isEqualTo("entry");
        assertThat(move.get("amount_total")).isEqualTo(10.0);
        assertThat(move.get("amount_residual")).isEqualTo(0.0);
        assertThat(id(move, "journal_id")).isEqualTo(journal("general"));
        assertThat(lines(id, "balance")).extracting(line -> line.get("balance")).containsExactly(10.0, -10.0);
    }

    private Command<Record> entryLine(String account, String side, double amount) {
        Values<Record> values =
                values().set("name", side).set("account_id", account(account)).set(side, amount);
        return Command.create(values);
    }

    @Test
    void anEntryMustBeBalanced() {
        refused(() -> model(MOVE)
                .create(values().set(
                                "line_ids",
                                List.of(entryLine("101000", "debit", 10), entryLine("400000", "credit", 9)))));
    }

    @Test
    void aLineNeedsAnAccount() {
        Command<Record> without = Command.create(values().set("name", "x").set("debit", 10));

        invalid(() ->
                model(MOVE).create(values().set("line_ids", List.of(without, entryLine("400000", "credit", 10)))));
    }

    @Test
    void anInvoiceIsInAJournalOfItsKind() {
        invalid(() ->
                model(MOVE).create(values().set("move_type", "out_invoice").set("journal_id", journal("bank"))));
    }

    @Test
    void aCopyIsADraftWithTheSameLines() {
        long id = posted("out_invoice");

        long copy = model(MOVE).copy(id, values());

        Record move =
                read(MOVE, copy, "state", "invoice_date", "payment_reference", "amount_total", "move_type", "ref");
        assertThat(move.get("state")).isEqualTo("draft");
        assertThat(move.get("invoice_date")).isEqualTo(false);
        assertThat(move.get("payment_reference")).isEqualTo(false);
        assertThat(move.get("amount_total")).isEqualTo(200.25);
        assertThat(move.get("move_type")).isEqualTo("out_invoice");
        assertThat(lines(copy)).hasSize(2);
    }

    @Test
    void whatNamesSomethingIsUnique() {
        String name = unique();
        Values<Record> tax = values().set("name", name).set("amount", 1);
        model("account.tax").create(tax);
        Values<Record> product = values().set("name", name).set("barcode", name);
        model("product.product").create(product);

        invalid(() -> model("account.tax").create(tax));
        invalid(() -> model("product.product").create(product));
        invalid(() -> model("account.journal")
                .create(values().set("name", name).set("type", "bank").set("code", "BNK1")));
        assertThat(model("account.tax").create(tax.set("type_tax_use", "purchase")))
                .isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0", "-1"})
    void aCurrencyIsRoundedToSomething(double rounding) {
        Values<Record> currency = values().set("name", unique().substring(0, 3))
                .set("symbol", "x")
                .set("rounding", rounding);

        invalid(() -> model("res.currency").create(currency));
    }
}
