package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of one record while a call fills or changes them: its table gets them when they are done. */
final class Row {
    private final Environment environment;
    private final FakeModel model;
    private final @Nullable Object[] columns;

    private Row(Environment environment, FakeModel model, @Nullable Object[] columns) {
        this.environment = environment;
        this.model = model;
        this.columns = columns;
    }

    static Row empty(Environment environment, FakeModel model) {
        return new Row(environment, model, model.table().newRow());
    }

    /** Those of a record that there is. */
    static Row of(Environment environment, FakeModel model, long id) {
        return new Row(environment, model, kept(model, id).clone());
    }

    private static @Nullable Object[] kept(FakeModel model, long id) {
        return Objects.requireNonNull(model.table().rows().get(id));
    }

    @Nullable Object[] columns() {
        return columns;
    }

    /** What is kept of a field: in the languages, if it is translated, and for the companies. */
    @Nullable Object kept(FakeField field) {
        return columns[field.column()];
    }

    void keep(FakeField field, @Nullable Object value) {
        columns[field.column()] = value;
    }

    void keepLinks(FakeField many2many, List<?> links) {
        keep(many2many, links.isEmpty() ? null : List.copyOf(links));
    }

    /** Whether a field has another value than the record that the table has. */
    boolean differs(FakeField field, long id) {
        return !Objects.equals(kept(field), kept(model, id)[field.column()]);
    }

    /** Puts in a value as a client gives it. */
    void put(FakeField field, @Nullable Object value) {
        Object kept = FieldValues.toKept(environment, model, field, value);
        if (field.schema().companyDependent()) {
            keep(field, with(kept(field), environment.company(), kept));
        } else if (field.isTranslated() && !(kept instanceof Translations)) {
            keep(field, Translations.with(kept(field), environment.lang(), kept));
        } else {
            keep(field, kept);
        }
    }

    private static Map<?, @Nullable Object> with(@Nullable Object byCompany, long company, @Nullable Object value) {
        if (!(byCompany instanceof Map<?, ?> before)) {
            return Collections.singletonMap(company, value);
        }
        Map<Object, @Nullable Object> after = new HashMap<>(before);
        after.put(company, value);
        return after;
    }

    /** Puts in what is kept in columns: in the order of the fields, and at last what only PostgreSQL looks at. */
    void putAll(Map<String, @Nullable Object> values) {
        for (boolean isLink : new boolean[] {false, true}) {
            for (FakeField field : model.fields().values()) {
                boolean isGiven = values.containsKey(field.name()) && !FakeModel.isAutomatic(field.name());
                boolean isColumn = !field.isX2Many() && field.column() >= 0;
                if (isGiven && isColumn && (field.type() == FieldType.MANY2ONE) == isLink) {
                    put(field, values.get(field.name()));
                }
            }
        }
    }

    /** Booleans that Odoo always has a value of. */
    void fillBooleans() {
        for (FakeField field : model.fields().values()) {
            boolean isFilled = field.schema().required() || field.schema().readonly();
            if (isFilled && field.type() == FieldType.BOOLEAN && field.column() >= 0 && kept(field) == null) {
                keep(field, false);
            }
        }
    }

    void stampCreation() {
        stamp("create_date", "create_uid");
        stampChange();
    }

    void stampChange() {
        stamp("write_date", "write_uid");
    }

    private void stamp(String date, String user) {
        FakeField when = model.field(date);
        FakeField who = model.field(user);
        if (when != null && when.column() >= 0) {
            keep(when, environment.transaction().now());
        }
        if (who != null && who.column() >= 0) {
            keep(who, environment.uid());
        }
    }

    /** Rounds amounts as their currency does, where both are stored. */
    void roundAmounts() {
        for (FakeField field : model.fields().values()) {
            String currencyField = field.schema().currencyField();
            FakeField currency = currencyField == null ? null : model.field(currencyField);
            if (field.type() == FieldType.MONETARY
                    && field.column() >= 0
                    && currency != null
                    && currency.column() >= 0
                    && kept(field) instanceof Double amount
                    && kept(currency) instanceof Long id) {
                keep(field, rounded(amount, environment.model(currency.relation()), id));
            }
        }
    }

    private static Double rounded(Double amount, FakeModel currencies, long id) {
        FakeField rounding = currencies.field("rounding");
        if (rounding == null || !(currencies.table().get(id, rounding.column()) instanceof Double step) || step <= 0) {
            return amount;
        }
        BigDecimal unit = BigDecimal.valueOf(step);
        return BigDecimal.valueOf(amount)
                .divide(unit, 0, RoundingMode.HALF_UP)
                .multiply(unit)
                .doubleValue();
    }

    void insert(long id) {
        model.table().insert(id, columns, environment.transaction());
    }

    void replace(long id) {
        model.table().replace(id, columns, environment.transaction());
    }
}
