package com.powerseller.odoo.internal.value;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.schema.FieldType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of a result into arrays that share one layout. All rows of an answer have the same fields in the same order, as a rule; a row that has not
 * is collected all the same. Used by one thread.
 */
public final class RowCollector {
    /** Stands for a null that came over the wire; a null in the array is a field that this row lacks. */
    static final Object NULL = new Object();

    /** How many places for a value may stay empty in all rows together. */
    private static final long MAX_GAPS = 5_000_000;

    private final Map<String, @Nullable FieldType> knownTypes;
    private final MemoryBudget budget;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private String[] names = new String[16];
    private @Nullable FieldType[] types = new FieldType[16];
    private @Nullable RepeatedValues[] repeated = new RepeatedValues[16];
    private int width;
    private long gaps;
    private int filled;
    private @Nullable Object[] row = new Object[0];
    private int next;

    public RowCollector(Map<String, @Nullable FieldType> knownTypes, MemoryBudget budget) {
        this.knownTypes = knownTypes;
        this.budget = budget;
    }

    /** Whether a row has ended. */
    boolean hasRows() {
        return !rows.isEmpty();
    }

    /** How many columns there are so far. */
    int width() {
        return width;
    }

    /** The name of a column's field. */
    String name(int column) {
        return names[column];
    }

    /** Begins a row. */
    public void startRow() {
        row = new Object[rows.isEmpty() ? names.length : width];
        next = 0;
        filled = 0;
    }

    /** The column that comes next if this row is like the ones before; there may be no such column yet. */
    int nextColumn() {
        return next;
    }

    /** Says that the row's next field is in the column that comes next, so that it need not be looked up. */
    void takeNextColumn() {
        next++;
    }

    /** The column of the row's next field. */
    @SuppressWarnings(
            "ReferenceEquality") // the parser gives the same text again and again: a quick look before the slow one
    public int column(String name) throws MemoryBudget.Exceeded {
        int column = next;
        if (column >= width || !(names[column] == name || names[column].equals(name))) {
            Integer known = columns.get(name);
            column = known == null ? addColumn(name) : known;
        }
        next = column + 1;
        return column;
    }

    private int addColumn(String name) throws MemoryBudget.Exceeded {
        budget.takeMember(name);
        if (width == names.length) {
            names = Arrays.copyOf(names, width * 2);
            types = Arrays.copyOf(types, width * 2);
            repeated = Arrays.copyOf(repeated, width * 2);
        }
        FieldType type = knownTypes.get(name);
        // Constants of fields are asked for by the very same text then, which is found quicker.
        String kept = type == null ? name : name.intern();
        names[width] = kept;
        types[width] = type;
        columns.put(kept, width);
        return width++;
    }

    /** The type of a column's field, if it is known. */
    public @Nullable FieldType type(int column) {
        return types[column];
    }

    /** What the rows before had in a column. */
    RepeatedValues repeated(int column) {
        RepeatedValues values = repeated[column];
        if (values == null) {
            values = new RepeatedValues();
            repeated[column] = values;
        }
        return values;
    }

    /** Puts a value into the row. */
    public void put(int column, @Nullable Object value) {
        if (column >= row.length) {
            row = Arrays.copyOf(row, names.length);
        }
        row[column] = value == null ? NULL : value;
        filled++;
    }

    /**
     * Ends the row. False if the rows have so little in common that their arrays are mostly empty: no answer of Odoo's is like that, and a short one could fill
     * the memory.
     */
    public boolean endRow() throws MemoryBudget.Exceeded {
        budget.takeRow(width);
        if (row.length != width) {
            row = Arrays.copyOf(row, width);
        }
        rows.add(row);
        gaps += width - filled;
        return gaps <= MAX_GAPS;
    }

    /** The rows as records; the collector is not used after that. */
    public List<Record> records() {
        RowLayout layout = new RowLayout(List.of(Arrays.copyOf(names, width)), columns);
        List<Record> records = new ArrayList<>(rows.size());
        for (@Nullable Object[] values : rows) {
            records.add(new RowRecord(layout, values));
        }
        return Collections.unmodifiableList(records);
    }
}
