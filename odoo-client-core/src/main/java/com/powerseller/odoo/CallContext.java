package com.powerseller.odoo;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Odoo's context: what travels with a call beside its arguments (language, time zone, companies, and whatever a method looks for). Immutable; each method
 * returns another one.
 */
public final class CallContext {
    private static final CallContext EMPTY = new CallContext(Map.of());

    private final Map<String, @Nullable Object> entries;

    private CallContext(Map<String, @Nullable Object> entries) {
        this.entries = entries;
    }

    /** No entry: the user's own settings hold. */
    public static CallContext empty() {
        return EMPTY;
    }

    /** The language of translated fields and messages, such as {@code fr_CH}; it must be installed. */
    public CallContext lang(String lang) {
        return with("lang", Objects.requireNonNull(lang));
    }

    /** The time zone in which Odoo understands "today" and groups by day. Datetimes on the wire are in UTC all the same. */
    public CallContext timeZone(ZoneId zone) {
        return with("tz", zone.getId());
    }

    /** The companies that the call sees; the first is the current one. */
    public CallContext companies(long current, long... others) {
        List<Long> ids = new ArrayList<>();
        ids.add(current);
        for (long other : others) {
            ids.add(other);
        }
        return with("allowed_company_ids", List.copyOf(ids));
    }

    /** Whether searches leave archived records out (Odoo's default). */
    public CallContext activeTest(boolean activeTest) {
        return with("active_test", activeTest);
    }

    /** Any other entry; the value may be anything that {@code OdooClient.call} takes. */
    public CallContext with(String key, @Nullable Object value) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(entries);
        copy.put(Objects.requireNonNull(key), value);
        return new CallContext(Collections.unmodifiableMap(copy));
    }

    /** These entries and those of the other, which win. */
    public CallContext with(Map<String, ? extends @Nullable Object> others) {
        CallContext context = this;
        for (Map.Entry<String, ? extends @Nullable Object> entry : others.entrySet()) {
            context = context.with(entry.getKey(), entry.getValue());
        }
        return context;
    }

    /** All entries. */
    public Map<String, @Nullable Object> asMap() {
        return entries;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallContext context && context.entries.equals(entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    /** The names of the entries. */
    @Override
    public String toString() {
        return "CallContext" + entries.keySet();
    }
}
