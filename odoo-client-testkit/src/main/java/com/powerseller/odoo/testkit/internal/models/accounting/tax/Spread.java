package com.powerseller.odoo.testkit.internal.models.accounting.tax;

import com.powerseller.odoo.testkit.internal.models.accounting.Amounts;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Amounts that are rounded so that they sum up to what their sum is to be: the greatest ones take the difference. */
final class Spread {
    private Spread() {}

    static List<Double> of(List<Double> amounts, double sum, Records currency) {
        List<Double> rounded = new ArrayList<>();
        double roundedSum = 0;
        double size = 0;
        for (double amount : amounts) {
            rounded.add(Amounts.rounded(amount, currency));
            roundedSum += Amounts.rounded(amount, currency);
            size += Math.abs(amount);
        }
        double difference = Amounts.rounded(sum - roundedSum, currency);
        double step = Math.signum(difference) * Amounts.step(currency);
        long left = difference == 0 ? 0 : Math.round(difference / step);
        long steps = left;
        List<Integer> greatestFirst = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            greatestFirst.add(i);
        }
        greatestFirst.sort(Comparator.comparingDouble(i -> -Math.abs(amounts.get(i))));
        for (int i : greatestFirst) {
            double share = steps * Math.abs(amounts.get(i)) / size;
            long taken = Math.min(left, (long) Math.ceil(share));
            left -= taken;
            rounded.set(i, Amounts.rounded(rounded.get(i) + taken * step, currency));
        }
        return rounded;
    }
}
