/** The database behind the fake's protocols: records, domains, orders and the methods that can be called. */
@NullMarked
package com.powerseller.odoo.testkit.internal.orm;

import org.jspecify.annotations.NullMarked;
