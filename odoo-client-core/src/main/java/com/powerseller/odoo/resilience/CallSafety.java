package com.powerseller.odoo.resilience;

/** What it would do to make a call twice. Decides whether a call of unknown outcome is tried again. */
public enum CallSafety {
    /** Changes nothing. The client knows this of Odoo's own reading methods. */
    READ,
    /** Changes something, and twice is the same as once; only the program can know. */
    IDEMPOTENT,
    /** Twice is not the same as once: what the client takes every other method for. */
    UNSAFE;

    /** Whether the call may be made again when nobody knows if it ran. */
    public boolean isRepeatable() {
        return this != UNSAFE;
    }
}
