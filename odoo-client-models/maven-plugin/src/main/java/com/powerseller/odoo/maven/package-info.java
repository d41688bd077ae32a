/** The Maven plugin's goals. */
@NullMarked
package com.powerseller.odoo.maven;

import org.jspecify.annotations.NullMarked;
