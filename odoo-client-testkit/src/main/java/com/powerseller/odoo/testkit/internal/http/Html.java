package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.Series;

/** The pages that Odoo answers with where it has no answer of its own. */
final class Html {
    private static final String TYPE = "text/html; charset=utf-8";

    private Html() {}

    /** A page of the HTTP library: the name of the status and a sentence. */
    static HttpAnswer error(int status, String name, String sentence) {
        return HttpAnswer.text(status, TYPE, """
                <!doctype html>
                <html lang=en>
                <title>%d %s</title>
                <h1>%s</h1>
                <p>%s</p>
                """.formatted(status, name, name, sentence));
    }

    static HttpAnswer notFound() {
        return error(
                404,
                "Not Found",
                "The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.");
    }

    /** For what needs a database, when the request does not tell which. */
    static HttpAnswer noDatabase(Series series) {
        if (!series.atLeast(Series.V19)) {
            return notFound();
        }
        return HttpAnswer.text(404, TYPE, """
                <!DOCTYPE html>
                <title>404 Not Found</title>
                <h1>Not Found</h1>
                <p>No database is selected and the requested URL was not found in the server-wide controllers.</p>
                <p>Please verify the hostname, <a href=/web/login>login</a> and try again.</p>

                <!-- Alternatively, use the X-Odoo-Database header. -->
                """);
    }

    /** What a database's own site says of an unknown page. */
    static HttpAnswer unknownPage() {
        return HttpAnswer.text(404, "text/html;charset=utf-8", """
                <!DOCTYPE html>
                <html>
                    <head>
                        <meta charset="utf-8"/>
                        <title>Odoo</title>
                    </head>
                    <body>
                        <h1>Error 404</h1>
                        <p>There is no such page.</p>
                    </body>
                </html>
                """);
    }

    /** A page of a proxy in front of Odoo. */
    static HttpAnswer proxy(int status, String title) {
        return HttpAnswer.text(status, "text/html", """
                <html>
                <head><title>%d %s</title></head>
                <body>
                <center><h1>%d %s</h1></center>
                <hr><center>proxy</center>
                </body>
                </html>
                """.formatted(status, title, status, title));
    }

    static HttpAnswer redirect(int status, String location) {
        return HttpAnswer.text(status, TYPE, """
                <!doctype html>
                <html lang=en>
                <title>Redirecting...</title>
                <h1>Redirecting...</h1>
                <p>You should be redirected automatically to the target URL: <a href="%s">%s</a>. If not, click the link.
                """.formatted(location, location)).header("Location", location);
    }

    /** A plain sentence, which Odoo sends as HTML nevertheless. */
    static HttpAnswer sentence(int status, String sentence) {
        return HttpAnswer.text(status, TYPE, sentence);
    }
}
