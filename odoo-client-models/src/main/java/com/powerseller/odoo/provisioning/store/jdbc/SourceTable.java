package com.powerseller.odoo.provisioning.store.jdbc;

import com.powerseller.odoo.provisioning.Sources;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records that tenants were derived from. Who changes a tenant's holds its row. */
final class SourceTable {
    private final Sql sql;

    SourceTable(Sql sql) {
        this.sql = sql;
    }

    private record Row(String tenant, String model, long id) {}

    /** What tells sources from others, in the tenant's row; empty for none. */
    static String fingerprint(Sources sources) {
        return sources.isEmpty()
                ? ""
                : UUID.nameUUIDFromBytes(sources.toString().getBytes(StandardCharsets.UTF_8))
                        .toString();
    }

    /** Writes only what differs, by tenant. */
    void change(Statements statements, Map<String, Sources> changed) throws SQLException {
        if (changed.isEmpty()) {
            return;
        }
        Set<Row> before = new HashSet<>(statements.query(
                sql.sources,
                row -> new Row(row.getString("tenant"), row.getString("model"), row.getLong("record_id")),
                List.copyOf(changed.keySet())));
        List<String> tenants = new ArrayList<>();
        List<String> models = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        new TreeMap<>(changed)
                .forEach((tenant, sources) -> sources.byModel().forEach((model, ofModel) -> {
                    for (long id : ofModel) {
                        if (!before.remove(new Row(tenant, model, id))) {
                            tenants.add(tenant);
                            models.add(model);
                            ids.add(id);
                        }
                    }
                }));
        statements.batch(
                sql.removeSource,
                before.stream()
                        .map(row -> new @Nullable Object[] {row.tenant, row.model, row.id})
                        .toList());
        if (!tenants.isEmpty()) {
            statements.update(sql.addSources, tenants, models, ids);
        }
    }

    Map<Long, Set<String>> tenants(Statements statements, String model, Collection<Long> ids) throws SQLException {
        Map<Long, Set<String>> tenants = new HashMap<>();
        statements.query(
                sql.derivedFrom,
                row -> tenants.computeIfAbsent(row.getLong("record_id"), id -> new TreeSet<>())
                        .add(row.getString("tenant")),
                model,
                List.copyOf(ids));
        return tenants;
    }
}
