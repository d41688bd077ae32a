/** From Odoo's records to a tenant's state: read in a few calls, derived by a pure function. */
@NullMarked
package com.powerseller.odoo.provisioning.internal.derive;

import org.jspecify.annotations.NullMarked;
