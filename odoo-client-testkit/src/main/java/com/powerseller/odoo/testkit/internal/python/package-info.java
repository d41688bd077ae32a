/** The little of Python that record rules are written in. */
@NullMarked
package com.powerseller.odoo.testkit.internal.python;

import org.jspecify.annotations.NullMarked;
