package com.powerseller.odoo.testkit.internal.server;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The service {@code common}. */
final class CommonService {
    private static final PythonFunction VERSION = PythonFunction.of("exp_version");
    private static final PythonFunction ABOUT = PythonFunction.of("exp_about", "extended?");
    private static final PythonFunction LOGIN = PythonFunction.of("exp_login", "db", "login", "password");
    private static final PythonFunction AUTHENTICATE =
            PythonFunction.of("exp_authenticate", "db", "login", "password", "user_agent_env");

    private final FakeServer server;

    CommonService(FakeServer server) {
        this.server = server;
    }

    Object call(String method, List<?> args) {
        return switch (method) {
            case "version" -> {
                VERSION.bind(args);
                yield server.version();
            }
            case "about" -> about(Boolean.TRUE.equals(ABOUT.bind(args)[0]));
            case "login" -> authenticate(LOGIN.bind(args));
            case "authenticate" -> authenticate(AUTHENTICATE.bind(args));
            default -> throw PythonException.of("builtins.Exception", "Method not found: " + method);
        };
    }

    private Object about(boolean extended) {
        String about = "See http://openerp.com";
        return extended ? List.of(about, server.series().version()) : about;
    }

    private Object authenticate(@Nullable Object[] args) {
        Database database = server.database(args[0]);
        if (args[1] instanceof String login && args[2] instanceof String secret) {
            Long uid = database.users().login(login, secret);
            return uid == null ? (Object) false : uid;
        }
        return false;
    }
}
