/** Finds out what has changed in Odoo: the poller, which asks for records with a new {@code write_date}, and the reconciler, which compares everything. */
@NullMarked
package com.powerseller.odoo.provisioning.internal.feed;

import org.jspecify.annotations.NullMarked;
