package com.powerseller.odoo.testkit.internal.base;

import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Reads;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.access.Operation;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Records by external ids, and the other way round. */
final class ExternalIds {
    private static final List<String> METADATA = List.of("create_uid", "create_date", "write_uid", "write_date");

    private final Environment environment;
    private final FakeModel model;
    private final List<Long> ids;
    private final Records all;

    ExternalIds(BaseModel.Call call) {
        this(call.records());
    }

    ExternalIds(RecordSet records) {
        this.environment = records.environment();
        this.model = records.ofModel();
        this.ids = records.ids();
        this.all = records.sudo();
    }

    /** {@code get_external_id}: the first one of each record, or an empty text. */
    Map<Long, Object> byRecord() {
        Map<Long, Object> names = new LinkedHashMap<>();
        for (long id : ids) {
            List<String> of = of(id);
            names.put(id, of.isEmpty() ? "" : of.get(0));
        }
        return names;
    }

    /** All external ids of a record, the oldest first. */
    List<String> of(long id) {
        List<String> names = new ArrayList<>();
        for (Records data : data(model.name(), id)) {
            names.add(data.text("module") + "." + data.text("name"));
        }
        return names;
    }

    private List<Records> data(String of, long id) {
        Records found = all.search("ir.model.data", List.of(List.of("model", "=", of), List.of("res_id", "=", id)));
        List<Long> sorted = found.ids().stream().sorted().toList();
        return all.browse("ir.model.data", sorted).each();
    }

    /** The record of {@code ir.model.data} with an external id, or none. */
    Records named(String module, String name) {
        return all.search("ir.model.data", List.of(List.of("module", "=", module), List.of("name", "=", name)));
    }

    /** Gives a record an external id. */
    void name(String module, String name, long id) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("module", module);
        values.put("name", name);
        values.put("model", model.name());
        values.put("res_id", id);
        all.browse("ir.model.data", List.of()).create(values);
    }

    /** {@code get_metadata} */
    List<Map<String, @Nullable Object>> metadata() {
        List<Long> existing = ids.stream().filter(model::has).toList();
        environment.access().check(model, existing, Operation.READ);
        Reads reads = new Reads(environment, model);
        List<Map<String, @Nullable Object>> rows = reads.read(
                existing,
                reads.fields(METADATA.stream()
                        .filter(name -> model.field(name) != null)
                        .toList()),
                true);
        for (Map<String, @Nullable Object> row : rows) {
            List<Map<String, Object>> names = new ArrayList<>();
            for (Records data : data(model.name(), (Long) java.util.Objects.requireNonNull(row.get("id")))) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("xmlid", data.text("module") + "." + data.text("name"));
                one.put("noupdate", data.flag("noupdate"));
                names.add(one);
            }
            row.put("xmlid", names.isEmpty() ? (Object) false : names.get(0).get("xmlid"));
            row.put("noupdate", names.isEmpty() ? (Object) false : names.get(0).get("noupdate"));
            if (environment.series().atLeast(Series.V17)) {
                row.put("xmlids", names);
            }
        }
        return rows;
    }

    /** The id that an external id names among the records of a model; null if there is none. */
    static @Nullable Long find(Records all, String of, String externalId) {
        String[] parts = externalId.split("\\.", 2);
        String module = parts.length == 2 ? parts[0] : Import.MODULE;
        String name = parts[parts.length - 1];
        Records found = all.sudo()
                .search(
                        "ir.model.data",
                        Arrays.asList(
                                List.of("module", "=", module), List.of("name", "=", name), List.of("model", "=", of)));
        return found.isEmpty() ? null : (Long) (long) found.number("res_id");
    }

    static PythonException unknown(String externalId) {
        return PythonException.valueError("External ID not found in the system: " + externalId);
    }
}
