package com.powerseller.odoo.testkit.internal.orm.group;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.FieldValues;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What is worked out over the records of a group, such as {@code amount_total:sum}, as PostgreSQL does it. */
final class Aggregate {
    private static final Pattern SPECIFICATION = Pattern.compile("(\\w+)(\\.[\\w.]+)?(?::(\\w+))?");
    private static final Set<String> FUNCTIONS = Set.of(
            "sum",
            "avg",
            "max",
            "min",
            "count",
            "count_distinct",
            "array_agg",
            "array_agg_distinct",
            "bool_and",
            "bool_or",
            "recordset",
            "sum_currency");

    private final Environment environment;
    private final FakeModel model;
    private final String written;
    private final @Nullable FakeField field;
    private final String function;

    /** Reads a specification such as {@code amount_total:sum} or {@code __count}. */
    Aggregate(Environment environment, FakeModel model, String written) {
        this.environment = environment;
        this.model = model;
        this.written = written;
        if (written.equals("__count")) {
            field = null;
            function = "count";
            return;
        }
        Matcher words = SPECIFICATION.matcher(written);
        if (!words.matches()) {
            throw invalidSpecification(written);
        }
        if (words.group(2) != null) {
            throw PythonException.valueError(
                    "Invalid " + Python.repr(written) + ", this dot notation is not supported");
        }
        FakeField named = model.field(words.group(1));
        if (named == null) {
            throw PythonException.valueError("Invalid field '" + words.group(1) + "' on model '" + model.name()
                    + "' for " + Python.repr(written) + ".");
        }
        if (words.group(3) == null) {
            throw PythonException.valueError("Aggregate method is mandatory for " + Python.repr(written));
        }
        field = named;
        function = words.group(3);
        check(named);
    }

    static PythonException invalidSpecification(String written) {
        return PythonException.valueError(
                "Invalid aggregate/groupby specification " + Python.repr(written)
                        + ".\nIt can be a field and a function, such as \"quantity:sum\", or a field with the granularity of its dates, such as \"date:month\".");
    }

    /**
     * Refuses fields that SQL does not know.
     *
     * @throws PythonException if it is not stored
     */
    static void checkIsColumn(Environment environment, FakeModel model, FakeField field) {
        boolean isJoined = (environment.series().atLeast(Series.V19)
                        && model.definition().relatedPaths().containsKey(field.name()))
                || model.definition().delegations().stream().anyMatch(way -> model.isDelegated(field.name(), way));
        boolean isColumn =
                field.schema().stored() || field.column() >= 0 || field.name().equals("id");
        if (field.isX2Many() || (!isJoined && !isColumn)) {
            throw PythonException.valueError(
                    "Cannot convert " + model.name() + "." + field.name() + " to SQL because it is not stored");
        }
    }

    private void check(FakeField named) {
        if (!FUNCTIONS.contains(function)) {
            throw PythonException.valueError(
                    "Invalid aggregate method '" + function + "' for " + Python.repr(written) + ".");
        }
        if (function.equals("sum_currency") && named.type() != FieldType.MONETARY) {
            throw PythonException.valueError(
                    "Aggregator \"sum_currency\" only works on currency field for '" + named.name() + "'");
        }
        if (function.equals("recordset")
                && !named.isRelational()
                && !named.name().equals("id")) {
            throw PythonException.valueError("Aggregate method 'recordset' can be only used on relational field (or id)"
                    + " (for " + Python.repr(written) + ").");
        }
        checkIsColumn(environment, model, named);
    }

    /**
     * Refuses what PostgreSQL does not know, which Odoo hears when all else is right.
     *
     * @throws PythonException if the function is none of the field's type
     */
    void checkSql() {
        FakeField named = field;
        if (named == null) {
            return;
        }
        boolean isKnownToSql = switch (function) {
            case "sum", "avg" -> isNumeric(named);
            case "max", "min" -> isNumeric(named) || isOrdered(named.type());
            case "bool_and", "bool_or" -> named.type() == FieldType.BOOLEAN;
            default -> true;
        };
        if (!isKnownToSql) {
            throw PythonException.of(
                    "psycopg2.errors.UndefinedFunction",
                    "function " + function + " does not exist for "
                            + named.type().odooName() + "\n");
        }
        if (named.type() == FieldType.BINARY || named.type() == FieldType.JSON) {
            throw new UnsupportedByFakeException(
                    function + " of the " + named.type().odooName() + " field " + named.name());
        }
    }

    private static boolean isNumeric(FakeField field) {
        return field.isNumber()
                || field.type() == FieldType.MANY2ONE
                || field.type() == FieldType.MANY2ONE_REFERENCE
                || field.name().equals("id");
    }

    private static boolean isOrdered(FieldType type) {
        return switch (type) {
            case CHAR, TEXT, HTML, SELECTION, REFERENCE, DATE, DATETIME -> true;
            default -> false;
        };
    }

    String written() {
        return written;
    }

    String function() {
        return function;
    }

    /** What it is over no records at all. */
    @Nullable Object ofNone() {
        return function.startsWith("count")
                ? (Object) 0L
                : function.startsWith("array") || function.equals("recordset") ? List.of() : null;
    }

    /** What it is over some records; null is SQL's. */
    @Nullable Object of(List<Long> ids) {
        FakeField of = field;
        if (of == null) {
            return (long) ids.size();
        }
        List<@Nullable Object> all = new ArrayList<>();
        ids.forEach(id -> all.add(model.value(environment.sudo(), id, of)));
        List<Object> values = new ArrayList<>();
        all.stream().filter(Objects::nonNull).forEach(values::add);
        return switch (function) {
            case "count" -> (long) values.size();
            case "count_distinct" -> (long) new LinkedHashSet<>(values).size();
            case "array_agg", "recordset" -> ids.isEmpty() ? List.of() : all;
            case "array_agg_distinct" -> distinct(values, all.size() > values.size());
            default -> values.isEmpty() ? null : reduced(of, ids, values);
        };
    }

    private static List<@Nullable Object> distinct(Collection<Object> values, boolean hasNull) {
        List<@Nullable Object> distinct = new ArrayList<>(new LinkedHashSet<>(values));
        distinct.sort(Comparator.nullsLast(Orders::compare));
        if (hasNull) {
            distinct.add(null);
        }
        return distinct;
    }

    private Object reduced(FakeField of, List<Long> ids, List<Object> values) {
        return switch (function) {
            case "sum" -> sum(of, values);
            case "sum_currency" -> {
                checkCurrency(of, ids);
                yield sum(of, values);
            }
            case "avg" -> average(of, values);
            case "max" -> values.stream().max(Orders::compare).orElseThrow();
            case "min" -> values.stream().min(Orders::compare).orElseThrow();
            case "bool_and" -> values.stream().allMatch(Boolean.TRUE::equals);
            default -> values.stream().anyMatch(Boolean.TRUE::equals);
        };
    }

    /** Whether PostgreSQL keeps it as a decimal, and not as a double. */
    private static boolean isDecimal(FakeField field) {
        return field.type() == FieldType.MONETARY
                || (field.type() == FieldType.FLOAT && field.schema().digits() != null);
    }

    private static Object sum(FakeField field, List<Object> values) {
        if (field.type() == FieldType.FLOAT && !isDecimal(field)) {
            return values.stream().mapToDouble(value -> (Double) value).reduce(0, Double::sum);
        }
        BigDecimal sum = decimals(values);
        return isDecimal(field) ? (Object) sum.doubleValue() : (Object) sum.longValueExact();
    }

    private static BigDecimal decimals(List<Object> values) {
        return values.stream()
                .map(value -> new BigDecimal(String.valueOf(value)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static double average(FakeField field, List<Object> values) {
        if (field.type() == FieldType.FLOAT && !isDecimal(field)) {
            return (Double) sum(field, values) / values.size();
        }
        // More digits than PostgreSQL works out, and than a double has.
        return decimals(values)
                .divide(BigDecimal.valueOf(values.size()), 40, RoundingMode.HALF_UP)
                .doubleValue();
    }

    private void checkCurrency(FakeField amount, List<Long> ids) {
        FakeField currency =
                model.existing(Objects.requireNonNull(amount.schema().currencyField()));
        FakeModel companies = environment.model("res.company");
        Object own = companies.value(environment.sudo(), environment.company(), companies.existing("currency_id"));
        for (long id : ids) {
            Object other = model.value(environment.sudo(), id, currency);
            if (other != null && !other.equals(own)) {
                throw new UnsupportedByFakeException("sum_currency over other currencies than the company's");
            }
        }
    }

    /** A result on the wire. */
    static Object shown(@Nullable Object result) {
        if (result instanceof List<?> list) {
            List<@Nullable Object> shown = new ArrayList<>();
            list.forEach(item -> shown.add(item == null ? null : shown(item)));
            return shown;
        }
        return result == null ? false : result instanceof Instant time ? FieldValues.seconds(time) : result;
    }
}
