/** Invoices, bills and credit notes: posting, payments, reversals. */
@NullMarked
package com.powerseller.odoo.models.invoicing;

import org.jspecify.annotations.NullMarked;
