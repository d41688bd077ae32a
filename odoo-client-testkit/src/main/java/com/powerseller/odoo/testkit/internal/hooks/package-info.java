/** Webhooks as they leave the fake. */
@NullMarked
package com.powerseller.odoo.testkit.internal.hooks;

import org.jspecify.annotations.NullMarked;
