/** What a fake was asked. */
@NullMarked
package com.powerseller.odoo.testkit.calls;

import org.jspecify.annotations.NullMarked;
