/** Modules of the Odoo Community Association's in a fake. */
@NullMarked
package com.powerseller.odoo.testkit.internal.models.oca;

import org.jspecify.annotations.NullMarked;
