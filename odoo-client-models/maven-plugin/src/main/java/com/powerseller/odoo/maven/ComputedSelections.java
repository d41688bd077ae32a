package com.powerseller.odoo.maven;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Query;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The selections whose options a method of the server computes: languages, installed models, charts of accounts. Every database has other ones. Odoo lists the options of all
 * other selections as records, but not those of a field that shows another record's, so it is the other's that count.
 */
final class ComputedSelections implements Predicate<String> {
    private static final String FIELDS = "ir.model.fields";

    /** The selections without listed options, as {@code model.field}, with the path to the field that each shows; empty if it is its own. */
    private final Map<String, String> unlisted = new HashMap<>();

    /** The models that relational fields refer to, by {@code model.field}. */
    private final Map<String, String> relations = new HashMap<>();

    /**
     * Asks the server: two requests at most.
     *
     * @throws com.powerseller.odoo.error.AccessErrorException if this user may not read {@code ir.model.fields}
     */
    ComputedSelections(OdooClient odoo) {
        read(odoo, Domain.<Record>of("ttype", "=", "selection").and(Domain.of("selection_ids", "=", false)), "related")
                .forEach(row -> unlisted.put(name(row), text(row.get("related"))));
        Set<String> hops = unlisted.values().stream()
                .map(ComputedSelections::hops)
                .flatMap(Stream::of)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!hops.isEmpty()) {
            read(odoo, Domain.<Record>of("name", "in", hops).and(Domain.of("relation", "!=", false)), "relation")
                    .forEach(row -> relations.put(name(row), text(row.get("relation"))));
        }
    }

    /** Whether a field, as {@code model.field}, is such a selection. */
    @Override
    public boolean test(String field) {
        String path = unlisted.get(field);
        if (path == null || path.isEmpty()) {
            return path != null;
        }
        String model = field.substring(0, field.lastIndexOf('.'));
        for (String hop : hops(path)) {
            model = relations.getOrDefault(model + "." + hop, "");
        }
        return test(model + "." + path.substring(path.lastIndexOf('.') + 1));
    }

    private static Collection<Record> read(OdooClient odoo, Domain<Record> domain, String attribute) {
        Query<Record> fields = odoo.model(FIELDS).search(domain);
        return fields.select("model", "name", attribute).list();
    }

    /** The fields of a path but the last. */
    private static String[] hops(String path) {
        int last = path.lastIndexOf('.');
        return last < 0 ? new String[0] : path.substring(0, last).split("\\.", -1);
    }

    private static String name(Record row) {
        return row.get("model") + "." + row.get("name");
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : "";
    }
}
