/** A company's own models, generated from its own schemas. */
@NullMarked
package com.powerseller.odoo.examples.ownmodule;

import org.jspecify.annotations.NullMarked;
