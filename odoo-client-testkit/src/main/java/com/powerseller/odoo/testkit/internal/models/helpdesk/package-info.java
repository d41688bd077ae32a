/** Enterprise's helpdesk in a fake. */
@NullMarked
package com.powerseller.odoo.testkit.internal.models.helpdesk;

import org.jspecify.annotations.NullMarked;
