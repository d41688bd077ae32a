package com.powerseller.odoo.internal.value;

import java.util.List;
import java.util.Map;

/** Which field is where in the rows of one result. Immutable; shared by all records of the result. */
final class RowLayout {
    private final List<String> names;
    private final Map<String, Integer> columns;

    /** Takes both over: nobody may change them any more. */
    RowLayout(List<String> names, Map<String, Integer> columns) {
        this.names = names;
        this.columns = columns;
    }

    List<String> names() {
        return names;
    }

    /** The column of a field, or -1. */
    int column(String name) {
        Integer column = columns.get(name);
        return column == null ? -1 : column;
    }
}
