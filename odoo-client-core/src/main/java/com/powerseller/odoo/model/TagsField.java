package com.powerseller.odoo.model;

import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.schema.FieldType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A property of the type tags; its values are the technical names of a record's tags. Made by {@link PropertiesField#tagsProperty}.
 *
 * @param <M> the model it belongs to
 */
public final class TagsField<M> extends Field<M, List<String>> {
    TagsField(String name) {
        super(name, FieldType.UNKNOWN);
    }

    @Override
    public @Nullable List<String> decode(@Nullable Object wire) {
        if (wire == null || Boolean.FALSE.equals(wire)) {
            return null;
        }
        if (!(wire instanceof List<?> list)) {
            throw mismatch(wire);
        }
        List<String> tags = new ArrayList<>(list.size());
        for (Object tag : list) {
            if (!(tag instanceof String name)) {
                throw mismatch(wire);
            }
            tags.add(name);
        }
        return Collections.unmodifiableList(tags);
    }

    /** Matches records that have this tag, among others or not ({@code in}). */
    public Domain<M> contains(String tag) {
        return Domain.of(name(), "in", tag);
    }
}
