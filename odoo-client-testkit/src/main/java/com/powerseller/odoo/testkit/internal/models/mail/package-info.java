/** What Odoo's own models have in their chatters. */
@NullMarked
package com.powerseller.odoo.testkit.internal.models.mail;

import org.jspecify.annotations.NullMarked;
