package com.powerseller.odoo.testkit.internal.orm;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The methods that every model has, with their parameters in the series. */
final class MethodSignatures {
    /**
     * One method.
     *
     * @param onRecords whether it is called on records: its ids come before the parameters
     * @param parameters the names, in order
     * @param required how many of them must be given
     */
    record Signature(boolean onRecords, List<String> parameters, int required) {}

    private final Map<String, Signature> signatures = new TreeMap<>();

    private MethodSignatures() {}

    static MethodSignatures of(Series series) {
        MethodSignatures all = new MethodSignatures();
        all.onModel("create", 1, "vals_list");
        all.onRecords("write", 1, "vals");
        all.onRecords("unlink", 0);
        all.onRecords("read", 0, "fields", "load");
        all.onRecords("copy", 0, "default");
        if (series.atLeast(Series.V17)) {
            all.onModel("search", 1, "domain", "offset", "limit", "order");
        } else {
            all.onModel("search", 1, "domain", "offset", "limit", "order", "count");
        }
        all.onModel("search_read", 0, "domain", "fields", "offset", "limit", "order", "load");
        all.onModel("search_count", 1, "domain", "limit");
        all.onModel("default_get", 1, series.atLeast(Series.V19) ? "fields" : "fields_list");
        all.onModel("fields_get", 0, "allfields", "attributes");
        all.onModel("name_create", 1, "name");
        all.onModel("name_search", 0, "name", series.atLeast(Series.V19) ? "domain" : "args", "operator", "limit");
        if (!series.atLeast(Series.V18)) {
            all.onRecords("name_get", 0);
        }
        if (!series.atLeast(Series.V19)) {
            all.onRecords("exists", 0);
        }
        all.onRecords("action_archive", 0);
        all.onRecords("action_unarchive", 0);
        all.onRecords("toggle_active", 0);
        all.onRecords("get_metadata", 0);
        return all;
    }

    private void onModel(String name, int required, String... parameters) {
        signatures.put(name, new Signature(false, Arrays.asList(parameters), required));
    }

    private void onRecords(String name, int required, String... parameters) {
        signatures.put(name, new Signature(true, Arrays.asList(parameters), required));
    }

    @Nullable Signature find(String method) {
        return signatures.get(method);
    }

    Map<String, Signature> all() {
        return signatures;
    }
}
