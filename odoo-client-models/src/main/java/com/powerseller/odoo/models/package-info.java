/**
 * A class for each of Odoo's models: its fields, a view of its records, a builder of its values. Generated from the schemas at {@code META-INF/odoo/schema}; see
 * {@code com.powerseller.odoo.model} for what they are made of.
 */
@NullMarked
package com.powerseller.odoo.models;

import org.jspecify.annotations.NullMarked;
