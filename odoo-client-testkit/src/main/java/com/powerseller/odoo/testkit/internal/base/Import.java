package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Transaction;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.internal.orm.Writes;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code load}: rows of texts as records, all of them or none. */
final class Import {
    /** The module of external ids that name none. */
    static final String MODULE = "__import__";

    private static final int MANY_ERRORS = 10;
    private static final String FAILED = "The operation cannot be completed: ";
    private static final Pattern MISSING = Pattern.compile("Missing required value for the field '[^']*' \\((\\w+)\\)");

    private final BaseModel.Call call;
    private final Environment environment;
    private final FakeModel model;
    private final List<Object> messages = new ArrayList<>();
    /** What is converted, but not saved yet. */
    private final List<Row> pending = new ArrayList<>();

    private final List<Long> saved = new ArrayList<>();
    private int errors;
    private boolean isGivenUp;

    Import(BaseModel.Call call) {
        this.call = call;
        this.environment = call.environment();
        this.model = call.model();
    }

    /**
     * One record of the rows, from one row to another.
     *
     * @param externalId null if it has none
     */
    private record Row(
            int number,
            int from,
            int to,
            @Nullable String externalId,
            @Nullable Long id,
            Map<String, Object> values) {}

    Object load() {
        List<List<String>> columns = columns();
        List<List<?>> rows = rows();
        Transaction transaction = environment.transaction();
        int start = transaction.mark();
        int records = 0;
        int next = 0;
        while (next < rows.size()) {
            int end = end(columns, rows, next);
            List<List<?>> rowsOfRecord = rows.subList(next, end);
            if (refersToPending(columns, rowsOfRecord)) {
                save();
            }
            Row record = convert(columns, rowsOfRecord, records, next);
            if (record != null) {
                pending.add(record);
                records++;
            }
            next = end;
        }
        save();
        boolean isFailed = errors > 0;
        if (isFailed) {
            transaction.rollbackTo(start);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ids", isFailed ? false : saved);
        answer.put("messages", messages);
        answer.put("nextrow", 0L);
        return answer;
    }

    private void save() {
        for (Row record : pending) {
            if (isGivenUp) {
                break;
            }
            Long id = tried(record);
            if (id != null) {
                saved.add(id);
            }
            isGivenUp = errors >= MANY_ERRORS && errors >= (saved.size() + errors) / MANY_ERRORS;
        }
        pending.clear();
    }

    /** Whether rows may mean a record of earlier rows: by its external id, or by a name in the same model. */
    private boolean refersToPending(List<List<String>> columns, List<List<?>> rows) {
        for (int i = 0; i < columns.size() && !pending.isEmpty(); i++) {
            List<String> path = columns.get(i);
            String last = path.get(path.size() - 1);
            FakeField field = model.field(path.get(0));
            if (field == null || !field.isRelational()) {
                continue;
            }
            for (List<?> row : rows) {
                Object value = cell(row, i);
                boolean isName = !last.equals("id") && !last.equals(".id");
                if (value != null
                        && (isName ? field.relation().equals(model.name()) : last.equals("id") && isPending(value))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isPending(Object externalIds) {
        List<String> ids = List.of(String.valueOf(externalIds).split("\\s*,\\s*", -1));
        return pending.stream()
                .anyMatch(row -> row.externalId() != null
                        && ids.contains(row.externalId().strip()));
    }

    private List<List<String>> columns() {
        List<List<String>> columns = new ArrayList<>();
        for (String name : call.arguments().texts("fields")) {
            List<String> path = List.of(name.split("/", -1));
            String first = path.get(0);
            if (!first.equals("id") && !first.equals(".id")) {
                model.checkComplete(first);
                if (model.field(first) == null) {
                    throw PythonException.valueError("Invalid field name '" + first + "'");
                }
            }
            columns.add(path);
        }
        return columns;
    }

    private List<List<?>> rows() {
        List<List<?>> rows = new ArrayList<>();
        if (call.arguments().get("data") instanceof List<?> data) {
            for (Object row : data) {
                if (!(row instanceof List<?> cells)) {
                    throw new UnsupportedByFakeException("load with rows that are no lists");
                }
                rows.add(cells);
            }
        }
        return rows;
    }

    private static @Nullable Object cell(List<?> row, int column) {
        Object value = column < row.size() ? row.get(column) : null;
        return value == null || value.equals("") || value.equals(false) ? null : value;
    }

    /** Where the rows of a record end: those that have values for its lines only belong to it. */
    private int end(List<List<String>> columns, List<List<?>> rows, int start) {
        int end = start + 1;
        while (end < rows.size() && isOfLinesOnly(columns, rows.get(end))) {
            end++;
        }
        return end;
    }

    private boolean isOfLinesOnly(List<List<String>> columns, List<?> row) {
        boolean hasLine = false;
        for (int i = 0; i < columns.size(); i++) {
            if (cell(row, i) != null) {
                if (!isOfLines(columns.get(i))) {
                    return false;
                }
                hasLine = true;
            }
        }
        return hasLine;
    }

    private boolean isOfLines(List<String> path) {
        FakeField field = model.field(path.get(0));
        return field != null && field.type() == com.powerseller.odoo.schema.FieldType.ONE2MANY;
    }

    // ----------------------------------------------------------------------------------------- conversion

    private @Nullable Row convert(List<List<String>> columns, List<List<?>> rows, int number, int from) {
        Map<String, Object> values = new LinkedHashMap<>();
        String externalId = null;
        Long id = null;
        boolean isGood = true;
        int to = from + rows.size() - 1;
        ImportValues converter = new ImportValues(call.records(), model);
        for (int i = 0; i < columns.size(); i++) {
            List<String> path = columns.get(i);
            Object value = cell(rows.get(0), i);
            try {
                switch (path.get(0)) {
                    case "id" -> externalId = value == null ? null : String.valueOf(value);
                    case ".id" -> id = value == null ? null : existing(value);
                    default -> {
                        if (!isOfLines(path)) {
                            put(values, path, value, converter, number, from, to);
                        }
                    }
                }
            } catch (ImportValues.Problem problem) {
                isGood = false;
                String field = path.get(0);
                add(problem.message("error", field), number, from, to);
            }
        }
        try {
            new ImportLines(call.records(), model, converter).convert(columns, rows, values);
        } catch (ImportValues.Problem problem) {
            isGood = false;
            add(problem.message("error", problem.column()), number, from, to);
        }
        return isGood ? new Row(number, from, to, externalId, id, values) : null;
    }

    private void put(
            Map<String, Object> values,
            List<String> path,
            @Nullable Object value,
            ImportValues converter,
            int number,
            int from,
            int to) {
        FakeField field = model.existing(path.get(0));
        if (value == null && path.size() > 1 && values.containsKey(field.name())) {
            return;
        }
        ImportValues.Converted converted = converter.convert(field, path.subList(1, path.size()), value);
        values.put(field.name(), converted.value());
        if (converted.warning() != null) {
            add(new ImportValues.Problem(converted.warning(), null).warning(field.name()), number, from, to);
        }
    }

    private Long existing(Object value) {
        long id;
        try {
            id = Long.parseLong(String.valueOf(value).strip());
        } catch (NumberFormatException e) {
            throw PythonException.of(
                    "psycopg2.errors.InvalidTextRepresentation",
                    "invalid input syntax for type integer: \"" + value + "\"\n");
        }
        if (!model.has(id)) {
            throw new ImportValues.Problem("Unknown database identifier '" + value + "'", null).without("field_name");
        }
        return id;
    }

    private void add(Map<String, Object> message, int number, int from, int to) {
        Map<String, Object> full = new LinkedHashMap<>();
        full.put("rows", Map.of("from", (long) from, "to", (long) to));
        full.put("record", (long) number);
        full.putAll(message);
        messages.add(full);
        if ("error".equals(message.get("type"))) {
            errors++;
        }
    }

    // --------------------------------------------------------------------------------------------- saving

    private @Nullable Long tried(Row row) {
        int mark = environment.transaction().mark();
        try {
            return save(row);
        } catch (PythonException e) {
            environment.transaction().rollbackTo(mark);
            String text = e.text().startsWith(FAILED) ? e.text().substring(FAILED.length()) : e.text();
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("type", "error");
            message.put("message", text);
            String field = fieldOf(text);
            if (field != null) {
                message.put("field", field);
            }
            add(message, row.number(), row.from(), row.to());
            return null;
        }
    }

    private @Nullable String fieldOf(String message) {
        Matcher missing = MISSING.matcher(message);
        if (missing.find()) {
            return missing.group(1);
        }
        return model.definition().constraints().stream()
                .filter(constraint -> constraint.message().equals(message))
                .filter(constraint -> constraint.uniqueFields().size() == 1)
                .map(constraint -> constraint.uniqueFields().get(0))
                .findFirst()
                .orElse(null);
    }

    private Long save(Row row) {
        Writes writes = new Writes(environment, model);
        ExternalIds names = new ExternalIds(call.records());
        if (row.id() != null) {
            writes.write(List.of(row.id()), row.values());
            return row.id();
        }
        if (row.externalId() == null) {
            return writes.create(List.of(row.values())).get(0);
        }
        String[] parts = row.externalId().split("\\.", 2);
        String module = parts.length == 2 ? parts[0] : MODULE;
        String name = parts[parts.length - 1];
        Records data = names.named(module, name);
        if (!data.isEmpty()) {
            String other = data.text("model");
            if (!other.equals(model.name())) {
                throw PythonException.validationError("For external id " + module + "." + name
                        + " when trying to create/update a record of model " + model.name()
                        + " found record of different model " + other + " (" + data.id() + ")");
            }
            long id = (long) data.number("res_id");
            if (model.has(id)) {
                writes.write(List.of(id), row.values());
                return id;
            }
            data.delete();
        }
        long id = writes.create(List.of(row.values())).get(0);
        names.name(module, name, id);
        return id;
    }
}
