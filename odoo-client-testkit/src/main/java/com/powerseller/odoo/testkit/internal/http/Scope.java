package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import com.powerseller.odoo.testkit.internal.server.Session;
import org.jspecify.annotations.Nullable;

/**
 * Which database a request is for, and who sends it.
 *
 * @param database that of the session, or of the header (19), or the only one there is; else null
 * @param session the session of the cookie, if it is alive
 * @param byHeader whether the header named the database: such a request starts no session
 * @param contradictory whether session and header name different databases
 */
record Scope(@Nullable Database database, @Nullable Session session, boolean byHeader, boolean contradictory) {
    static Scope of(HttpRequest request, FakeServer server) {
        Session session = server.sessions().find(request.sessionId());
        String header = server.series().atLeast(Series.V19) ? request.header("X-Odoo-Database") : null;
        if (session != null) {
            Database database = session.database();
            return new Scope(database, session, false, header != null && !header.equals(database.name()));
        }
        return header == null
                ? new Scope(server.onlyDatabase(), null, false, false)
                : new Scope(server.find(header), null, true, false);
    }
}
