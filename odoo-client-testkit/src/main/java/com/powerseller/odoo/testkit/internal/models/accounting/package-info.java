/** Odoo's accounting in a fake: journal entries and invoices, payments, reversals, and what matches them. */
@NullMarked
package com.powerseller.odoo.testkit.internal.models.accounting;

import org.jspecify.annotations.NullMarked;
