package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.testkit.internal.orm.access.Access;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who calls, with which context, in which transaction. */
public record Environment(
        Database database,
        long uid,
        boolean superuser,
        Map<String, @Nullable Object> context,
        Transaction transaction) {
    public Environment sudo() {
        return superuser ? this : new Environment(database, uid, true, context, transaction);
    }

    public Environment with(String key, @Nullable Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(context);
        changed.put(key, value);
        return new Environment(database, uid, superuser, changed, transaction);
    }

    public Access access() {
        return new Access(this);
    }

    /**
     * The language of the call, if it names one.
     *
     * @throws PythonException if it is not installed
     */
    public @Nullable String lang() {
        Object lang = context.get("lang");
        if (!(lang instanceof String code) || code.isEmpty()) {
            return null;
        }
        if (!database.security().speaks(code)) {
            throw PythonException.userError("Invalid language code: " + code);
        }
        return code;
    }

    public Series series() {
        return database.series();
    }

    public FakeModel model(String name) {
        return database.model(name);
    }

    /** Records without checks of access. */
    public RecordSet browse(FakeModel model, List<Long> ids) {
        return new RecordSet(sudo(), model, ids);
    }

    /** Records as the user may see and change them. */
    public RecordSet records(FakeModel model, List<Long> ids) {
        return new RecordSet(this, model, ids);
    }

    /** Whether archived records are left out. */
    public boolean activeTest() {
        return !context.containsKey("active_test") || Python.isTrue(context.get("active_test"));
    }

    /** The companies of the call, the current one first; without any, those of the user. */
    public List<Long> companies() {
        List<Long> named = named();
        return named.isEmpty() ? database.users().companiesOf(uid) : named;
    }

    public long company() {
        List<Long> named = named();
        return named.isEmpty() ? database.users().companyOf(uid) : named.get(0);
    }

    private List<Long> named() {
        Object asked = context.get("allowed_company_ids");
        return Python.isTrue(asked)
                ? Access.checkedCompanies(this, asked instanceof List<?> list ? list : Collections.singletonList(asked))
                : List.of();
    }

    /** The language of the call. */
    public Locale locale() {
        return context.get("lang") instanceof String code && !code.isEmpty()
                ? Locale.forLanguageTag(code.split("[.@]", 2)[0].replace('_', '-'))
                : Locale.US;
    }

    public ZoneId zone() {
        Object zone = context.get("tz");
        return zone instanceof String name && !name.isEmpty() ? ZoneId.of(name) : ZoneOffset.UTC;
    }
}
