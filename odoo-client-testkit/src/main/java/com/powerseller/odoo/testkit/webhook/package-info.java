/** Automation rules that send and receive webhooks. */
@NullMarked
package com.powerseller.odoo.testkit.webhook;

import org.jspecify.annotations.NullMarked;
