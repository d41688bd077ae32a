package com.powerseller.odoo.internal.json2;

import static com.powerseller.odoo.internal.json2.MethodSignature.ofModel;
import static com.powerseller.odoo.internal.json2.MethodSignature.ofRecords;

import com.powerseller.odoo.internal.rpc.RpcCall;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the positional arguments of a call, which is all that JSON-2 takes. The public methods of all models (and of those with a chatter) are known here, as series 19 names their
 * parameters; others come from the server's own documentation.
 */
public final class NamedArguments {
    private static final Map<String, MethodSignature> OF_EVERY_MODEL = Map.ofEntries(
            Map.entry("action_archive", ofRecords()),
            Map.entry("action_unarchive", ofRecords()),
            Map.entry("check_access_rights", ofModel("operation", "raise_exception")),
            Map.entry("copy", ofRecords("default")),
            Map.entry("create", ofModel("vals_list")),
            Map.entry("default_get", ofModel("fields")),
            Map.entry("export_data", ofRecords("fields_to_export")),
            Map.entry("fields_get", ofModel("allfields", "attributes")),
            Map.entry(
                    "formatted_read_group",
                    ofModel("domain", "groupby", "aggregates", "having", "offset", "limit", "order")),
            Map.entry("get_external_id", ofRecords()),
            Map.entry("get_metadata", ofRecords()),
            Map.entry("has_access", ofRecords("operation")),
            Map.entry("load", ofModel("fields", "data")),
            Map.entry("message_post", ofRecords()),
            Map.entry("name_create", ofModel("name")),
            Map.entry("name_search", ofModel("name", "domain", "operator", "limit")),
            Map.entry("onchange", ofRecords("values", "field_names", "fields_spec")),
            Map.entry("read", ofRecords("fields", "load")),
            Map.entry("read_group", ofModel("domain", "fields", "groupby", "offset", "limit", "orderby", "lazy")),
            Map.entry("search", ofModel("domain", "offset", "limit", "order")),
            Map.entry("search_count", ofModel("domain", "limit")),
            Map.entry("search_read", ofModel("domain", "fields", "offset", "limit", "order")),
            Map.entry("toggle_active", ofRecords()),
            Map.entry("unlink", ofRecords()),
            Map.entry("web_read", ofRecords("specification")),
            Map.entry("web_save", ofRecords("vals", "specification", "next_id")),
            Map.entry("web_search_read", ofModel("domain", "specification", "offset", "limit", "order", "count_limit")),
            Map.entry("write", ofRecords("vals")));

    private NamedArguments() {}

    /** The signature of a method that every model has, else null. */
    public static @Nullable MethodSignature known(String method) {
        return OF_EVERY_MODEL.get(method);
    }

    /**
     * The call with what {@code execute_kw} takes by position only: the records, which JSON-2 calls {@code ids}, and what {@code create} creates. So arguments by
     * name mean the same over every protocol.
     */
    public static RpcCall.OfModel position(RpcCall.OfModel call) {
        String name = call.method().equals("create") ? "vals_list" : "ids";
        if (!call.args().isEmpty() || !call.kwargs().containsKey(name)) {
            return call;
        }
        Map<String, @Nullable Object> others = new LinkedHashMap<>(call.kwargs());
        return new RpcCall.OfModel(call.model(), call.method(), Collections.singletonList(others.remove(name)), others);
    }

    /**
     * The call if it is, by all appearances, of a method of records, with ids and else named arguments only; else null. Odoo refuses ids for a method of the model
     * as a whole, so no method runs with the wrong arguments where appearances deceive.
     */
    public static RpcCall.@Nullable OfModel onRecordsOnly(RpcCall.OfModel call) {
        if (known(call.method()) != null
                || call.method().startsWith("_")
                || call.kwargs().containsKey("ids")
                || call.args().size() != 1
                || !(call.args().get(0) instanceof List<?> ids)
                || ids.isEmpty()
                || !ids.stream().allMatch(Long.class::isInstance)) {
            return null;
        }
        return name(call, ofRecords());
    }

    /**
     * The call with every argument named.
     *
     * @throws IllegalArgumentException if there are more arguments than the method takes, or one is given twice
     */
    public static RpcCall.OfModel name(RpcCall.OfModel call, MethodSignature signature) {
        List<@Nullable Object> args = call.args();
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        int first = 0;
        if (signature.ofRecords()) {
            if (!args.isEmpty()) {
                Object ids = args.get(0);
                named.put("ids", ids instanceof Long id ? List.of(id) : ids);
            }
            first = 1;
        }
        for (int i = first; i < args.size(); i++) {
            if (i - first >= signature.parameters().size()) {
                throw new IllegalArgumentException(
                        call.model() + "." + call.method() + " takes " + (signature.ofRecords() ? "the ids and " : "")
                                + signature.parameters().size() + " argument(s) by position " + signature.parameters()
                                + ", but got " + (args.size() - first));
            }
            named.put(signature.parameters().get(i - first), args.get(i));
        }
        call.kwargs().forEach((name, value) -> {
            if (named.containsKey(name)) {
                throw new IllegalArgumentException(call.model() + "." + call.method() + " got its argument '" + name
                        + "' twice: by position and by name");
            }
            named.put(name, value);
        });
        return new RpcCall.OfModel(call.model(), call.method(), List.of(), named);
    }
}
