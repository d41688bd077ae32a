/** The JSON-2 protocol of series 19 and later. */
@NullMarked
package com.powerseller.odoo.internal.json2;

import org.jspecify.annotations.NullMarked;
