/** What is said of records: messages, who follows, which fields are watched. */
@NullMarked
package com.powerseller.odoo.testkit.internal.orm.chatter;

import org.jspecify.annotations.NullMarked;
