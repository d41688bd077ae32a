package com.powerseller.odoo.testkit.internal.orm.group;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.Orders;
import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Reads;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.domain.DateParts;
import java.time.LocalDateTime;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What records are grouped by: a field, a period or a part of a date, a property, or (series 19) a field of a record that a many2one refers to. A value of a group is null for
 * the records that have none.
 */
final class GroupKey {
    private static final Pattern SPECIFICATION = Pattern.compile("(\\w+)(?:\\.([\\w.]+))?(?::(\\w+))?");

    private final String written;
    private final List<FakeField> path;
    private final List<FakeModel> models;
    private final Environment environment;
    private final FakeModel model;
    private final FakeField field;
    private final @Nullable GroupProperty property;
    private final @Nullable String part;
    private final @Nullable Periods periods;

    /**
     * Reads a specification such as {@code date_field:month}.
     *
     * @param follows whether it may go through many2one fields
     */
    GroupKey(Environment environment, FakeModel start, String written, boolean follows) {
        Matcher words = words(written);
        this.environment = environment;
        this.written = written;
        this.path = new ArrayList<>();
        this.models = new ArrayList<>();
        FakeModel reached = start;
        FakeField last = field(reached, words.group(1));
        String rest = words.group(2);
        while (rest != null && last.type() != FieldType.PROPERTIES) {
            if (!follows) {
                throw PythonException.valueError("Property name '" + rest + "' has to be used on a property field.");
            }
            if (last.type() != FieldType.MANY2ONE) {
                throw PythonException.valueError(
                        "Only many2one path is accepted for the '" + last.name() + "." + rest + "' groupby spec");
            }
            path.add(last);
            models.add(reached);
            reached = environment.model(last.relation());
            int dot = rest.indexOf('.');
            last = field(reached, dot < 0 ? rest : rest.substring(0, dot));
            rest = dot < 0 ? null : rest.substring(dot + 1);
        }
        this.model = reached;
        this.field = last;
        if (last.type() == FieldType.PROPERTIES && rest == null) {
            throw PythonException.valueError("Wrong property field value name 'None'.");
        }
        this.property = rest == null ? null : new GroupProperty(environment, reached, last, rest);
        String granularity = words.group(3);
        boolean isDated = type() == FieldType.DATE || type() == FieldType.DATETIME;
        check(isDated, granularity);
        boolean isPart = granularity != null && DateParts.NAMES.contains(granularity);
        this.part = isPart ? granularity : null;
        this.periods = granularity == null || isPart
                ? null
                : new Periods(granularity, type() == FieldType.DATE, environment.zone(), environment.locale());
    }

    /** The field that a specification begins with. */
    static String fieldOf(String written) {
        return words(written).group(1);
    }

    private static Matcher words(String written) {
        Matcher words = SPECIFICATION.matcher(written);
        if (!words.matches()) {
            throw Aggregate.invalidSpecification(written);
        }
        return words;
    }

    private static FakeField field(FakeModel model, String name) {
        FakeField field = model.field(name);
        if (field == null) {
            throw PythonException.valueError("Invalid field '" + name + "' on model '" + model.name() + "'");
        }
        return field;
    }

    private void check(boolean isDated, @Nullable String granularity) {
        if (granularity != null && !isDated && property != null) {
            throw new UnsupportedByFakeException("groups by " + written + ", which is no date property");
        }
        if (granularity != null && !isDated) {
            throw PythonException.valueError(
                    "Granularity set on a no-datetime field or property: " + Python.repr(written));
        }
        if (granularity == null && isDated) {
            throw property == null
                    ? PythonException.valueError(
                            "Granularity not set on a date(time) field: " + Python.repr(field.name()))
                    : new UnsupportedByFakeException("groups of a date property without a granularity");
        }
        boolean isKnown = granularity == null
                || Periods.LENGTHS.contains(granularity)
                || (environment.series().atLeast(Series.V18) && DateParts.NAMES.contains(granularity));
        if (!isKnown) {
            throw PythonException.valueError("Granularity specification isn't correct: " + Python.repr(granularity));
        }
        if (property != null && granularity != null && DateParts.NAMES.contains(granularity)) {
            throw PythonException.of("psycopg2.errors.UndefinedFunction", "no " + granularity + " of a property\n");
        }
        if (property == null && field.type() != FieldType.MANY2MANY) {
            Aggregate.checkIsColumn(environment, model, field);
        }
        if (field.type() == FieldType.BINARY) {
            throw new UnsupportedByFakeException("groups by the binary field " + field.name());
        }
    }

    private FieldType type() {
        return property == null ? field.type() : property.type();
    }

    String written() {
        return written;
    }

    /** The field that it begins with. */
    String fieldName() {
        return path.isEmpty() ? field.name() : path.get(0).name();
    }

    @Nullable Periods periods() {
        return periods;
    }

    /** Whether the field is that of a record referred to. */
    boolean isOfAnother() {
        return !path.isEmpty();
    }

    boolean isProperty() {
        return property != null;
    }

    /** Whether SQL has a value for the records that have none. */
    boolean isNeverNull() {
        return property != null && property.isScalar();
    }

    boolean isPart() {
        return part != null;
    }

    // ------------------------------------------------------------------------------------------ values

    /** The groups that a record is in: one, or as many as it has tags. */
    List<@Nullable Object> of(long id) {
        Long reached = id;
        for (int i = 0; i < path.size(); i++) {
            Object next = models.get(i).value(environment.sudo(), reached, path.get(i));
            if (!(next instanceof Long other)) {
                return one(null);
            }
            reached = other;
        }
        if (property != null) {
            return property.of(reached).stream().map(this::grouped).toList();
        }
        if (field.type() == FieldType.MANY2MANY) {
            List<@Nullable Object> links =
                    new ArrayList<>((List<?>) new Reads(environment, model).value(reached, field, false));
            return links.isEmpty() ? one(null) : links;
        }
        return one(model.value(environment.sudo(), reached, field));
    }

    private List<@Nullable Object> one(@Nullable Object value) {
        return Collections.singletonList(grouped(value));
    }

    private @Nullable Object grouped(@Nullable Object value) {
        if (type() == FieldType.BOOLEAN) {
            return Boolean.TRUE.equals(value);
        }
        if (value == null) {
            return null;
        }
        if (field.type() == FieldType.JSON) {
            throw new UnsupportedByFakeException("groups by the json field " + field.name());
        }
        if (part != null) {
            return (double) DateParts.of(part, value, environment.zone());
        }
        return periods == null ? value : periods.of(value);
    }

    /** The order of groups: of a many2one by the order of its model, of others by value; those without a value last. */
    Comparator<@Nullable Object> order(Collection<?> values) {
        if (path.isEmpty() && property == null && type() == FieldType.MANY2ONE) {
            List<Long> ids = new ArrayList<>();
            values.forEach(id -> {
                if (id != null) {
                    ids.add((Long) id);
                }
            });
            List<Long> sorted = new Orders(environment.sudo(), environment.model(field.relation())).sorted(ids, null);
            Map<Object, Integer> ranks = new HashMap<>();
            sorted.forEach(id -> ranks.putIfAbsent(id, ranks.size()));
            return Comparator.nullsLast(Comparator.comparing(ranks::get));
        }
        if ("day_of_week".equals(part)) {
            // The week begins when that of the language does.
            int first = WeekFields.of(environment.locale()).getFirstDayOfWeek().getValue() % 7;
            return Comparator.nullsLast(
                    Comparator.comparing(day -> Math.floorMod(((Number) day).intValue() - first, 7)));
        }
        return Comparator.nullsLast(Orders::compare);
    }

    // ------------------------------------------------------------------------------------------- shown

    /** A group's value on the wire; a period has its label alone in {@code read_group}. */
    Object shown(@Nullable Object value) {
        if (value == null) {
            return false;
        }
        if (periods != null) {
            return periods.shown((LocalDateTime) value);
        }
        if (property != null) {
            return property.shown(value);
        }
        if (field.isRelational()) {
            return named(field.relation(), (Long) value);
        }
        return field.name().equals("id") ? named(model.name(), (Long) value) : value;
    }

    private Object named(String of, Long id) {
        return List.of(id, environment.database().displayName(environment.sudo(), of, id));
    }

    /** The terms of a domain that finds the group's records. */
    List<Object> domain(@Nullable Object value, Collection<?> others) {
        return domain(0, value, others);
    }

    private List<Object> domain(int step, @Nullable Object value, Collection<?> others) {
        if (step == path.size()) {
            return own(value, others);
        }
        String name = path.get(step).name();
        List<Object> inner = List.of(List.of(name, "any", domain(step + 1, value, others)));
        if (Python.isTrue(value)) {
            return inner;
        }
        List<Object> either = new ArrayList<>(List.of("|", List.of(name, "not any", List.of())));
        either.addAll(inner);
        return either;
    }

    private List<Object> own(@Nullable Object value, Collection<?> others) {
        String name = property == null ? field.name() : field.name() + "." + property.name();
        if (property != null && !(value instanceof LocalDateTime)) {
            return property.domain(name, value, others);
        }
        if (part != null) {
            return List.of(List.of(name + "." + part, "=", value == null ? false : value));
        }
        if (value == null && field.type() == FieldType.MANY2MANY) {
            return environment.series().atLeast(Series.V19)
                    ? List.of(List.of(name, "not any", List.of()))
                    : List.of(List.of(
                            name,
                            "not in",
                            others.stream().filter(java.util.Objects::nonNull).toList()));
        }
        if (periods == null || !(value instanceof LocalDateTime start)) {
            return List.of(List.of(name, "=", value == null ? false : value));
        }
        return List.of(
                "&",
                List.of(name, ">=", periods.written(start)),
                List.of(name, "<", periods.written(periods.next(start))));
    }
}
