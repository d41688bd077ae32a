package com.powerseller.odoo.testkit.internal.orm.group;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Conditions on the aggregates of groups, as a domain in prefix notation; with SQL's third truth value, null. */
final class Having {
    private static final String COMPARATORS = "('in', 'not in', '<', '>', '<=', '>=', '=', '!=')";
    private static final Set<String> KNOWN = Set.of("in", "not in", "<", ">", "<=", ">=", "=", "!=");

    /** A condition on the results of aggregates. */
    private interface Test {
        @Nullable Boolean of(Function<Aggregate, @Nullable Object> results);
    }

    private final Environment environment;
    private final FakeModel model;
    private final @Nullable Test test;

    Having(Environment environment, FakeModel model, List<?> terms) {
        this.environment = environment;
        this.model = model;
        Test all = null;
        Iterator<?> rest = terms.iterator();
        while (rest.hasNext()) {
            Test next = term(rest.next(), rest);
            all = all == null ? next : both(all, next, false);
        }
        this.test = all;
    }

    /** Whether a group is left in. */
    boolean holds(Function<Aggregate, @Nullable Object> results) {
        return test == null || Boolean.TRUE.equals(test.of(results));
    }

    private Test term(@Nullable Object term, Iterator<?> rest) {
        if ("!".equals(term)) {
            Test negated = operand(rest);
            return results -> {
                Boolean value = negated.of(results);
                return value == null ? null : !value;
            };
        }
        if ("&".equals(term) || "|".equals(term)) {
            Test left = operand(rest);
            return both(left, operand(rest), "|".equals(term));
        }
        if (!(term instanceof List<?> leaf) || leaf.size() != 3 || !(leaf.get(0) instanceof String written)) {
            throw PythonException.valueError(
                    "Invalid having clause " + Python.repr(term) + ": it should be a domain-like clause");
        }
        Aggregate aggregate = new Aggregate(environment, model, written);
        if (!(leaf.get(1) instanceof String operator) || !KNOWN.contains(operator)) {
            throw PythonException.valueError(
                    "Invalid having clause " + Python.repr(term) + ": supported comparators are " + COMPARATORS);
        }
        if (operator.endsWith("in")) {
            throw PythonException.of("psycopg2.errors.SyntaxError", "syntax error at or near \"ARRAY\"\n");
        }
        Object wanted = leaf.get(2);
        return results -> compared(results.apply(aggregate), operator, wanted);
    }

    private Test operand(Iterator<?> rest) {
        if (!rest.hasNext()) {
            throw new UnsupportedByFakeException("a having clause that lacks an operand");
        }
        return term(rest.next(), rest);
    }

    private static Test both(Test left, Test right, boolean either) {
        return results -> {
            Boolean first = left.of(results);
            Boolean second = right.of(results);
            Boolean decided = either;
            if (decided.equals(first) || decided.equals(second)) {
                return either;
            }
            boolean isKnown = first != null && second != null;
            return isKnown ? (Boolean) !either : null;
        };
    }

    private static @Nullable Boolean compared(@Nullable Object result, String operator, @Nullable Object wanted) {
        if (wanted instanceof Boolean && !(result instanceof Boolean)) {
            throw undefined(operator);
        }
        if (wanted == null || result == null) {
            return null;
        }
        boolean isComparable = result instanceof Number
                ? wanted instanceof Number
                : result.getClass() == wanted.getClass() && result instanceof Comparable<?>;
        if (!isComparable) {
            throw wanted instanceof Number && result instanceof String
                    ? undefined(operator)
                    : new UnsupportedByFakeException(
                            "a having clause that compares a " + Python.type(result) + " with " + Python.repr(wanted));
        }
        int comparison = Orders.compare(result, wanted);
        return switch (operator) {
            case "=" -> comparison == 0;
            case "!=" -> comparison != 0;
            case "<" -> comparison < 0;
            case "<=" -> comparison <= 0;
            case ">" -> comparison > 0;
            default -> comparison >= 0;
        };
    }

    private static PythonException undefined(String operator) {
        return PythonException.of("psycopg2.errors.UndefinedFunction", "operator does not exist: " + operator + "\n");
    }
}
