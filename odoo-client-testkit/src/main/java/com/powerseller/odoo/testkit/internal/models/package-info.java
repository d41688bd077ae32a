/** What Odoo's own models do in a fake: one small class or line for each. */
@NullMarked
package com.powerseller.odoo.testkit.internal.models;

import org.jspecify.annotations.NullMarked;
