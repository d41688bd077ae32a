package com.powerseller.odoo.provisioning;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of Odoo that a tenant's state was derived from: its subscriptions and their lines, its customers, who may be its users, invoices that are not paid. They are
 * remembered, so that a tenant is looked at when one of them is deleted, or becomes another tenant's. Immutable.
 */
public final class Sources {
    /** No records. */
    public static final Sources NONE = new Sources(new TreeMap<>());

    private final SortedMap<String, long[]> ids;

    private Sources(SortedMap<String, long[]> ids) {
        this.ids = ids;
    }

    /** These records: ids by model, in any order; each counts once. */
    public static Sources of(Map<String, ? extends Collection<Long>> idsByModel) {
        SortedMap<String, long[]> ids = new TreeMap<>();
        idsByModel.forEach((model, ofModel) -> {
            if (!ofModel.isEmpty()) {
                ids.put(
                        model,
                        ofModel.stream()
                                .mapToLong(Long::longValue)
                                .sorted()
                                .distinct()
                                .toArray());
            }
        });
        return ids.isEmpty() ? NONE : new Sources(ids);
    }

    /** The ids of a model's records, in their order; empty if there are none. */
    public LongStream ids(String model) {
        long[] ofModel = ids.get(model);
        return ofModel == null ? LongStream.empty() : Arrays.stream(ofModel);
    }

    /** The ids by model, both in their order; models without records are left out. */
    public SortedMap<String, List<Long>> byModel() {
        SortedMap<String, List<Long>> byModel = new TreeMap<>();
        ids.forEach((model, ofModel) ->
                byModel.put(model, Arrays.stream(ofModel).boxed().toList()));
        return Collections.unmodifiableSortedMap(byModel);
    }

    /** Whether there are no records. */
    public boolean isEmpty() {
        return ids.isEmpty();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Sources sources && byModel().equals(sources.byModel());
    }

    @Override
    public int hashCode() {
        return byModel().hashCode();
    }

    @Override
    public String toString() {
        return byModel().entrySet().stream()
                .map(ofModel -> ofModel.getKey() + " " + ofModel.getValue())
                .collect(Collectors.joining(", ", "Sources[", "]"));
    }
}
