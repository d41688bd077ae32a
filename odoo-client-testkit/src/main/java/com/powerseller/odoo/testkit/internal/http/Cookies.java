package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The cookies that Odoo sets. */
final class Cookies {
    static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ROOT);

    private final FakeServer server;

    Cookies(FakeServer server) {
        this.server = server;
    }

    String session(String id) {
        // Before 17, sessions lasted 90 days.
        boolean week = server.series().atLeast(Series.V17);
        String expires = week
                ? inAYear()
                : HTTP_DATE.format(now().atOffset(ZoneOffset.UTC).plusDays(90));
        return "session_id=" + id + "; Expires=" + expires + "; Max-Age=" + (week ? 604800 : 7776000)
                + "; HttpOnly; Path=/";
    }

    /** A session that nobody has logged in to, for a client that came without one; nothing for others. */
    List<String> newSession(Scope scope) {
        return scope.session() != null || scope.byHeader()
                ? List.of()
                : List.of(session(server.sessions().newId()));
    }

    String language() {
        return "frontend_lang=en_US; Expires=" + inAYear() + "; Path=/";
    }

    /** Takes the chosen companies back. */
    String noCompanies() {
        return "cids=; Expires=" + inAYear() + "; Max-Age=0; Path=/";
    }

    private String inAYear() {
        return HTTP_DATE.format(now().atOffset(ZoneOffset.UTC).plus(Period.ofYears(1)));
    }

    private Instant now() {
        return server.clock().instant();
    }
}
