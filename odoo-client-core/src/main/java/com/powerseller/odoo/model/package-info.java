/** Records, fields, values and commands: what is read from Odoo and written to it. */
@NullMarked
package com.powerseller.odoo.model;

import org.jspecify.annotations.NullMarked;
