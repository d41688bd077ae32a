/** The fake Odoo as a program: {@link com.powerseller.odoo.testkit.program.FakeOdooProgram}. */
@NullMarked
package com.powerseller.odoo.testkit.program;

import org.jspecify.annotations.NullMarked;
