package com.powerseller.odoo.provisioning.internal.engine;

/** A part of the engine, which does what is due, a batch at a time. */
public interface Stage {
    /**
     * Does some of what is due.
     *
     * @return whether there may be more to do at once
     */
    boolean step();
}
