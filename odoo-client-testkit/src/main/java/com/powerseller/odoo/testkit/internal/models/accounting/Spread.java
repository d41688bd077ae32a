package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The bases of the lines of an invoice whose company rounds whole documents, from series 18 on: they sum up to the rounded sum of what they are before they are rounded, as the
 * greatest ones take the difference.
 */
final class Spread {
    private Spread() {}

    static void bringUpToDate(Records move) {
        if (!Taxes.isRoundedGlobally(move.related("company_id"))) {
            return;
        }
        List<Records> lines = move.related("line_ids").each().stream()
                .filter(MoveLines::isProduct)
                .toList();
        double direction = MoveTypes.direction(move);
        double rate = Amounts.rate(move.related("currency_id"), move.related("company_id"), move.get("date"));
        List<Double> amounts = amounts(lines, LineAmounts::raw, move.related("currency_id"));
        List<Double> balances = amounts(
                lines,
                line -> LineAmounts.raw(line) / rate,
                move.related("company_id").related("currency_id"));
        for (int i = 0; i < lines.size(); i++) {
            book(lines.get(i), direction * amounts.get(i) + 0.0, direction * balances.get(i) + 0.0);
        }
    }

    private static void book(Records line, double amount, double balance) {
        if (!Objects.equals(line.get("amount_currency"), amount) || !Objects.equals(line.get("balance"), balance)) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("amount_currency", amount);
            values.put("balance", balance);
            // What the line itself costs stays as it is, so it is not worked out anew.
            values.put("price_subtotal", line.get("price_subtotal"));
            values.put("price_total", line.get("price_total"));
            line.write(values);
        }
    }

    /** The rounded amounts of lines; their sum is the rounded sum of the amounts. */
    private static List<Double> amounts(List<Records> lines, ToDoubleFunction<Records> raw, Records currency) {
        List<Double> amounts = new ArrayList<>();
        double sum = 0;
        double roundedSum = 0;
        double size = 0;
        for (Records line : lines) {
            double amount = raw.applyAsDouble(line);
            double rounded = Amounts.rounded(amount, currency);
            amounts.add(rounded);
            sum += amount;
            roundedSum += rounded;
            size += Math.abs(amount);
        }
        double difference = Amounts.rounded(Amounts.rounded(sum, currency) - roundedSum, currency);
        double step = Math.signum(difference) * Amounts.step(currency);
        long left = difference == 0 ? 0 : Math.round(difference / step);
        long steps = left;
        List<Integer> greatestFirst = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            greatestFirst.add(i);
        }
        greatestFirst.sort(Comparator.comparingDouble(i -> -Math.abs(raw.applyAsDouble(lines.get(i)))));
        for (int i : greatestFirst) {
            double share = steps * Math.abs(raw.applyAsDouble(lines.get(i))) / size;
            long taken = Math.min(left, (long) Math.ceil(share));
            left -= taken;
            amounts.set(i, Amounts.rounded(amounts.get(i) + taken * step, currency));
        }
        return amounts;
    }
}
