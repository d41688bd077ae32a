package com.powerseller.odoo.testkit.internal.models.sale;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What methods answer that lead to a record. */
final class Actions {
    private Actions() {}

    static Map<String, Object> form(String name, String model, long id) {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("type", "ir.actions.act_window");
        action.put("name", name);
        action.put("res_model", model);
        action.put("res_id", id);
        action.put("view_mode", "form");
        action.put("views", List.of(List.of(false, "form")));
        action.put("target", "current");
        action.put("context", Map.of());
        return action;
    }
}
