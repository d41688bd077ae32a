/** The protocols of the fake: paths, headers, envelopes and status codes of each series. */
@NullMarked
package com.powerseller.odoo.testkit.internal.http;

import org.jspecify.annotations.NullMarked;
