package com.powerseller.odoo.testkit.fault;

/** What goes wrong in one fake. To a call happens the first fault that was added and concerns it, and no other. Thread-safe. */
public interface Faults {
    /** Lets something go wrong from now on. */
    void add(Fault fault);

    /** Lets nothing go wrong any more. */
    void clear();

    /** How often a fault has happened since it was added; it must be the same object that was. */
    int happened(Fault fault);
}
