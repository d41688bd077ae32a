/** What the client costs, compared with the same work done by hand; run by {@link com.powerseller.odoo.benchmarks.Comparison}. */
@NullMarked
package com.powerseller.odoo.benchmarks;

import org.jspecify.annotations.NullMarked;
