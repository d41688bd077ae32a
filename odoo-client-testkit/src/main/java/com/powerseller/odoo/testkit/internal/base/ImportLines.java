package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lines of one record of an import: one per row, for each one2many field. */
final class ImportLines {
    private final RecordSet records;
    private final FakeModel model;
    private final ImportValues converter;

    ImportLines(RecordSet records, FakeModel model, ImportValues converter) {
        this.records = records;
        this.model = model;
        this.converter = converter;
    }

    /** Adds the commands of the one2many fields to the values of their record. */
    void convert(List<List<String>> columns, List<List<?>> rows, Map<String, Object> values) {
        Map<String, List<Object>> commands = new LinkedHashMap<>();
        for (List<?> row : rows) {
            Map<String, Map<List<String>, Object>> lines = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                List<String> path = columns.get(i);
                FakeField field = model.field(path.get(0));
                Object cell = i < row.size() ? row.get(i) : null;
                if (field != null
                        && field.type() == FieldType.ONE2MANY
                        && cell != null
                        && !cell.equals("")
                        && !cell.equals(false)) {
                    if (path.size() == 1) {
                        throw new UnsupportedByFakeException(
                                "load with the column " + field.name() + " of one2many without a field of its lines");
                    }
                    lines.computeIfAbsent(field.name(), name -> new LinkedHashMap<>())
                            .put(path.subList(1, path.size()), cell);
                }
            }
            lines.forEach((name, line) -> commands.computeIfAbsent(name, unused -> new ArrayList<>())
                    .add(command(model.existing(name), line)));
        }
        values.putAll(commands);
    }

    private Object command(FakeField lines, Map<List<String>, Object> cells) {
        FakeModel other = records.environment().model(lines.relation());
        Map<String, Object> values = new LinkedHashMap<>();
        Long id = null;
        String externalId = null;
        for (Map.Entry<List<String>, Object> cell : cells.entrySet()) {
            String first = cell.getKey().get(0);
            if (first.equals(".id")) {
                id = Long.valueOf(String.valueOf(cell.getValue()).strip());
            } else if (first.equals("id")) {
                externalId = String.valueOf(cell.getValue());
            } else {
                FakeField field = field(other, first);
                values.put(
                        first,
                        value(
                                lines,
                                field,
                                cell.getKey().subList(1, cell.getKey().size()),
                                cell.getValue()));
            }
        }
        if (externalId != null) {
            id = ExternalIds.find(records, other.name(), externalId);
            if (id == null) {
                throw new UnsupportedByFakeException("load with new lines that have external ids: " + externalId);
            }
        }
        return id == null ? List.of(0L, 0L, values) : List.of(1L, id, values);
    }

    private static FakeField field(FakeModel other, String name) {
        FakeField field = other.field(name);
        if (field == null) {
            throw PythonException.valueError("Invalid field name '" + name + "'");
        }
        return field;
    }

    private Object value(FakeField lines, FakeField field, List<String> path, @Nullable Object cell) {
        try {
            String label = lines.schema().label() + "/" + field.schema().label();
            return converter.convert(field, path, cell, label).value();
        } catch (ImportValues.Problem problem) {
            throw problem.inColumn(lines);
        }
    }
}
