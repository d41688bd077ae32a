package com.powerseller.odoo.testkit.internal.orm.method;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The public methods that a series has, with the names of their parameters: what JSON-2 needs to take arguments by name. Those of every model, of the models with
 * a chatter, and some of single models; of others nothing is known. Immutable.
 */
public final class MethodSignatures {
    private static final Map<Series, MethodSignatures> BY_SERIES = new EnumMap<>(Series.class);

    static {
        for (Series series : Series.values()) {
            BY_SERIES.put(series, new MethodSignatures(series));
        }
    }

    /** Still callable in 19, where the documentation has them no more. */
    private static final Set<String> DEPRECATED =
            Set.of("check_access_rights", "check_access_rule", "read_group", "toggle_active");

    private final Map<String, MethodSignature> ofEveryModel = new TreeMap<>();
    private final Map<String, MethodSignature> ofChatter = new TreeMap<>();
    private final Map<String, Map<String, MethodSignature>> ofOneModel = new TreeMap<>();

    private MethodSignatures(Series series) {
        everyModel(series);
        chatter(series);
        users(series);
    }

    public static MethodSignatures of(Series series) {
        MethodSignatures signatures = BY_SERIES.get(series);
        if (signatures == null) {
            throw new IllegalStateException("no signatures of " + series);
        }
        return signatures;
    }

    /** What becomes of a call of a method that the fake does not have in a series: Odoo's error, unless its Odoo may have it. */
    public static RuntimeException unknown(Series series, String model, String method) {
        boolean hasAnother = BY_SERIES.values().stream().anyMatch(other -> other.find(model, method) != null);
        return hasAnother || !KnownMethods.mayHave(series, model, method)
                ? PythonException.attributeError("The method '" + model + "." + method + "' does not exist")
                : new UnsupportedByFakeException("the method " + method + " of " + model
                        + ": give the model a behaviour with that method, if its Odoo has it");
    }

    /** The signature of a method of a model; null if it is not known. */
    public @Nullable MethodSignature find(String model, String method) {
        MethodSignature own = ofOneModel.getOrDefault(model, Map.of()).get(method);
        if (own != null) {
            return own;
        }
        MethodSignature common = ofEveryModel.get(method);
        return common != null ? common : ofChatter.get(method);
    }

    /** The known methods of a model by name, without the deprecated ones. */
    public Map<String, MethodSignature> of(String model, boolean hasChatter) {
        Map<String, MethodSignature> methods = new TreeMap<>(ofEveryModel);
        methods.keySet().removeAll(DEPRECATED);
        if (hasChatter) {
            methods.putAll(ofChatter);
        }
        methods.putAll(ofOneModel.getOrDefault(model, Map.of()));
        return Collections.unmodifiableMap(methods);
    }

    private void everyModel(Series series) {
        boolean v17 = series.atLeast(Series.V17);
        boolean v18 = series.atLeast(Series.V18);
        boolean v19 = series.atLeast(Series.V19);
        ofRecords("action_archive", "");
        ofRecords("action_unarchive", "");
        ofRecords("copy", "default=None");
        ofRecords("copy_data", "default=None");
        ofModel("create", "vals_list");
        ofModel("default_get", v19 ? "fields" : "fields_list");
        ofRecords("export_data", "fields_to_export");
        ofModel("fields_get", "allfields=None, attributes=None");
        ofRecords("get_external_id", "");
        ofRecords("get_metadata", "");
        ofModel("load", "fields, data");
        ofModel("name_create", "name");
        ofModel(
                "name_search",
                v19
                        ? "name='', domain=None, operator='ilike', limit=100"
                        : "name='', args=None, operator='ilike', limit=100");
        ofRecords("read", "fields=None, load='_classic_read'");
        ofModel("search", "domain, offset=0, limit=None, order=None" + (v17 ? "" : ", count=False"));
        ofModel("search_count", "domain, limit=None");
        ofModel("search_read", "domain=None, fields=None, offset=0, limit=None, order=None, **read_kwargs");
        ofRecords("unlink", "");
        ofRecords("write", "vals");
        ofModel("read_group", "domain, fields, groupby, offset=0, limit=None, orderby=False, lazy=True");
        ofModel("check_access_rights", "operation, raise_exception=True");
        ofRecords("check_access_rule", "operation");
        ofModel(
                "web_read_group",
                v19
                        ? "domain, groupby, aggregates=(), limit=None, offset=0, order=None, auto_unfold=False,"
                                + " opening_info=None, unfold_read_specification=None, unfold_read_default_limit=80,"
                                + " groupby_read_specification=None"
                        : "domain, fields, groupby, limit=None, offset=0, orderby=False, lazy=True");
        ofRecords("toggle_active", "");
        ofRecords("get_field_translations", "field_name, langs=None");
        ofRecords("update_field_translations", "field_name, translations" + (v18 ? ", source_lang=''" : ""));
        if (v17) {
            ofRecords("onchange", "values, field_names, fields_spec");
            ofRecords("web_read", "specification");
            ofRecords("web_save", "vals, specification, next_id=None");
            ofModel("web_search_read", "domain, specification, offset=0, limit=None, order=None, count_limit=None");
        } else {
            ofRecords("onchange", "values, field_name, field_onchange");
            ofModel("web_search_read", "domain=None, fields=None, offset=0, limit=None, order=None, count_limit=None");
        }
        if (!v18) {
            ofRecords("name_get", "");
        }
        if (!v19) {
            ofRecords("exists", "");
        }
        if (v18) {
            ofRecords("has_access", "operation");
        }
        if (v18 && !v19) {
            ofRecords("check_access", "operation");
        }
        if (v19) {
            ofModel(
                    "formatted_read_group",
                    "domain, groupby=(), aggregates=(), having=(), offset=0, limit=None, order=None");
            ofModel("web_name_search", "name, specification, domain=None, operator='ilike', limit=100");
            ofRecords("web_save_multi", "vals_list, specification");
        }
    }

    private void chatter(Series series) {
        String post = "*, body='', subject=None, message_type='notification', email_from=None, author_id=None,"
                + " parent_id=False, subtype_xmlid=None, subtype_id=False, partner_ids=None,"
                + (series.atLeast(Series.V19)
                        ? " outgoing_email_to=False, incoming_email_to=False, incoming_email_cc=False,"
                        : "")
                + " attachments=None, attachment_ids=None,"
                + (series.atLeast(Series.V17) ? " body_is_html=False," : "")
                + " **kwargs";
        ofChatter.put("message_post", MethodSignature.parse(false, post));
        ofChatter.put("message_subscribe", MethodSignature.parse(false, "partner_ids=None, subtype_ids=None"));
        ofChatter.put("message_unsubscribe", MethodSignature.parse(false, "partner_ids=None"));
    }

    private void users(Series series) {
        Map<String, MethodSignature> users = new TreeMap<>();
        users.put("context_get", MethodSignature.parse(true, ""));
        users.put("change_password", MethodSignature.parse(true, "old_passwd, new_passwd"));
        users.put("has_group", MethodSignature.parse(!series.atLeast(Series.V18), "group_ext_id"));
        ofOneModel.put("res.users", users);
        ofOneModel.put(
                "ir.config_parameter",
                Map.of(
                        "get_param", MethodSignature.parse(true, "key, default=False"),
                        "set_param", MethodSignature.parse(true, "key, value")));
        ofOneModel.put(
                "ir.model.data",
                Map.of(
                        "check_object_reference",
                        MethodSignature.parse(true, "module, xml_id, raise_on_access_error=False")));
    }

    private void ofModel(String method, String parameters) {
        ofEveryModel.put(method, MethodSignature.parse(true, parameters));
    }

    private void ofRecords(String method, String parameters) {
        ofEveryModel.put(method, MethodSignature.parse(false, parameters));
    }
}
