package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.provisioning.TenantStatus;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Sold;
import java.time.Instant;

/**
 * How one subscription stands, taken alone.
 *
 * @param offer what it gives; nothing if it has ended
 * @param since when it began to stand so
 */
record Standing(Sold sold, TenantStatus status, Offer offer, Instant since) {}
