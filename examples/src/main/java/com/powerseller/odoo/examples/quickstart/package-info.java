/** The main job in small: which tenant is active, at which tier, with which users, as Odoo's data changes. */
@NullMarked
package com.powerseller.odoo.examples.quickstart;

import org.jspecify.annotations.NullMarked;
