package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.All;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Any;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Constant;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Leaf;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Node;
import com.powerseller.odoo.testkit.internal.orm.domain.Domain.Not;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Domains as Odoo writes them in its answers. */
public final class DomainTexts {
    private static final List<Object> TRUE = List.of(List.of(1L, "=", 1L));

    private DomainTexts() {}

    /** All of several domains in prefix notation, as series 19 joins them: conditions that must all hold come after all of their operators. */
    public static List<Object> all(List<List<Object>> domains) {
        List<List<Object>> parts = new ArrayList<>();
        for (List<Object> domain : domains) {
            if (!domain.equals(TRUE)) {
                parts.addAll(split(domain, "&"));
            }
        }
        return joined("&", parts);
    }

    private static List<Object> joined(String operator, List<List<Object>> parts) {
        if (parts.isEmpty()) {
            return TRUE;
        }
        List<Object> joined = new ArrayList<>(Collections.nCopies(parts.size() - 1, operator));
        parts.forEach(joined::addAll);
        return joined;
    }

    /** The operands of a domain in prefix notation, if it begins with an operator; else itself. */
    private static List<List<Object>> split(List<Object> domain, String operator) {
        if (!domain.get(0).equals(operator)) {
            return List.of(domain);
        }
        int end = end(domain, 1);
        List<List<Object>> parts = new ArrayList<>(split(domain.subList(1, end), operator));
        parts.addAll(split(domain.subList(end, domain.size()), operator));
        return parts;
    }

    private static int end(List<Object> domain, int start) {
        Object first = domain.get(start);
        if ("!".equals(first)) {
            return end(domain, start + 1);
        }
        return "&".equals(first) || "|".equals(first) ? end(domain, end(domain, start + 1)) : start + 1;
    }

    /** The records of a domain that are in a group. */
    public static List<Object> within(Series series, @Nullable Object domain, List<List<Object>> groups) {
        List<List<Object>> parts = new ArrayList<>();
        if (!series.atLeast(Series.V19)) {
            List<Object> given = domain instanceof List<?> terms ? before19(terms) : List.of();
            if (!given.isEmpty()) {
                parts.add(given);
            }
            parts.addAll(groups);
            return joined("&", parts);
        }
        Node node = Domain.parse(series, domain).node();
        if (node instanceof Constant constant && !constant.value()) {
            return List.of(List.of(0L, "=", 1L));
        }
        parts.add(since19(node, false));
        parts.addAll(groups);
        return all(parts);
    }

    /** With the operators that are left out. */
    private static List<Object> before19(List<?> terms) {
        List<Object> normal = new ArrayList<>();
        int expected = 1;
        for (Object term : terms) {
            if (expected == 0) {
                normal.add(0, "&");
                expected = 1;
            }
            normal.add(term);
            boolean isBinary = "&".equals(term) || "|".equals(term);
            expected += isBinary ? 1 : "!".equals(term) ? 0 : -1;
        }
        return normal;
    }

    /** As series 19 reads it: without constants, and with negations where the operators are. */
    private static List<Object> since19(Node node, boolean negated) {
        if (node instanceof Not not) {
            return since19(not.negated(), !negated);
        }
        if (node instanceof All all) {
            return both(negated ? "|" : "&", since19(all.left(), negated), since19(all.right(), negated));
        }
        if (node instanceof Any any) {
            return both(negated ? "&" : "|", since19(any.left(), negated), since19(any.right(), negated));
        }
        return node instanceof Leaf leaf ? leaf(leaf, negated) : TRUE;
    }

    private static List<Object> both(String operator, List<Object> left, List<Object> right) {
        List<List<Object>> parts = new ArrayList<>(split(left, operator));
        parts.addAll(split(right, operator));
        return joined(operator, parts);
    }

    private static List<Object> leaf(Leaf leaf, boolean negated) {
        String operator = negated ? leaf.operator() : leaf.written();
        Object value = leaf.value() == null ? false : leaf.value();
        if (!negated) {
            return List.of(Arrays.asList(leaf.path(), operator, value));
        }
        String opposite = opposite(operator);
        return opposite == null || leaf.path().indexOf('.') >= 0
                ? List.of("!", Arrays.asList(leaf.path(), operator, value))
                : List.of(Arrays.asList(leaf.path(), opposite, value));
    }

    private static @Nullable String opposite(String operator) {
        return switch (operator) {
            case "=" -> "!=";
            case "!=" -> "=";
            case "in", "any", "like", "ilike", "=like", "=ilike" -> "not " + operator;
            default -> operator.startsWith("not ") ? operator.substring(4) : null;
        };
    }
}
