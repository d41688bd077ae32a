/** The client itself: building it, logging in, executing calls, models and queries. */
@NullMarked
package com.powerseller.odoo.internal.client;

import org.jspecify.annotations.NullMarked;
