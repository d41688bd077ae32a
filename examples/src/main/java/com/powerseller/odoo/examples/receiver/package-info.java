/** Webhooks of Odoo in the HTTP server that an application has: one that comes with the JDK, and Spring's. */
@NullMarked
package com.powerseller.odoo.examples.receiver;

import org.jspecify.annotations.NullMarked;
