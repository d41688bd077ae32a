/**
 * Where provisioning keeps what must outlive a process: hints, tenants' last states, signals on their way, dead letters, checkpoints and the audit trail.
 * {@link com.powerseller.odoo.provisioning.store.SignalStore} says what a store promises; there is one in memory, and one over JDBC in {@code store.jdbc}.
 */
@NullMarked
package com.powerseller.odoo.provisioning.store;

import org.jspecify.annotations.NullMarked;
