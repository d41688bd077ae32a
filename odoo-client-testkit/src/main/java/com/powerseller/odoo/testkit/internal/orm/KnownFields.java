package com.powerseller.odoo.testkit.internal.orm;

import com.powerseller.odoo.schema.FieldType;
import java.util.List;
import java.util.Objects;

/** Which fields of a model the fake knows the values of: others are those that Odoo computes and the fake does not. */
public final class KnownFields {
    private final FakeModel model;

    public KnownFields(FakeModel model) {
        this.model = model;
    }

    /** Whether a field without a value has none because the fake does not know what Odoo fills it with. */
    boolean isOdoos(FakeField field) {
        return isFilled(field)
                && !field.isPlain()
                && field.recomputed() == null
                && !FakeModel.isAutomatic(field.name());
    }

    private boolean isFilled(FakeField field) {
        return field.schema().readonly()
                || field.name().equals("parent_path")
                || model.definition().filledByOdoo().contains(field.name());
    }

    /** Whether each record has a value of a field, or may have none: others are those that Odoo computes and the fake does not. */
    public boolean isReadable(FakeField field) {
        String name = field.name();
        String delegation = model.delegation(field.schema());
        if (delegation != null) {
            FakeModel other = model.database().model(model.existing(delegation).relation());
            return new KnownFields(other).isReadable(other.existing(name));
        }
        if (field.computed() != null || field.isX2Many() || name.equals("id") || name.equals("display_name")) {
            return true;
        }
        if (field.type() == FieldType.PROPERTIES
                && !model.definition().propertyDefinitions().containsKey(name)) {
            return false;
        }
        return field.column() >= 0
                && (!isFilled(field)
                        || field.schema().required()
                        || field.isPlain()
                        || FakeModel.isAutomatic(name)
                        || field.recomputed() != null
                        || model.definition().defaults().containsKey(name));
    }

    /** Whether each of the records has a value of a field, or is known to have none. */
    boolean isKnown(FakeField field, List<Long> ids) {
        String delegation = model.delegation(field.schema());
        if (delegation != null) {
            FakeField many2one = model.existing(delegation);
            FakeModel other = model.database().model(many2one.relation());
            List<Long> others = ids.stream()
                    .filter(model::has)
                    .map(id -> (Long) Objects.requireNonNull(model.table().get(id, many2one.column())))
                    .toList();
            return new KnownFields(other).isKnown(other.existing(field.name()), others);
        }
        if (field.computed() != null || field.name().equals("id")) {
            return isReadable(field);
        }
        if (field.isX2Many()) {
            boolean hasLinks = field.type() == FieldType.ONE2MANY || field.otherSide() != null || field.column() >= 0;
            return hasLinks
                    && model.database().knows(field.relation())
                    && (field.type() != FieldType.ONE2MANY || isBehind(field));
        }
        if (field.type() == FieldType.MANY2ONE
                && field.column() >= 0
                && !model.database().knows(field.relation())) {
            return ids.stream().allMatch(id -> !model.has(id) || model.table().get(id, field.column()) == null)
                    && !isOdoos(field);
        }
        boolean isOdoos = field.column() >= 0
                && isFilled(field)
                && !field.isPlain()
                && field.recomputed() == null
                && !model.definition().secret().contains(field.name());
        return isOdoos
                ? ids.stream().allMatch(id -> !model.has(id) || model.table().get(id, field.column()) != null)
                : isReadable(field);
    }

    /** Whether a one2many has a many2one behind it. */
    private boolean isBehind(FakeField one2many) {
        String inverse = one2many.schema().inverse();
        FakeField many2one = inverse == null
                ? null
                : model.database().model(one2many.relation()).field(inverse);
        return many2one != null && many2one.column() >= 0;
    }
}
