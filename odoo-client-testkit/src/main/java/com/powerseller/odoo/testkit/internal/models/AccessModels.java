package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.domain.RuleDomains;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models that a server keeps about itself: models, rights, rules, external ids, languages. */
final class AccessModels {
    private AccessModels() {}

    static Map<String, Behaviour> all() {
        Map<String, Behaviour> models = new LinkedHashMap<>();
        models.put("ir.model", model -> model.order("model").recordName("name").namesSearched("model"));
        models.put("ir.model.access", AccessModels::access);
        models.put("ir.rule", AccessModels::rule);
        models.put("ir.model.data", AccessModels::data);
        models.put(
                "res.lang",
                lang -> lang.order("active desc, name")
                        .unique("The name of the language must be unique!", "name")
                        .unique("The code of the language must be unique!", "code"));
        models.put("res.groups.privilege", privilege -> privilege.order("sequence, name, id"));
        models.put("ir.module.category", category -> category.order("sequence, name, id"));
        return models;
    }

    private static void access(ModelDefinition access) {
        access.order("model_id, group_id, name, id");
    }

    private static void rule(ModelDefinition rule) {
        rule.order("model_id desc, id")
                .defaultValue("perm_read", true)
                .defaultValue("perm_write", true)
                .defaultValue("perm_create", true)
                .defaultValue("perm_unlink", true)
                .computed("global", record -> record.related("groups").isEmpty())
                .check(
                        "Rule must have at least one checked access right!",
                        record -> record.flag("perm_read")
                                || record.flag("perm_write")
                                || record.flag("perm_create")
                                || record.flag("perm_unlink"))
                .constraint(rules -> rules.each().forEach(RuleDomains::check));
    }

    private static void data(ModelDefinition data) {
        data.order("module, model, name")
                .defaultValue("module", "")
                .defaultValue("noupdate", false)
                .computed("complete_name", AccessModels::completeName)
                .computed("reference", record -> record.text("model") + "," + (long) record.number("res_id"))
                .displayName(AccessModels::shown)
                .check(
                        "External IDs cannot contain spaces",
                        record -> !record.text("name").contains(" "))
                .unique(
                        "duplicate key value violates unique constraint \"ir_model_data_module_name_uniq_index\"",
                        "module",
                        "name")
                .modelMethod("check_object_reference", AccessModels::reference);
    }

    private static String completeName(Records data) {
        String module = data.text("module");
        return module.isEmpty() ? data.text("name") : module + "." + data.text("name");
    }

    private static Object shown(Records data) {
        Records target = data.browse(data.text("model"), List.of((long) data.number("res_id")));
        Object name = target.get("display_name");
        return name == null ? completeName(data) : name;
    }

    private static Object reference(MethodCall call) {
        String externalId = call.argument(0, "module") + "." + call.argument(1, "xml_id");
        Records all = call.records().sudo();
        Long id = all.reference(externalId);
        if (id == null) {
            throw FakeErrors.of("builtins.ValueError", "External ID not found in the system: " + externalId);
        }
        Records data = all.search(
                "ir.model.data",
                List.of(
                        List.of("module", "=", String.valueOf(call.argument(0, "module"))),
                        List.of("name", "=", String.valueOf(call.argument(1, "xml_id")))));
        return List.of(data.text("model"), id);
    }
}
