package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.internal.orm.Database;

/** A user's web session. */
public record Session(String id, Database database, long uid) {}
