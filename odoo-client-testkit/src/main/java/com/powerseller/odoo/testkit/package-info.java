/** A fake Odoo for tests: {@link com.powerseller.odoo.testkit.FakeOdoo}. */
@NullMarked
package com.powerseller.odoo.testkit;

import org.jspecify.annotations.NullMarked;
