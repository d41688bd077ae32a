/** Schemas as JSON: the reader and the writer of the schema files. */
@NullMarked
package com.powerseller.odoo.internal.schema;

import org.jspecify.annotations.NullMarked;
