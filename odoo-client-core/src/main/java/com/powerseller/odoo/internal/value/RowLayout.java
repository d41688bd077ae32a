package com.powerseller.odoo.internal.value;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which field is where in the rows of one result. Immutable; shared by all records of the result. */
final class RowLayout {
    private final List<String> names;
    private final Map<String, Integer> columns;
    /** The names once more, each at a place that its hash code tells, if no other took it: enough for nearly all, and found quicker than in the map. */
    private final @Nullable String[] quickNames;

    private final int[] quickColumns;

    /** Takes both over: nobody may change them any more. */
    RowLayout(List<String> names, Map<String, Integer> columns) {
        this.names = names;
        this.columns = columns;
        int places = Integer.highestOneBit(Math.max(names.size(), 1)) * 4;
        this.quickNames = new String[places];
        this.quickColumns = new int[places];
        for (int column = 0; column < names.size(); column++) {
            int place = place(names.get(column));
            quickNames[place] = names.get(column);
            quickColumns[place] = column;
        }
    }

    List<String> names() {
        return names;
    }

    /** The column of a field, or -1. */
    @SuppressWarnings("ReferenceEquality") // a quick look before the slow one
    int column(String name) {
        int place = place(name);
        if (quickNames[place] == name) {
            return quickColumns[place];
        }
        Integer column = columns.get(name);
        return column == null ? -1 : column;
    }

    private int place(String name) {
        int hash = name.hashCode();
        return (hash ^ hash >>> 15) & (quickNames.length - 1);
    }
}
