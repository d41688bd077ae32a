/** Domains, orders and queries: which records are meant. */
@NullMarked
package com.powerseller.odoo.query;

import org.jspecify.annotations.NullMarked;
