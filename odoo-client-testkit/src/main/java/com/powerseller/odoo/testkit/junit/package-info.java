/** A fake for each JUnit test: {@link com.powerseller.odoo.testkit.junit.FakeOdooTest}. */
@NullMarked
package com.powerseller.odoo.testkit.junit;

import org.jspecify.annotations.NullMarked;
