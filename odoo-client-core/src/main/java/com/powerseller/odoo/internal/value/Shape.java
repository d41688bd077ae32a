package com.powerseller.odoo.internal.value;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.schema.FieldType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to decode a result: as whatever value it is, or as rows straight into records.
 *
 * @param types for rows, the types of fields where they are known, by name: relations are kept more compactly then
 */
@SuppressWarnings("UnusedTypeParameter") // ties a shape to what decoding it gives
public record Shape<T>(boolean isRows, Map<String, @Nullable FieldType> types) {
    private static final Shape<Object> ANY = new Shape<>(false, Map.of());

    /** Any value. */
    public static Shape<Object> any() {
        return ANY;
    }

    /** A list of records. */
    public static Shape<List<Record>> rows(Map<String, @Nullable FieldType> types) {
        return new Shape<>(true, types);
    }

    /** What decoding gave, as this shape's type. */
    @SuppressWarnings("unchecked")
    public @Nullable T cast(@Nullable Object decoded) {
        return (T) decoded;
    }
}
