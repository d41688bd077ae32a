/** Calls against a real server, recorded and replayed. */
@NullMarked
package com.powerseller.odoo.testkit.recording;

import org.jspecify.annotations.NullMarked;
