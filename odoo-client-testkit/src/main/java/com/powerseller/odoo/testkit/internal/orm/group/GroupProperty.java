package com.powerseller.odoo.testkit.internal.orm.group;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PropertyDefinitions;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A property that records are grouped by, as the first parent that has it defines it. */
final class GroupProperty {
    private final Environment environment;
    private final FakeModel model;
    private final FakeField field;
    private final String name;
    private final Map<?, ?> definition;
    private final String type;

    GroupProperty(Environment environment, FakeModel model, FakeField field, String name) {
        this.environment = environment;
        this.model = model;
        this.field = field;
        this.name = name;
        Map<?, ?> found = new PropertyDefinitions(environment, model).find(field, name);
        this.definition = found == null ? Map.of() : found;
        this.type = String.valueOf(definition.get("type"));
        if (type.equals("datetime")) {
            throw new UnsupportedByFakeException("groups by the property " + name + ", which is a datetime");
        }
    }

    String name() {
        return name;
    }

    FieldType type() {
        return switch (type) {
            case "boolean" -> FieldType.BOOLEAN;
            case "date" -> FieldType.DATE;
            default -> FieldType.UNKNOWN;
        };
    }

    /** Whether it is neither one of several options nor a record. */
    boolean isScalar() {
        return !isSeveral() && !type.equals("selection") && !type.equals("many2one");
    }

    private boolean isSeveral() {
        return type.equals("tags") || type.equals("many2many");
    }

    /** The groups that a record is in. */
    List<@Nullable Object> of(long id) {
        Object value = model.value(environment.sudo(), id, field) instanceof Map<?, ?> values ? values.get(name) : null;
        if (isSeveral()) {
            List<@Nullable Object> known = new ArrayList<>();
            if (value instanceof List<?> list) {
                list.stream().filter(this::isKnown).forEach(known::add);
            }
            return known.isEmpty() ? Collections.singletonList(null) : known;
        }
        boolean isNone = value == null || value.equals(false) || value.equals("") || !isKnown(value);
        return Collections.singletonList(isNone ? null : value);
    }

    private boolean isKnown(Object value) {
        return switch (type) {
            case "selection", "tags" -> options().contains(value);
            case "many2one", "many2many" ->
                value instanceof Long id && other().table().has(id);
            default -> true;
        };
    }

    private FakeModel other() {
        return environment.model(String.valueOf(definition.get("comodel")));
    }

    private List<Object> options() {
        List<Object> options = new ArrayList<>();
        if (definition.get(type) instanceof List<?> list) {
            list.forEach(option -> options.add(Objects.requireNonNull(((List<?>) option).get(0))));
        }
        return options;
    }

    /** A group's value on the wire. */
    Object shown(Object value) {
        return switch (type) {
            case "many2one", "many2many" ->
                List.of(value, environment.database().displayName(environment.sudo(), other().name(), (Long) value));
            case "tags" -> tag(value);
            default -> value;
        };
    }

    private Object tag(Object value) {
        for (Object tag : (List<?>) Objects.requireNonNull(definition.get("tags"))) {
            if (((List<?>) tag).get(0).equals(value)) {
                return tag;
            }
        }
        throw new IllegalStateException("no tag " + value);
    }

    /** The terms of a domain that finds a group's records. */
    List<Object> domain(String path, @Nullable Object value, Collection<?> others) {
        if (value != null) {
            return List.of(List.of(path, isSeveral() ? "in" : "=", value));
        }
        List<Object> known = new ArrayList<>(type.equals("selection") || type.equals("tags") ? options() : List.of());
        if (type.startsWith("many2")) {
            others.stream().filter(Objects::nonNull).forEach(known::add);
        }
        List<Object> none = List.of(path, "=", false);
        return switch (type) {
            case "selection", "many2one" -> List.of("|", none, List.of(path, "not in", known));
            case "tags", "many2many" -> {
                if (known.isEmpty()) {
                    yield List.of(List.of(1L, "=", 1L));
                }
                List<Object> terms = new ArrayList<>(List.of("|", none));
                terms.addAll(Collections.nCopies(known.size() - 1, "&"));
                known.forEach(one -> terms.add(List.of(path, "not in", one)));
                yield terms;
            }
            default -> List.of(none);
        };
    }
}
