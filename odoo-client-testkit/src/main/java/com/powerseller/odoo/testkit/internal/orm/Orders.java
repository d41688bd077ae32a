package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.internal.orm.domain.ConditionErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Orders of records: a clause such as {@code name desc, partner_id, id}, in the way of PostgreSQL with the collation {@code C}. */
public final class Orders {
    private static final Pattern STEP = Pattern.compile(
            "(\\w+(?:\\.\\w+)?)(?:\\s+(asc|desc))?(?:\\s+nulls\\s+(first|last))?", Pattern.CASE_INSENSITIVE);

    private final Environment environment;
    private final FakeModel model;

    public Orders(Environment environment, FakeModel model) {
        this.environment = environment;
        this.model = model;
    }

    /** Whether the clause is by id upwards, the order that tables have. */
    static boolean isById(String clause) {
        String first = clause.split(",", 2)[0].strip().toLowerCase(Locale.ROOT);
        return first.equals("id") || first.equals("id asc");
    }

    /**
     * Looks at a clause without sorting by it.
     *
     * @throws PythonException if it is wrong
     */
    void check(String clause) {
        comparator(clause, false, Set.of());
    }

    /** Sorts by a clause, or by the model's own order; equal records stay in the order of their ids, which Odoo does not promise. */
    public List<Long> sorted(List<Long> ids, @Nullable String clause) {
        String steps = clause == null || clause.isBlank() ? model.order() : clause;
        List<Long> sorted = new ArrayList<>(ids);
        sorted.sort(Comparator.naturalOrder());
        if (!isById(steps)) {
            sorted.sort(comparator(steps, false, Set.of()));
        }
        return sorted;
    }

    private Comparator<Long> comparator(String clause, boolean reversed, Set<String> models) {
        Comparator<Long> comparator = null;
        for (String step : clause.split(",", -1)) {
            Comparator<Long> next = step(step.strip(), clause, reversed, models);
            comparator = comparator == null ? next : comparator.thenComparing(next);
        }
        return java.util.Objects.requireNonNull(comparator);
    }

    private Comparator<Long> step(String step, String clause, boolean reversed, Set<String> models) {
        Matcher words = STEP.matcher(step);
        if (!words.matches()) {
            throw PythonException.userError("Invalid \"order\" specified (" + clause
                    + "). A valid \"order\" specification is a comma-separated list of valid field names"
                    + " (optionally followed by asc/desc for the direction)");
        }
        String path = words.group(1);
        int dot = path.indexOf('.');
        FakeField field = model.field(dot < 0 ? path : path.substring(0, dot));
        if (field == null) {
            throw PythonException.valueError("Invalid field '" + path + "' on model '" + model.name() + "'");
        }
        environment.access().check(model, field, Operation.READ);
        boolean descending = "desc".equalsIgnoreCase(words.group(2)) != reversed;
        boolean nullsFirst =
                words.group(3) == null ? descending : words.group(3).equalsIgnoreCase("first");
        if (dot >= 0) {
            return path(field, path.substring(dot + 1), descending, nullsFirst);
        }
        if (field.type() == FieldType.MANY2ONE) {
            return many2one(field, descending, nullsFirst, models);
        }
        checkSortable(field);
        return by(id -> key(field, model.value(environment.sudo(), id, field)), descending, nullsFirst);
    }

    private void checkSortable(FakeField field) {
        switch (field.type()) {
            case JSON, PROPERTIES ->
                throw new UnsupportedByFakeException("an order by the "
                        + field.schema().type().odooName() + " field " + field.name() + " of " + model.name());
            case BINARY -> checkHasColumn(field);
            default -> {
                // What its storage says.
            }
        }
        boolean isJoined = model.isDelegated(field)
                || (environment.series().atLeast(Series.V19) && model.relatedPath(field) != null);
        if (field.isX2Many()
                || (!isJoined
                        && !field.schema().stored()
                        && field.column() < 0
                        && !field.name().equals("id"))) {
            throw PythonException.valueError(
                    "Cannot convert " + model.name() + "." + field.name() + " to SQL because it is not stored");
        }
    }

    /** Contents are kept as attachments. */
    private void checkHasColumn(FakeField binary) {
        if (!environment.series().atLeast(Series.V19)) {
            throw new UnsupportedByFakeException(
                    "an order by the binary field " + binary.name() + " of " + model.name());
        }
        throw ConditionErrors.notStored(model, binary);
    }

    private Comparator<Long> path(FakeField field, String rest, boolean descending, boolean nullsFirst) {
        if (field.type() == FieldType.MANY2ONE && rest.equals("id")) {
            return by(id -> (Comparable<?>) model.value(environment.sudo(), id, field), descending, nullsFirst);
        }
        if (field.type() == FieldType.PROPERTIES && environment.series().atLeast(Series.V17)) {
            return by(
                    id -> model.value(environment.sudo(), id, field) instanceof Map<?, ?> values
                                    && values.get(rest) instanceof Comparable<?> value
                            ? value
                            : null,
                    descending,
                    nullsFirst);
        }
        throw PythonException.valueError(
                environment.series().atLeast(Series.V19)
                        ? "Invalid field property '" + rest + "' on " + model.name() + "." + field.name()
                        : "Invalid field '" + field.name() + "." + rest + "' on model '" + model.name() + "'");
    }

    /** By the order of the model referred to. */
    private Comparator<Long> many2one(FakeField field, boolean descending, boolean nullsFirst, Set<String> models) {
        FakeModel other = environment.model(field.relation());
        if (models.contains(other.name())) {
            return by(id -> (Comparable<?>) model.value(environment.sudo(), id, field), descending, nullsFirst);
        }
        Set<String> seen = new java.util.HashSet<>(models);
        seen.add(model.name());
        Comparator<Long> theirs = new Orders(environment, other).comparator(other.order(), descending, seen);
        Function<Long, @Nullable Long> link = id -> (Long) model.value(environment.sudo(), id, field);
        Comparator<@Nullable Long> comparator =
                nullsFirst ? Comparator.nullsFirst(theirs) : Comparator.nullsLast(theirs);
        return (a, b) -> comparator.compare(link.apply(a), link.apply(b));
    }

    private static Comparator<Long> by(
            Function<Long, @Nullable Comparable<?>> key, boolean descending, boolean nullsFirst) {
        Map<Long, Object> keys = new HashMap<>();
        Object none = new Object();
        Comparator<Object> values = (a, b) -> compare(a, b);
        Comparator<Object> directed = descending ? values.reversed() : values;
        return (a, b) -> {
            Object left = keys.computeIfAbsent(a, id -> orElse(key.apply(id), none));
            Object right = keys.computeIfAbsent(b, id -> orElse(key.apply(id), none));
            if (left == none || right == none) {
                return left == right ? 0 : (left == none) == nullsFirst ? -1 : 1;
            }
            return directed.compare(left, right);
        };
    }

    private static Object orElse(@Nullable Object value, Object none) {
        return value == null ? none : value;
    }

    private @Nullable Comparable<?> key(FakeField field, @Nullable Object value) {
        if (value == null && field.type() == FieldType.BOOLEAN) {
            return false;
        }
        return value instanceof Comparable<?> comparable ? comparable : value == null ? null : Python.repr(value);
    }

    @SuppressWarnings("unchecked")
    public static int compare(Object a, Object b) {
        if (a instanceof String left && b instanceof String right) {
            return compareTexts(left, right);
        }
        if (a instanceof Number left && b instanceof Number right) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        if (a instanceof Instant left && b instanceof Instant right) {
            return left.compareTo(right);
        }
        return ((Comparable<Object>) a).compareTo(b);
    }

    /** By code points, as the bytes of UTF-8 are ordered. */
    public static int compareTexts(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char left = a.charAt(i);
            char right = b.charAt(i);
            if (left != right) {
                return Character.isSurrogate(left) == Character.isSurrogate(right)
                        ? left - right
                        : Character.isSurrogate(left) ? 1 : -1;
            }
        }
        return a.length() - b.length();
    }
}
