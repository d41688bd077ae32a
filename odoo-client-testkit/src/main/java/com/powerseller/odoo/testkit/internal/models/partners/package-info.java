/** Behaviour of contacts, and of the countries in their addresses. */
@NullMarked
package com.powerseller.odoo.testkit.internal.models.partners;

import org.jspecify.annotations.NullMarked;
