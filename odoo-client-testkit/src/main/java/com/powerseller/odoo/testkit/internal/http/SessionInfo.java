package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.server.FakeServer;
import com.powerseller.odoo.testkit.internal.server.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a web session tells of itself: what Odoo's base and web modules put there; other modules add to it. */
final class SessionInfo {
    private final FakeServer server;
    private final Session session;

    private SessionInfo(FakeServer server, Session session) {
        this.server = server;
        this.session = session;
    }

    static Map<String, @Nullable Object> of(FakeServer server, Session session, String url) {
        return new SessionInfo(server, session).map(url);
    }

    private Map<String, @Nullable Object> map(String url) {
        Database database = session.database();
        Map<?, ?> user = user();
        boolean isInternal = !Boolean.TRUE.equals(user.get("share"));
        Map<String, @Nullable Object> info = new LinkedHashMap<>();
        info.put("uid", session.uid());
        info.put("is_system", hasGroup(database, session.uid(), server.series(), "base.group_system"));
        info.put("is_admin", hasGroup(database, session.uid(), server.series(), "base.group_erp_manager"));
        info.put("is_public", false);
        info.put("is_internal_user", isInternal);
        info.put("user_context", call("context_get", List.of()));
        info.put("db", database.name());
        info.put("server_version", server.series().version());
        info.put("server_version_info", server.versionInfo());
        info.put("support_url", "https://www.odoo.com/buy");
        info.put("name", user.get("name"));
        info.put("username", user.get("login"));
        info.put("partner_display_name", part(user.get("partner_id"), 1));
        info.put("partner_id", part(user.get("partner_id"), 0));
        info.put("web.base.url", url);
        info.put("active_ids_limit", 20000L);
        info.put("profile_session", null);
        info.put("profile_collectors", null);
        info.put("profile_params", null);
        info.put("max_file_upload_size", HttpRequest.BODY_LIMIT);
        info.put("home_action_id", false);
        info.put("bundle_params", Map.of("lang", "en_US"));
        info.put("test_mode", false);
        if (isInternal) {
            info.put("user_companies", companies(user));
            info.put("show_effect", true);
        }
        return info;
    }

    private Map<?, ?> user() {
        Object rows = call(
                "read",
                List.of(
                        List.of(session.uid()),
                        List.of("name", "login", "share", "partner_id", "company_id", "company_ids")));
        if (rows instanceof List<?> list && list.size() == 1 && list.get(0) instanceof Map<?, ?> user) {
            return user;
        }
        throw new IllegalStateException(
                "no user " + session.uid() + " in " + session.database().name());
    }

    private @Nullable Object call(String method, List<?> args) {
        return session.database().call(session.uid(), "res.users", method, args, Map.of());
    }

    static boolean hasGroup(Database database, long uid, Series series, String group) {
        List<?> args = series.atLeast(Series.V18) ? List.of(List.of(uid), group) : List.of(group);
        return Boolean.TRUE.equals(database.call(uid, "res.users", "has_group", args, Map.of()));
    }

    private static @Nullable Object part(@Nullable Object many2one, int index) {
        return many2one instanceof List<?> pair ? pair.get(index) : (Object) false;
    }

    private static Map<String, @Nullable Object> companies(Map<?, ?> user) {
        Map<String, @Nullable Object> allowed = new LinkedHashMap<>();
        Object own = part(user.get("company_id"), 0);
        if (user.get("company_ids") instanceof List<?> ids) {
            for (Object id : ids) {
                Map<String, @Nullable Object> company = new LinkedHashMap<>();
                company.put("id", id);
                if (id != null && id.equals(own)) {
                    company.put("name", part(user.get("company_id"), 1));
                }
                allowed.put(String.valueOf(id), company);
            }
        }
        Map<String, @Nullable Object> companies = new LinkedHashMap<>();
        companies.put("current_company", own);
        companies.put("allowed_companies", allowed);
        companies.put("disallowed_ancestor_companies", Map.of());
        return companies;
    }
}
