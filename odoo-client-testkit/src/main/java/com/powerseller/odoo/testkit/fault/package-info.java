/** What goes wrong on demand. */
@NullMarked
package com.powerseller.odoo.testkit.fault;

import org.jspecify.annotations.NullMarked;
