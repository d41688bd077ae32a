package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.Map;

/** {@code ir.config_parameter}: the server's settings, texts by their keys. */
final class Parameters implements Behaviour {
    @Override
    public void define(ModelDefinition parameter) {
        parameter
                .order("key")
                .recordName("key")
                .unique("Key must be unique.", "key")
                .modelMethod("get_param", Parameters::get)
                .modelMethod("set_param", Parameters::set);
    }

    private static Records find(MethodCall call) {
        return call.records()
                .search("ir.config_parameter", List.of(List.of("key", "=", String.valueOf(call.argument(0, "key")))));
    }

    private static Object get(MethodCall call) {
        Records parameter = find(call);
        Object otherwise = call.argument(1, "default");
        return parameter.isEmpty() ? (otherwise == null ? false : otherwise) : parameter.text("value");
    }

    /** Answers what there was before; no value deletes the parameter. */
    private static Object set(MethodCall call) {
        Records parameter = find(call);
        Object before = parameter.isEmpty() ? false : parameter.text("value");
        Object value = call.argument(1, "value");
        if (value == null || Boolean.FALSE.equals(value)) {
            parameter.delete();
        } else if (parameter.isEmpty()) {
            Records unused = parameter.create(
                    Map.of("key", String.valueOf(call.argument(0, "key")), "value", Python.str(value)));
        } else {
            parameter.set("value", Python.str(value));
        }
        return before;
    }
}
