package com.powerseller.odoo.internal.client;

import com.powerseller.odoo.resilience.CallSafety;
import java.util.Set;

/** Which of Odoo's own methods only read, in every series. */
final class MethodSafety {
    private static final Set<String> READS = Set.of(
            "check_access_rights",
            "context_get",
            "default_get",
            "fields_get",
            "formatted_read_group",
            "get_metadata",
            "has_access",
            "name_get",
            "name_search",
            "read",
            "read_group",
            "search",
            "search_count",
            "search_read",
            "web_name_search",
            "web_read",
            "web_read_group",
            "web_search_read");

    private MethodSafety() {}

    static CallSafety of(String method) {
        return READS.contains(method) ? CallSafety.READ : CallSafety.UNSAFE;
    }
}
