package com.powerseller.odoo.testkit.assertion;

import com.powerseller.odoo.testkit.FakeOdoo;
import com.powerseller.odoo.testkit.internal.server.WireValues;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** Assertions on one record of a fake. */
public final class FakeRecordAssert extends AbstractAssert<FakeRecordAssert, FakeOdoo> {
    private final String model;
    private final long id;

    FakeRecordAssert(FakeOdoo fake, String model, long id) {
        super(fake, FakeRecordAssert.class);
        this.model = model;
        this.id = id;
    }

    /** A field has this value: numbers, text, {@code LocalDate}, {@code Instant}, the id or the {@code Ref} of a many2one, the ids of an x2many; null for none. */
    public FakeRecordAssert has(String field, @Nullable Object value) {
        Object found = actual.data().value(model, id, field);
        Object expected = WireValues.of(value);
        boolean same = areSameNumbers(found, expected) || Objects.equals(found, expected);
        if (!same) {
            throw failureWithActualExpected(
                    found,
                    expected,
                    "Expected the %s of %s %s to be%n  %s%nbut it was%n  %s",
                    field,
                    model,
                    id,
                    expected,
                    found);
        }
        return this;
    }

    /** Python does not tell 1 and 1.0 apart. */
    private static boolean areSameNumbers(@Nullable Object found, @Nullable Object expected) {
        return found instanceof Number one
                && expected instanceof Number other
                && one.doubleValue() == other.doubleValue();
    }

    /** A field has no value. */
    public FakeRecordAssert hasNo(String field) {
        return has(field, null);
    }
}
