/** When a call is tried again, and how many calls go out. */
@NullMarked
package com.powerseller.odoo.resilience;

import org.jspecify.annotations.NullMarked;
