package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.Searches;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of an import as values of fields. */
final class ImportValues {
    private static final DateTimeFormatter DATETIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private final Environment environment;
    private final RecordSet records;

    ImportValues(RecordSet records, FakeModel model) {
        this.records = records;
        this.environment = records.environment();
    }

    /**
     * A value.
     *
     * @param warning what is said about it, or null
     */
    record Converted(Object value, @Nullable String warning) {
        static Converted of(Object value) {
            return new Converted(value, null);
        }
    }

    /** A cell that is no value of its field. */
    static final class Problem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Object> more = new LinkedHashMap<>();
        private String column = "";

        Problem(String message, @Nullable FakeField field) {
            super(message);
            if (field != null) {
                more.put("field_name", field.schema().label());
            }
        }

        Problem with(String key, Object value) {
            more.put(key, value);
            return this;
        }

        Problem without(String key) {
            more.remove(key);
            return this;
        }

        Problem inColumn(FakeField lines) {
            column = lines.name();
            more.put("field_name", lines.schema().label());
            return this;
        }

        String column() {
            return column;
        }

        Map<String, Object> message(String type, String fieldName) {
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("type", type);
            message.put("field", fieldName);
            message.put("message", String.valueOf(getMessage()));
            message.putAll(more);
            return message;
        }

        Map<String, Object> warning(String fieldName) {
            return message("warning", fieldName);
        }
    }

    /** @param path what follows the field's name: nothing, {@code id} or {@code .id} */
    Converted convert(FakeField field, List<String> path, @Nullable Object value) {
        return convert(field, path, value, field.schema().label());
    }

    Converted convert(FakeField field, List<String> path, @Nullable Object value, String label) {
        if (field.isRelational()) {
            return relation(field, path, value, label);
        }
        if (!path.isEmpty()) {
            throw new UnsupportedByFakeException("load with the column " + field.name() + "/" + String.join("/", path));
        }
        if (value == null) {
            return Converted.of(false);
        }
        return Converted.of(
                switch (field.type()) {
                    case BOOLEAN -> flag(field, value, label);
                    case INTEGER, MANY2ONE_REFERENCE -> integer(field, value, label);
                    case FLOAT, MONETARY -> number(field, value, label);
                    case DATE -> date(field, value, label);
                    case DATETIME -> datetime(field, value, label);
                    case SELECTION -> selection(field, value, label);
                    case CHAR, TEXT, HTML, REFERENCE, BINARY -> value;
                    default ->
                        throw new UnsupportedByFakeException(
                                "load with a column of type " + field.type().odooName());
                });
    }

    private static Object flag(FakeField field, Object value, String label) {
        if (!(value instanceof String text)) {
            throw PythonException.attributeError(
                    "'" + (value instanceof Boolean ? "bool" : "int") + "' object has no attribute 'lower'");
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "true", "yes" -> true;
            case "0", "false", "no" -> false;
            default ->
                throw new Problem("Unknown value '" + text + "' for boolean field '" + label + "'", field)
                        .with("moreinfo", "Use '1' for yes and '0' for no");
        };
    }

    private static Object integer(FakeField field, Object value, String label) {
        try {
            return value instanceof Number number ? number.longValue() : Long.parseLong(((String) value).strip());
        } catch (NumberFormatException e) {
            throw new Problem("'" + value + "' does not seem to be an integer for field '" + label + "'", field);
        }
    }

    private static Object number(FakeField field, Object value, String label) {
        try {
            return value instanceof Number number ? number.doubleValue() : Double.parseDouble(((String) value).strip());
        } catch (NumberFormatException e) {
            throw new Problem("'" + value + "' does not seem to be a number for field '" + label + "'", field);
        }
    }

    private static Object date(FakeField field, Object value, String label) {
        try {
            return LocalDate.parse(String.valueOf(value)).toString();
        } catch (DateTimeException e) {
            throw new Problem("'" + value + "' does not seem to be a valid date for field '" + label + "'", field)
                    .with("moreinfo", "Use the format '2012-12-31'");
        }
    }

    /** A time in the user's zone. */
    private Object datetime(FakeField field, Object value, String label) {
        try {
            LocalDateTime local = LocalDateTime.parse(String.valueOf(value), DATETIME);
            return DATETIME.format(local.atZone(environment.zone()).withZoneSameInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            throw new Problem("'" + value + "' does not seem to be a valid datetime for field '" + label + "'", field)
                    .with("moreinfo", "Use the format '2012-12-31 23:59:59'");
        }
    }

    private static Object selection(FakeField field, Object value, String label) {
        String text = String.valueOf(value);
        for (FieldSchema.Option option : field.schema().selection()) {
            if (text.equalsIgnoreCase(option.value()) || text.equalsIgnoreCase(option.label())) {
                return option.value();
            }
        }
        throw new Problem("Value '" + value + "' not found in selection field '" + label + "'", field)
                .with(
                        "moreinfo",
                        field.schema().selection().stream()
                                .map(FieldSchema.Option::label)
                                .toList());
    }

    // ------------------------------------------------------------------------------------------ relations

    private Converted relation(FakeField field, List<String> path, @Nullable Object value, String label) {
        if (path.size() > 1
                || (path.size() == 1
                        && !path.get(0).equals("id")
                        && !path.get(0).equals(".id"))) {
            throw new UnsupportedByFakeException("load with the column " + field.name() + "/" + String.join("/", path));
        }
        if (field.type() == com.powerseller.odoo.schema.FieldType.MANY2ONE) {
            return value == null ? Converted.of(false) : reference(field, path, String.valueOf(value), label);
        }
        List<Long> ids = new ArrayList<>();
        String warning = null;
        if (value != null) {
            for (String one : String.valueOf(value).split(",", -1)) {
                Converted converted = reference(field, path, one.strip(), label);
                ids.add((Long) converted.value());
                warning = converted.warning() == null ? warning : converted.warning();
            }
        }
        return new Converted(List.of(List.of(6L, 0L, ids)), warning);
    }

    private Converted reference(FakeField field, List<String> path, String value, String label) {
        FakeModel other = environment.model(field.relation());
        if (path.isEmpty()) {
            return byName(field, other, value, label);
        }
        if (path.get(0).equals("id")) {
            Long id = ExternalIds.find(records, other.name(), value);
            if (id == null) {
                throw unknown("external id", value, field, other, label, true);
            }
            return Converted.of(id);
        }
        return Converted.of(byId(field, other, value, label));
    }

    private Long byId(FakeField field, FakeModel other, String value, String label) {
        try {
            long id = Long.parseLong(value.strip());
            if (other.has(id)) {
                return id;
            }
        } catch (NumberFormatException e) {
            throw new Problem("Invalid database id '" + value + "' for the field '" + label + "'", field)
                    .with("moreinfo", moreInfo("ir.model.data", other.name()));
        }
        throw unknown("database id", value, field, other, label, true);
    }

    private Converted byName(FakeField field, FakeModel other, String value, String label) {
        List<Long> found =
                new Searches(environment, other).search(List.of(List.of("display_name", "=", value)), 0, 0, null);
        if (found.isEmpty()) {
            throw unknown("name", value, field, other, label, false);
        }
        String warning = found.size() == 1
                ? null
                : "Found multiple matches for value \"" + value + "\" in field \"" + label + "\" (" + found.size()
                        + " matches)";
        return new Converted(found.get(0), warning);
    }

    private static Problem unknown(
            String kind, String value, FakeField field, FakeModel other, String label, boolean byId) {
        return new Problem("No matching record found for " + kind + " '" + value + "' in field '" + label + "'", field)
                .with("moreinfo", byId ? moreInfo("ir.model.data", other.name()) : moreInfo(other.name(), null));
    }

    /** An action that shows what there is. */
    private static Map<String, Object> moreInfo(String model, @Nullable String about) {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("name", "Possible Values");
        action.put("type", "ir.actions.act_window");
        action.put("target", "new");
        action.put("view_mode", "list,form");
        action.put("views", List.of(List.of(false, "list"), List.of(false, "form")));
        action.put("context", Map.of("create", false));
        action.put("help", "See all possible values");
        action.put("res_model", model);
        if (about != null) {
            action.put("domain", List.of(List.of("model", "=", about)));
        }
        return action;
    }
}
