package com.powerseller.odoo.testkit.internal.orm;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one model by id. A row is never changed but replaced, so a copy of the table shares them. What a column of many2many links has is a list of ids. Used under the
 * database's lock.
 */
public final class Table {
    private final int width;
    private final TreeMap<Long, @Nullable Object[]> rows;
    /** By column: the ids of the rows with a value. Made when it is first asked for. */
    private final Map<Integer, Map<Object, Set<Long>>> indexes = new HashMap<>();

    private long lastId;
    private long version;

    public Table(int width) {
        this.width = width;
        this.rows = new TreeMap<>();
    }

    private Table(Table original) {
        this.width = original.width;
        this.rows = new TreeMap<>(original.rows);
        this.lastId = original.lastId;
    }

    Table copy() {
        return new Table(this);
    }

    /** A number that is another one after each change. */
    public long version() {
        return version;
    }

    public boolean has(long id) {
        return rows.containsKey(id);
    }

    int size() {
        return rows.size();
    }

    /** All ids, ascending. */
    public Set<Long> ids() {
        return rows.keySet();
    }

    NavigableMap<Long, @Nullable Object[]> rows() {
        return rows;
    }

    public @Nullable Object get(long id, int column) {
        @Nullable Object[] row = rows.get(id);
        return row == null ? null : row[column];
    }

    /** The next id. As a sequence of PostgreSQL's, it does not come back after a rollback. */
    long nextId() {
        return ++lastId;
    }

    void insert(long id, @Nullable Object[] row, Transaction transaction) {
        lastId = Math.max(lastId, id);
        put(id, row);
        transaction.changed(this, id, null);
    }

    void replace(long id, @Nullable Object[] row, Transaction transaction) {
        @Nullable Object[] before = rows.get(id);
        put(id, row);
        transaction.changed(this, id, before);
    }

    void delete(long id, Transaction transaction) {
        @Nullable Object[] before = rows.get(id);
        put(id, null);
        transaction.changed(this, id, before);
    }

    void put(long id, @Nullable Object @Nullable [] row) {
        version++;
        @Nullable Object[] before = row == null ? rows.remove(id) : rows.put(id, row);
        indexes.forEach((column, index) -> {
            Object old = before == null ? null : before[column];
            Object now = row == null ? null : row[column];
            if (before != null && row != null && old == now) {
                return;
            }
            if (before != null) {
                keys(old).forEach(key -> remove(index, key, id));
            }
            if (row != null) {
                keys(now).forEach(key -> add(index, key, id));
            }
        });
    }

    /** Most values are those of one row only: a set of one takes little. */
    private static void add(Map<Object, Set<Long>> index, Object key, Long id) {
        Set<Long> ids = index.putIfAbsent(key, Set.of(id));
        if (ids instanceof TreeSet<Long>) {
            ids.add(id);
        } else if (ids != null && !ids.contains(id)) {
            Set<Long> several = new TreeSet<>(ids);
            several.add(id);
            index.put(key, several);
        }
    }

    private static void remove(Map<Object, Set<Long>> index, Object key, Long id) {
        Set<Long> ids = index.getOrDefault(key, Set.of());
        if (ids.contains(id)) {
            if (ids.size() == 1) {
                index.remove(key);
            } else {
                ids.remove(id);
            }
        }
    }

    /** What a value is found by: itself, each id of a list of links, or the value of each company. */
    private static Collection<?> keys(@Nullable Object value) {
        if (value == null) {
            return Set.of();
        }
        if (value instanceof Map<?, ?> ofCompanies) {
            return ofCompanies.values().stream()
                    .filter(Objects::nonNull)
                    .distinct()
                    .map(OfCompany::new)
                    .toList();
        }
        return value instanceof List<?> links ? links : Set.of(value);
    }

    /** The ids of the rows that have one of the values in a column, ascending. */
    public Set<Long> having(int column, Collection<?> values) {
        Map<Object, Set<Long>> index = indexes.computeIfAbsent(column, this::index);
        if (values.size() == 1) {
            return index.getOrDefault(values.iterator().next(), Set.of());
        }
        Set<Long> ids = new TreeSet<>();
        for (Object value : new HashSet<>(values)) {
            ids.addAll(index.getOrDefault(value, Set.of()));
        }
        return ids;
    }

    /** The ids of the rows that have one of the values in a column for some company, ascending. */
    public Set<Long> havingForACompany(int column, Collection<?> values) {
        return having(column, values.stream().map(OfCompany::new).toList());
    }

    /** What the value of one company is found by. */
    private record OfCompany(Object value) {}

    private Map<Object, Set<Long>> index(int column) {
        Map<Object, Set<Long>> index = new HashMap<>();
        rows.forEach((id, row) -> keys(row[column]).forEach(key -> add(index, key, id)));
        return index;
    }

    @Nullable Object[] newRow() {
        return new Object[width];
    }
}
