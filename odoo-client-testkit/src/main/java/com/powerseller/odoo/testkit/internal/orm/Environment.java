package com.powerseller.odoo.testkit.internal.orm;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who calls, with which context, in which transaction. */
record Environment(
        Database database,
        long uid,
        boolean superuser,
        Map<String, @Nullable Object> context,
        Transaction transaction) {
    Environment sudo() {
        return superuser ? this : new Environment(database, uid, true, context, transaction);
    }

    Environment with(String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(context);
        changed.put(key, value);
        return new Environment(database, uid, superuser, changed, transaction);
    }

    Series series() {
        return database.series();
    }

    FakeModel model(String name) {
        return database.model(name);
    }

    RecordSet browse(FakeModel model, List<Long> ids) {
        return new RecordSet(this, model, ids);
    }

    /** Whether archived records are left out. */
    boolean activeTest() {
        return !context.containsKey("active_test") || Python.isTrue(context.get("active_test"));
    }

    /** The companies of the call, the current one first. */
    List<Long> companies() {
        List<Long> companies = new ArrayList<>();
        if (context.get("allowed_company_ids") instanceof List<?> allowed) {
            allowed.forEach(id -> companies.add((Long) id));
        }
        if (companies.isEmpty()) {
            companies.add(database.companyOf(uid));
        }
        return companies;
    }

    long company() {
        return companies().get(0);
    }

    /** The language of the call. */
    Locale locale() {
        return context.get("lang") instanceof String code && !code.isEmpty()
                ? Locale.forLanguageTag(code.split("[.@]", 2)[0].replace('_', '-'))
                : Locale.US;
    }

    ZoneId zone() {
        Object zone = context.get("tz");
        return zone instanceof String name && !name.isEmpty() ? ZoneId.of(name) : ZoneOffset.UTC;
    }
}
