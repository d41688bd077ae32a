/** HTTP, with what may have happened to a request that failed. */
@NullMarked
package com.powerseller.odoo.internal.http;

import org.jspecify.annotations.NullMarked;
