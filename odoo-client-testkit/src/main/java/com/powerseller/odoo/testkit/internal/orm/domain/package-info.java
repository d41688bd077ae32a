/** Domains: how they are read, and which records they match, in each series. */
@NullMarked
package com.powerseller.odoo.testkit.internal.orm.domain;

import org.jspecify.annotations.NullMarked;
