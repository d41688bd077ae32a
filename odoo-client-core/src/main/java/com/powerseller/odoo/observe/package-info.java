/** Watching calls: listeners and what they are told. */
@NullMarked
package com.powerseller.odoo.observe;

import org.jspecify.annotations.NullMarked;
