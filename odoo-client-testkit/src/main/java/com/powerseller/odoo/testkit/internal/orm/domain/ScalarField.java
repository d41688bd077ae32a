package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.testkit.internal.orm.Environment;
import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A field that is no relation, of the records that a condition is about. */
record ScalarField(Environment environment, FakeModel model, FakeField field) {
    FieldType type() {
        return field.type();
    }

    boolean isId() {
        return field.name().equals("id");
    }

    /** Whether a query can have it: its column, or what a search for it is turned into. */
    boolean isQueried() {
        return field.computed() == null
                || field.schema().stored()
                || model.definition().searchable().contains(field.name())
                || model.isDelegated(field);
    }

    /** Records whose value passes a test. */
    Condition where(Predicate<@Nullable Object> test) {
        if (isId()) {
            return Condition.of(test::test);
        }
        Environment sudo = environment.sudo();
        return Condition.of(id -> test.test(model.value(sudo, id, field)));
    }

    /** Records whose value passes a test, or those whose value does not. */
    Condition where(boolean negated, Predicate<@Nullable Object> test) {
        return where(negated ? test.negate() : test);
    }
}
