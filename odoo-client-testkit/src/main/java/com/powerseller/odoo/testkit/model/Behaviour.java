package com.powerseller.odoo.testkit.model;

/**
 * What one model does in a fake, beyond keeping the values of the fields in its schema. Asked once per database; must be safe to use in several databases at once.
 *
 * <pre>{@code
 * FakeOdoo.builder().model("x_tenant", model -> model
 *         .order("x_name")
 *         .defaultValue("x_state", "trial")
 *         .computed("x_label", tenant -> tenant.text("x_name") + " (" + tenant.text("x_state") + ")")
 *         .method("action_activate", call -> call.records().set("x_state", "active")))
 * }</pre>
 */
@FunctionalInterface
public interface Behaviour {
    /** Says what the model does. */
    void define(ModelDefinition model);
}
