/** A store of provisioning over JDBC: for PostgreSQL and H2. */
@NullMarked
package com.powerseller.odoo.provisioning.store.jdbc;

import org.jspecify.annotations.NullMarked;
