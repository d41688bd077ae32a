/** Makes Java classes from schemas: one class per model. */
@NullMarked
package com.powerseller.odoo.maven.generator;

import org.jspecify.annotations.NullMarked;
