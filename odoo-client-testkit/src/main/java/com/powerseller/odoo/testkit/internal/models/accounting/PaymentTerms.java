package com.powerseller.odoo.testkit.internal.models.accounting;

import static java.time.temporal.TemporalAdjusters.lastDayOfMonth;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code account.payment.term} and its lines: when which part of an invoice is due. */
final class PaymentTerms {
    /** The line of terms that have no other. */
    private static final Map<String, Object> WHOLE = Map.of("value", "percent", "value_amount", 100.0, "nb_days", 0L);

    private PaymentTerms() {}

    static void define(ModelDefinition term, Series series) {
        term.order("sequence, id")
                .defaultValue("sequence", 10L)
                .copiedAs("name", name -> name + " (copy)")
                .copied("line_ids", line -> true)
                .beforeDelete(PaymentTerms::demandUnused);
        if (series.atLeast(Series.V19)) {
            term.defaultValue("discount_days", 10L)
                    .defaultValue("discount_percentage", 2.0)
                    .defaultValue("display_on_invoice", true)
                    .defaultValue("early_pay_discount_computation", "included")
                    .defaultValue("line_ids", List.of(List.of(0L, 0L, WHOLE)));
        }
    }

    private static void demandUnused(Records terms) {
        if (!terms.sudo()
                .search("account.move", List.of(List.of("invoice_payment_term_id", "in", terms.ids())))
                .isEmpty()) {
            throw FakeErrors.userError(
                    "Those payment terms can't be deleted: there are still records that refer to them.");
        }
    }

    static void defineLine(ModelDefinition line) {
        line.order("id")
                .defaultValue("value", "percent")
                .defaultValue("delay_type", "days_after")
                .defaultValue("days_next_month", "10")
                .constraint(lines -> lines.each().forEach(PaymentTerms::checkDay));
    }

    private static void checkDay(Records line) {
        String day = line.has("days_next_month") ? line.text("days_next_month") : "";
        if (!day.isEmpty() && !day.matches("[0-9]|[12][0-9]|3[01]")) {
            throw FakeErrors.validationError(
                    day.matches("[0-9]+")
                            ? "The days added must be between 0 and 31."
                            : "The days added must be a number and has to be between 0 and 31.");
        }
    }

    /** When a part of an invoice is due that was made out on a day. */
    static LocalDate due(LocalDate invoiced, Records part) {
        long days = (long) part.number("nb_days");
        String delay = part.has("delay_type") ? part.text("delay_type") : "days_after";
        return switch (delay) {
            case "days_after" -> invoiced.plusDays(days);
            case "days_after_end_of_month" -> invoiced.with(lastDayOfMonth()).plusDays(days);
            case "days_after_end_of_next_month" ->
                invoiced.plusMonths(1).with(lastDayOfMonth()).plusDays(days);
            case "days_end_of_month_on_the" -> dayOfNextMonth(invoiced.plusDays(days), part.text("days_next_month"));
            default -> throw new UnsupportedByFakeException("payment terms with the delay " + delay);
        };
    }

    private static LocalDate dayOfNextMonth(LocalDate date, String day) {
        int number = day.isEmpty() ? 0 : Integer.parseInt(day);
        if (number == 0) {
            return date.with(lastDayOfMonth());
        }
        LocalDate next = date.plusMonths(1);
        return next.withDayOfMonth(Math.min(number, next.lengthOfMonth()));
    }

    /** The terms that a new database has, but for the one with a discount for who pays early; before 19 those that wait some days only. */
    static void fill(Database database) {
        term(database, "immediate", "Immediate Payment", part(100, 0));
        term(database, "15days", "15 Days", part(100, 15));
        term(database, "21days", "21 Days", part(100, 21));
        term(database, "30days", "30 Days", part(100, 30));
        term(database, "45days", "45 Days", part(100, 45));
        if (database.series().atLeast(Series.V19)) {
            Map<String, Object> following = part(100, 0, "days_after_end_of_next_month");
            term(database, "end_following_month", "End of Following Month", following);
            Map<String, Object> tenth = part(100, 10, "days_after_end_of_next_month");
            term(database, "30_days_end_month_the_10", "10 Days after End of Next Month", tenth);
            term(database, "advance_60days", "30% Now, Balance 60 Days", part(30, 0), part(70, 60));
            Map<String, Object> onThe10th = part(100, 90, "days_end_of_month_on_the");
            term(database, "90days_on_the_10th", "90 days, on the 10th", onThe10th);
        }
    }

    private static Map<String, Object> part(double percent, long days) {
        return Map.of("value", "percent", "value_amount", percent, "nb_days", days);
    }

    private static Map<String, Object> part(double percent, long days, String delay) {
        return Map.of("value", "percent", "value_amount", percent, "nb_days", days, "delay_type", delay);
    }

    @SafeVarargs
    private static void term(Database database, String key, String name, Map<String, Object>... parts) {
        List<Object> lines = new ArrayList<>();
        for (Map<String, Object> part : parts) {
            lines.add(List.of(0L, 0L, part));
        }
        database.seedNamed(
                "account.account_payment_term_" + key,
                "account.payment.term",
                Map.of("name", name, "note", "<p>Payment terms: " + name + "</p>", "line_ids", lines));
    }
}
