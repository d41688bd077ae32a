package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.ModelDefinition.OnDelete;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code ir.actions.server}: what an automation rule does. */
final class ServerActions implements Behaviour {
    private final Series series;

    ServerActions(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition action) {
        action.order("sequence, name")
                .defaultValue("type", "ir.actions.server")
                .defaultValue("binding_type", "action")
                .defaultValue("state", "object_write")
                .defaultValue("evaluation_type", "value")
                .defaultValue("sequence", 5L)
                .computed("model_name", record -> record.related("model_id").text("model"))
                .onDelete("base_automation_id", OnDelete.CASCADE)
                .beforeCreate(this::named)
                .constraint(this::check);
    }

    private Map<String, @Nullable Object> named(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> complete = new LinkedHashMap<>(values);
        boolean ofRule = values.get("base_automation_id") instanceof Long;
        complete.putIfAbsent("usage", ofRule ? "base_automation" : "ir_actions_server");
        if (!series.atLeast(Series.V19) && ofRule && "webhook".equals(values.get("state"))) {
            // Before 19, the actions of rules have no names of their own.
            complete.put("name", "Send Webhook Notification");
        }
        return complete;
    }

    private void check(Records actions) {
        checkRestricted(actions);
        for (Records action : actions.each()) {
            for (Records field : action.related("webhook_field_ids").each()) {
                if (!field.text("model").equals(action.related("model_id").text("model"))) {
                    throw FakeErrors.of("builtins.KeyError", field.text("name"));
                }
            }
        }
    }

    /** Until series 18, what only some groups may see is sent to nobody. */
    private void checkRestricted(Records actions) {
        if (series.atLeast(Series.V19)) {
            return;
        }
        for (Records action : actions.each()) {
            List<String> restricted = action.related("webhook_field_ids").each().stream()
                    .filter(ServerActions::isRestricted)
                    .map(field -> field.text("field_description"))
                    .toList();
            if (!restricted.isEmpty()) {
                throw FakeErrors.validationError("Group-restricted fields cannot be included in webhook payloads: "
                        + action.text("name") + ": " + String.join(", ", restricted));
            }
        }
    }

    private static boolean isRestricted(Records field) {
        return ((RecordSet) field)
                .environment()
                .model(field.text("model"))
                .definition()
                .rights()
                .groupsOfFields()
                .containsKey(field.text("name"));
    }
}
