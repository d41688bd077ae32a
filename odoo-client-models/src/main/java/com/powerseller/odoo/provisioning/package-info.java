/**
 * Provisioning signals: what was sold in Odoo, as what is to be switched on. {@link com.powerseller.odoo.provisioning.Rules} say which records mean what; {@link
 * com.powerseller.odoo.provisioning.TenantState} is what comes out for a tenant, {@link com.powerseller.odoo.provisioning.ProvisioningSignal} what the application is told
 * when that changes, and {@link com.powerseller.odoo.provisioning.DryRun} shows both without telling anybody.
 */
@NullMarked
package com.powerseller.odoo.provisioning;

import org.jspecify.annotations.NullMarked;
