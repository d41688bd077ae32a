/** What a model looks like: Odoo's {@code fields_get}, as values that can be stored and compared. */
@NullMarked
package com.powerseller.odoo.schema;

import org.jspecify.annotations.NullMarked;
