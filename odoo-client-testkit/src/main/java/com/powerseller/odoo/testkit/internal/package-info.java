/** How the fake works: its endpoint, its database, domains and order. */
@NullMarked
package com.powerseller.odoo.testkit.internal;

import org.jspecify.annotations.NullMarked;
