package com.powerseller.odoo.internal.json2;

import static com.powerseller.odoo.internal.json2.MethodSignature.ofModel;
import static com.powerseller.odoo.internal.json2.MethodSignature.ofRecords;

import com.powerseller.odoo.internal.rpc.RpcCall;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names the positional arguments of a call, which is all that JSON-2 takes. The public methods that every model has are known here, as series 19 names their
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
