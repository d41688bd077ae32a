package com.powerseller.odoo.testkit.model;

/** What one model does in a fake, with the name of the model. */
public interface NamedBehaviour extends Behaviour {
    /** The model's technical name. */
    String model();
}
