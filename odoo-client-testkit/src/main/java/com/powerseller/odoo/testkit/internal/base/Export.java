package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Reads;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** {@code export_data}: records as rows, in the columns that {@code load} takes; each line of a record takes a row. */
final class Export {
    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final BaseModel.Call call;
    private final Environment environment;

    Export(BaseModel.Call call) {
        this.call = call;
        this.environment = call.environment();
    }

    Map<String, Object> data() {
        if (!environment.superuser() && !environment.database().isIn(environment.uid(), "base.group_allow_export")) {
            throw PythonException.userError(
                    "You don't have the rights to export data. Please contact an Administrator.");
        }
        List<List<String>> columns = call.arguments().texts("fields_to_export").stream()
                .map(name -> List.of(name.split("/", -1)))
                .toList();
        for (long id : call.ids()) {
            if (!call.model().has(id)) {
                throw PythonException.missingRecord(call.model().name(), id, environment.uid());
            }
        }
        return Map.of("datas", rows(call.model(), call.ids(), columns));
    }

    private List<List<Object>> rows(FakeModel model, List<Long> ids, List<List<String>> columns) {
        List<List<Object>> rows = new ArrayList<>();
        for (long id : ids) {
            rows.addAll(rows(model, id, columns));
        }
        return rows;
    }

    private List<List<Object>> rows(FakeModel model, long id, List<List<String>> columns) {
        List<Object> first = new ArrayList<>(Collections.nCopies(columns.size(), ""));
        List<List<Object>> rows = new ArrayList<>(List.of(first));
        Map<String, List<Integer>> lines = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            List<String> path = columns.get(i);
            String name = path.get(0);
            if (name.equals(".id")) {
                first.set(i, String.valueOf(id));
            } else if (name.equals("id") || name.isEmpty()) {
                first.set(i, name.isEmpty() ? shown(model, id) : externalId(model, id));
            } else {
                FakeField field =
                        new Reads(environment, model).fields(List.of(name)).get(0);
                if (field.isX2Many()) {
                    lines.computeIfAbsent(name, unused -> new ArrayList<>()).add(i);
                } else if (field.type() == FieldType.MANY2ONE) {
                    first.set(i, many2one(model, id, field, path.subList(1, path.size())));
                } else {
                    first.set(i, value(model, id, field));
                }
            }
        }
        lines.forEach((name, indexes) -> addLines(rows, model, id, model.existing(name), indexes, columns));
        return rows;
    }

    private void addLines(
            List<List<Object>> rows,
            FakeModel model,
            long id,
            FakeField field,
            List<Integer> indexes,
            List<List<String>> columns) {
        List<Long> ids = ids(model, id, field);
        FakeModel other = environment.model(field.relation());
        if (field.type() == FieldType.MANY2MANY) {
            if (indexes.size() > 1) {
                throw new UnsupportedByFakeException(
                        "export_data with several columns of the many2many " + field.name());
            }
            boolean byExternalId = columns.get(indexes.get(0)).equals(List.of(field.name(), "id"));
            rows.get(0)
                    .set(
                            indexes.get(0),
                            ids.stream()
                                    .map(one -> byExternalId ? externalId(other, one) : shown(other, one))
                                    .collect(Collectors.joining(",")));
            return;
        }
        List<List<String>> paths = indexes.stream()
                .map(index -> columns.get(index).size() == 1
                        ? List.of("")
                        : columns.get(index).subList(1, columns.get(index).size()))
                .toList();
        List<List<Object>> found = rows(other, ids, paths);
        for (int row = 0; row < found.size(); row++) {
            if (row == rows.size()) {
                rows.add(new ArrayList<>(Collections.nCopies(columns.size(), "")));
            }
            for (int i = 0; i < indexes.size(); i++) {
                rows.get(row).set(indexes.get(i), found.get(row).get(i));
            }
        }
    }

    private List<Long> ids(FakeModel model, long id, FakeField field) {
        return new Reads(environment, model).value(id, field, false) instanceof List<?> ids
                ? ids.stream().map(Long.class::cast).toList()
                : List.of();
    }

    private Object many2one(FakeModel model, long id, FakeField field, List<String> path) {
        if (!(new Reads(environment, model).value(id, field, false) instanceof Long other)) {
            return "";
        }
        FakeModel target = environment.model(field.relation());
        return path.isEmpty()
                ? shown(target, other)
                : rows(target, other, List.of(path)).get(0).get(0);
    }

    private String shown(FakeModel model, long id) {
        Object name = model.displayName(environment.sudo(), id);
        return name == null ? "" : String.valueOf(name);
    }

    private Object value(FakeModel model, long id, FakeField field) {
        Object value = new Reads(environment, model).value(id, field, false);
        if (field.type() == FieldType.BOOLEAN) {
            return value;
        }
        if (value.equals(false)) {
            return "";
        }
        return switch (field.type()) {
            case SELECTION -> label(field, value);
            case DATETIME ->
                DATETIME.format(LocalDateTime.parse((String) value, DATETIME)
                        .atZone(ZoneOffset.UTC)
                        .withZoneSameInstant(environment.zone()));
            default -> value;
        };
    }

    private static Object label(FakeField field, Object value) {
        return field.schema().selection().stream()
                .filter(option -> option.value().equals(value))
                .map(FieldSchema.Option::label)
                .findFirst()
                .orElse(String.valueOf(value));
    }

    /** A record without an external id gets one. */
    private String externalId(FakeModel model, long id) {
        ExternalIds names = new ExternalIds(environment.records(model, List.of(id)));
        List<String> known = names.of(id);
        if (!known.isEmpty()) {
            return known.get(0);
        }
        String unique = UUID.randomUUID().toString();
        String name = model.name().replace('.', '_') + "_" + id + "_" + unique.substring(0, unique.indexOf('-'));
        names.name("__export__", name, id);
        return "__export__." + name;
    }
}
