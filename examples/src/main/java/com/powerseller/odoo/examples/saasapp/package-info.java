/** A small application that is switched on and off by what Odoo sells. */
@NullMarked
package com.powerseller.odoo.examples.saasapp;

import org.jspecify.annotations.NullMarked;
