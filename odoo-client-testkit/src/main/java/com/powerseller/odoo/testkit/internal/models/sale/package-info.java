/** Odoo's sale orders in a fake, and the subscriptions that Enterprise makes of them. */
@NullMarked
package com.powerseller.odoo.testkit.internal.models.sale;

import org.jspecify.annotations.NullMarked;
