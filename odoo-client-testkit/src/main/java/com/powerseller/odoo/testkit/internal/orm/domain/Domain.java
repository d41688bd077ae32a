package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A domain as a tree. What is wrong with its form is an error of the series' own. */
public final class Domain {
    /** A node of the tree. */
    public sealed interface Node permits All, Any, Not, Constant, Leaf {}

    public record All(Node left, Node right) implements Node {}

    record Any(Node left, Node right) implements Node {}

    record Not(Node negated) implements Node {}

    record Constant(boolean value) implements Node {}

    /** A condition: a field or a dotted path, an operator, what to compare with, and the operator as Odoo shows it. */
    public record Leaf(
            String path, String operator, @Nullable Object value, String written) implements Node {
        Leaf(String path, String operator, @Nullable Object value) {
            this(path, operator, value, operator);
        }

        /** The field that the path begins with. */
        String first() {
            int dot = path.indexOf('.');
            return dot < 0 ? path : path.substring(0, dot);
        }

        /** The value, or those that it lists. */
        List<?> values() {
            return value instanceof List<?> list ? list : Collections.singletonList(value);
        }

        @Override
        public String toString() {
            List<@Nullable Object> parts = new ArrayList<>();
            parts.add(path);
            parts.add(operator);
            parts.add(value);
            return Python.tuple(parts);
        }
    }

    private static final Set<String> OPERATORS = Set.of(
            "=",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "=?",
            "=like",
            "=ilike",
            "like",
            "not like",
            "ilike",
            "not ilike",
            "in",
            "not in",
            "child_of",
            "parent_of");

    private final Series series;
    private final List<?> terms;
    private final Set<String> fields = new HashSet<>();
    private int next;

    private Domain(Series series, List<?> terms) {
        this.series = series;
        this.terms = terms;
    }

    /** A domain, and the fields at the start of its paths. */
    public record Parsed(Node node, Set<String> fields) {}

    public static Parsed parse(Series series, @Nullable Object terms) {
        if (terms instanceof Boolean flag && flag && series.atLeast(Series.V19)) {
            return new Parsed(new Constant(true), Set.of());
        }
        if (terms == null ? !series.atLeast(Series.V19) : Boolean.FALSE.equals(terms)) {
            return new Parsed(new Constant(true), Set.of());
        }
        if (!(terms instanceof List<?> list)) {
            throw series.atLeast(Series.V19)
                    ? PythonException.typeError("Domain() invalid argument type for domain: " + Python.repr(terms))
                    : PythonException.of(
                            "builtins.AssertionError",
                            "Domains to normalize must have a 'domain' form: a list or tuple of domain components");
        }
        Domain parser = new Domain(series, list);
        if (series.atLeast(Series.V19)) {
            parser.checkItems();
        }
        Node all = new Constant(true);
        boolean isFirst = true;
        while (parser.next < list.size()) {
            Node term = parser.term();
            all = isFirst ? term : new All(all, term);
            isFirst = false;
        }
        if (!series.atLeast(Series.V19)) {
            return new Parsed(all, parser.fields);
        }
        Node folded = folded(all);
        Set<String> fields = new HashSet<>();
        collect(folded, fields);
        return new Parsed(folded, fields);
    }

    /** Without the constants that are written in the domain. */
    private static Node folded(Node node) {
        if (node instanceof Not not) {
            Node inner = folded(not.negated());
            return inner instanceof Constant constant ? new Constant(!constant.value()) : new Not(inner);
        }
        if (node instanceof All all) {
            Node left = folded(all.left());
            Node right = folded(all.right());
            if (left instanceof Constant constant) {
                return constant.value() ? right : left;
            }
            return right instanceof Constant constant ? constant.value() ? left : right : new All(left, right);
        }
        if (node instanceof Any any) {
            Node left = folded(any.left());
            Node right = folded(any.right());
            if (left instanceof Constant constant) {
                return constant.value() ? left : right;
            }
            return right instanceof Constant constant ? constant.value() ? right : left : new Any(left, right);
        }
        return node;
    }

    private static void collect(Node node, Set<String> fields) {
        if (node instanceof Not not) {
            collect(not.negated(), fields);
        } else if (node instanceof All all) {
            collect(all.left(), fields);
            collect(all.right(), fields);
        } else if (node instanceof Any any) {
            collect(any.left(), fields);
            collect(any.right(), fields);
        } else if (node instanceof Leaf leaf) {
            fields.add(leaf.first());
        }
    }

    /** Series 19 reads a domain from its end. */
    private void checkItems() {
        for (int i = terms.size() - 1; i >= 0; i--) {
            Object term = terms.get(i);
            if (term instanceof List<?> leaf && leaf.size() == 3) {
                condition(leaf);
            } else if (!"!".equals(term) && !"&".equals(term) && !"|".equals(term)) {
                throw invalid(term);
            }
        }
    }

    private Node term() {
        if (next == terms.size()) {
            throw PythonException.valueError(
                    series.atLeast(Series.V19)
                            ? "Domain() malformed domain " + Python.repr(terms)
                            : "Domain " + Python.repr(terms) + " is syntactically not correct.");
        }
        Object term = terms.get(next++);
        if ("!".equals(term)) {
            return new Not(term());
        }
        if ("&".equals(term)) {
            Node left = term();
            return new All(left, term());
        }
        if ("|".equals(term)) {
            Node left = term();
            return new Any(left, term());
        }
        if (term instanceof List<?> leaf && leaf.size() == 3) {
            return condition(leaf);
        }
        throw invalid(term);
    }

    private PythonException invalid(@Nullable Object term) {
        boolean isScalar = term == null || term instanceof Number || term instanceof Boolean;
        if (isScalar && !series.atLeast(Series.V19)) {
            return PythonException.typeError("'" + Python.type(term) + "' object is not subscriptable");
        }
        return PythonException.valueError(
                series.atLeast(Series.V19)
                        ? "Domain() invalid item in domain: " + Python.repr(term)
                        : "Invalid leaf " + Python.repr(term));
    }

    private Node condition(List<?> leaf) {
        Object left = leaf.get(0);
        if (left instanceof Long number && "=".equals(leaf.get(1)) && leaf.get(2) instanceof Long other) {
            if (other != 1 || number < 0 || number > 1) {
                throw series.atLeast(Series.V19)
                        ? PythonException.typeError("Domain() invalid arguments: " + Python.tuple(leaf))
                        : invalid(leaf);
            }
            return new Constant(number == 1);
        }
        if (left instanceof String path && leaf.get(1) instanceof String operator) {
            return condition(leaf, path, operator);
        }
        if (left instanceof String && series.atLeast(Series.V19)) {
            throw PythonException.attributeError("'" + Python.type(leaf.get(1)) + "' object has no attribute 'lower'");
        }
        throw invalid(leaf);
    }

    private Node condition(List<?> leaf, String path, String written) {
        String operator = switch (written) {
            case "<>" -> "!=";
            case "==" -> "=";
            default -> written.toLowerCase(Locale.ROOT);
        };
        if (operator.endsWith("any!") && series.atLeast(Series.V19)) {
            throw invalid(leaf);
        }
        if (!isKnown(operator)) {
            throw PythonException.valueError(
                    series.atLeast(Series.V19)
                            ? "Invalid operator in condition " + Python.tuple(leaf)
                            : "Invalid leaf " + Python.tuple(leaf));
        }
        Leaf condition = new Leaf(path, operator, leaf.get(2), written.toLowerCase(Locale.ROOT));
        fields.add(condition.first());
        return condition;
    }

    private boolean isKnown(String operator) {
        return switch (operator) {
            case "any", "not any" -> series.atLeast(Series.V17);
            case "not =like", "not =ilike" -> series.atLeast(Series.V19);
            default -> OPERATORS.contains(operator);
        };
    }
}
