/** AssertJ assertions on what a fake was asked and what it holds. */
@NullMarked
package com.powerseller.odoo.testkit.assertion;

import org.jspecify.annotations.NullMarked;
