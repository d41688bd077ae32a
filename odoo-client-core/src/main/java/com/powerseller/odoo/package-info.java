/** The Odoo client: {@link com.powerseller.odoo.OdooClient}, how to build one, and what it connects to. */
@NullMarked
package com.powerseller.odoo;

import org.jspecify.annotations.NullMarked;
