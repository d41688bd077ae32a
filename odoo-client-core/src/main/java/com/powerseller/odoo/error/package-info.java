/** What can go wrong: Odoo said no ({@link com.powerseller.odoo.error.OdooServerException}) or did not answer ({@link com.powerseller.odoo.error.OdooTransportException}). */
@NullMarked
package com.powerseller.odoo.error;

import org.jspecify.annotations.NullMarked;
