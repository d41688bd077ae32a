/** The JSON forms of states and signals. */
@NullMarked
package com.powerseller.odoo.provisioning.internal.json;

import org.jspecify.annotations.NullMarked;
