package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a domain once series 19 has looked at it.
 *
 * @param constant what it is for all records, if that is known beforehand; then nothing of it gets into the query
 * @param test what it is for a record
 * @param refusal what PostgreSQL, or Odoo on the way to it, says against the query that it gets into; null if nothing
 */
public record Condition(
        @Nullable Boolean constant,
        LongPredicate test,
        @Nullable PythonException refusal) {
    static final Condition TRUE = new Condition(true, id -> true, null);
    static final Condition FALSE = new Condition(false, id -> false, null);

    static Condition of(boolean constant) {
        return constant ? TRUE : FALSE;
    }

    static Condition of(LongPredicate test) {
        return new Condition(null, test, null);
    }

    /** One that is only refused once it gets into a query. */
    static Condition refused(PythonException refusal) {
        return new Condition(null, id -> false, refusal);
    }

    public boolean is(boolean value) {
        return constant != null && constant == value;
    }

    Condition negate() {
        return constant == null ? new Condition(null, test.negate(), refusal) : of(!constant);
    }

    Condition and(Condition other) {
        if (is(false) || other.is(false)) {
            return FALSE;
        }
        return is(true) ? other : other.is(true) ? this : both(other, test.and(other.test));
    }

    Condition or(Condition other) {
        if (is(true) || other.is(true)) {
            return TRUE;
        }
        return is(false) ? other : other.is(false) ? this : both(other, test.or(other.test));
    }

    private Condition both(Condition other, LongPredicate together) {
        return new Condition(null, together, first(refusal, other.refusal));
    }

    /** What Odoo says on the way to SQL comes before what PostgreSQL says. */
    private static @Nullable PythonException first(@Nullable PythonException left, @Nullable PythonException right) {
        boolean isLeftLater = left == null || (right != null && left.isOfPostgreSql() && !right.isOfPostgreSql());
        return isLeftLater ? right : left;
    }

    /** Throws what Odoo says on the way to SQL. */
    public void checkSql() {
        if (refusal != null && !refusal.isOfPostgreSql()) {
            throw refusal;
        }
    }

    /** The test, now that it gets into a query. */
    public LongPredicate queried() {
        if (refusal != null) {
            throw refusal;
        }
        return test;
    }
}
