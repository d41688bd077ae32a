package com.powerseller.odoo.testkit.internal.models.accounting.tax;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Works out the taxes of one line: first the fixed ones, then those that the price includes, the last first, then those on top of it. Each changes what the others are on. Neighbours that
 * are alike are worked out together: what the price includes of both, it includes of both at once.
 */
final class LineTaxes {
    private final List<Tax> taxes = new ArrayList<>();
    private final Taxes.Sale sale;
    private final DoubleUnaryOperator rounding;
    private final double whole;

    /** One of the taxes, and what has been found out about it. */
    private static final class Tax {
        private final Records record;
        private final @Nullable Records group;
        private final String type;
        private final double rate;
        private final boolean isIncluded;
        private final boolean includesBase;
        private final boolean isBaseAffected;
        /** Of the neighbours that it is worked out with. */
        private int first;

        private int last;
        private double neighbours;
        private double extra;
        private double amount;
        private boolean isKnown;

        Tax(Records record, @Nullable Records group) {
            this.record = record;
            this.group = group;
            this.type = record.text("amount_type");
            this.rate = record.number("amount");
            this.isIncluded = isIncluded(record);
            this.includesBase = record.has("include_base_amount") && record.flag("include_base_amount");
            this.isBaseAffected = !record.has("is_base_affected") || record.flag("is_base_affected");
        }

        private static boolean isIncluded(Records tax) {
            boolean isIncluded = tax.has("price_include") && tax.flag("price_include");
            if (isIncluded && !tax.has("price_include_override")) {
                throw new UnsupportedByFakeException("the tax " + tax.text("name")
                        + ", which prices include, before series 18.0: give lines other taxes, or none");
            }
            return isIncluded;
        }

        /** Whether it is worked out with the one that follows it. */
        boolean isLike(Tax next) {
            return type.equals(next.type)
                    && isIncluded == next.isIncluded
                    && includesBase == next.includesBase
                    && !(includesBase && next.isBaseAffected);
        }
    }

    private LineTaxes(Records records, Taxes.Sale sale, DoubleUnaryOperator rounding) {
        this.sale = sale;
        this.rounding = rounding;
        this.whole = rounding.applyAsDouble(sale.whole());
        Map<Long, Tax> all = new LinkedHashMap<>();
        for (Records tax : records.each()) {
            boolean isGroup = tax.text("amount_type").equals("group");
            for (Records one : isGroup ? tax.related("children_tax_ids").each() : List.of(tax)) {
                if (isGroup || !all.containsKey(one.id())) {
                    all.put(one.id(), new Tax(one, isGroup ? tax : null));
                }
            }
        }
        taxes.addAll(all.values());
    }

    /** The taxes of a line in their order, each once. */
    static Taxes.Taxed of(Records records, Taxes.Sale sale, DoubleUnaryOperator rounding) {
        LineTaxes line = new LineTaxes(records, sale, rounding);
        line.findNeighbours();
        line.workOut();
        return line.result();
    }

    private void findNeighbours() {
        int first = 0;
        for (int i = 0; i < taxes.size(); i++) {
            if (i > 0 && !taxes.get(i - 1).isLike(taxes.get(i))) {
                first = i;
            }
            int last = i;
            while (last + 1 < taxes.size() && taxes.get(last).isLike(taxes.get(last + 1))) {
                last++;
            }
            Tax tax = taxes.get(i);
            tax.first = first;
            tax.last = last;
            tax.neighbours = taxes.subList(first, last + 1).stream()
                            .mapToDouble(each -> each.rate)
                            .sum()
                    / 100;
        }
    }

    private void workOut() {
        for (int i = taxes.size() - 1; i >= 0; i--) {
            if (taxes.get(i).type.equals("fixed")) {
                workOut(taxes.get(i));
                tell(taxes.get(i));
            }
        }
        for (int i = taxes.size() - 1; i >= 0; i--) {
            Tax tax = taxes.get(i);
            if (tax.isIncluded && !tax.isKnown) {
                workOut(tax);
                if (i == tax.first) {
                    taxes.subList(tax.first, tax.last + 1).forEach(this::tell);
                }
            }
        }
        for (Tax tax : taxes) {
            if (!tax.isKnown) {
                workOut(tax);
                tell(tax);
            }
        }
    }

    private void workOut(Tax tax) {
        tax.amount = rounding.applyAsDouble(amount(tax, whole + tax.extra));
        tax.isKnown = true;
    }

    private double amount(Tax tax, double price) {
        double share = price * tax.rate / 100;
        return switch (tax.type) {
            case "percent" -> tax.isIncluded ? share / (1 + tax.neighbours) : share;
            case "division" -> tax.isIncluded ? share : share / (1 - tax.neighbours);
            case "fixed" -> tax.rate * sale.quantity() * (sale.price() < 0 ? -1 : 1);
            default ->
                throw new UnsupportedByFakeException(
                        "the tax " + tax.record.text("name") + ", whose computation is " + tax.type);
        };
    }

    /** Changes what the taxes before and after it are on. */
    private void tell(Tax tax) {
        if (tax.isIncluded) {
            taxes.subList(0, tax.first).forEach(before -> before.extra -= tax.amount);
        }
        for (Tax after : taxes.subList(tax.last + 1, taxes.size())) {
            boolean isOnIt = tax.includesBase && after.isBaseAffected;
            if (tax.isIncluded && !isOnIt) {
                after.extra -= tax.amount;
            } else if (!tax.isIncluded && isOnIt) {
                after.extra += tax.amount;
            }
        }
    }

    private Taxes.Taxed result() {
        double untaxed = whole;
        List<Taxes.Part> parts = new ArrayList<>();
        for (int i = 0; i < taxes.size(); i++) {
            Tax tax = taxes.get(i);
            double base = whole + tax.extra;
            if (tax.isIncluded) {
                untaxed -= tax.amount;
                base -= taxes.subList(tax.first, tax.last + 1).stream()
                        .mapToDouble(each -> each.amount)
                        .sum();
            }
            parts.add(new Taxes.Part(
                    new Taxes.Key(tax.record.id(), tax.group == null ? null : tax.group.id(), onIt(i)),
                    tax.isIncluded,
                    base,
                    tax.amount));
        }
        return new Taxes.Taxed(whole, untaxed, parts);
    }

    /** The taxes that are on this one too. */
    private List<Long> onIt(int index) {
        return taxes.get(index).includesBase
                ? taxes.subList(index + 1, taxes.size()).stream()
                        .filter(after -> after.isBaseAffected)
                        .map(after -> after.record.id())
                        .toList()
                : List.of();
    }
}
