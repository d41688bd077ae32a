/** Who may do what: rights, rules, groups and companies. */
@NullMarked
package com.powerseller.odoo.testkit.internal.orm.access;

import org.jspecify.annotations.NullMarked;
