/**
 * Provisioning signals: what was sold in Odoo, as what is to be switched on. {@link com.powerseller.odoo.provisioning.TenantState} is that for a tenant, {@link
 * com.powerseller.odoo.provisioning.ProvisioningSignal} what the application is told when it changes.
 */
@NullMarked
package com.powerseller.odoo.provisioning;

import org.jspecify.annotations.NullMarked;
