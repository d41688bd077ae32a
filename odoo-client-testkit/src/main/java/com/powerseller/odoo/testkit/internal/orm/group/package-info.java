/** Groups of records: read_group and formatted_read_group. */
@NullMarked
package com.powerseller.odoo.testkit.internal.orm.group;

import org.jspecify.annotations.NullMarked;
