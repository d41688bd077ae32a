/** The server behind the protocols: databases by name, its services, web sessions. */
@NullMarked
package com.powerseller.odoo.testkit.internal.server;

import org.jspecify.annotations.NullMarked;
