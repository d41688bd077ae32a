/** What a model does beyond keeping values: its order, defaults, computed fields, constraints and methods, for models of one's own on a {@code FakeOdoo}. */
@NullMarked
package com.powerseller.odoo.testkit.model;

import org.jspecify.annotations.NullMarked;
