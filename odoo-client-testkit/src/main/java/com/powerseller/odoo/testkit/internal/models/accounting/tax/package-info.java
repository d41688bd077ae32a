/** Taxes in a fake: what they are for a line, and for all lines of a document. */
@NullMarked
package com.powerseller.odoo.testkit.internal.models.accounting.tax;

import org.jspecify.annotations.NullMarked;
