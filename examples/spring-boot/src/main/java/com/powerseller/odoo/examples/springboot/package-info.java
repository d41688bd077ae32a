/** Webhooks of Odoo in a Spring Boot application. */
@NullMarked
package com.powerseller.odoo.examples.springboot;

import org.jspecify.annotations.NullMarked;
