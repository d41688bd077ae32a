package com.powerseller.odoo.internal.value;

import java.util.AbstractList;
import java.util.RandomAccess;

/** Ids in an array: what a one2many or many2many field of a row takes, without a box for each id. */
final class IdList extends AbstractList<Object> implements RandomAccess {
    static final IdList EMPTY = new IdList(new long[0]);

    private final long[] ids;

    IdList(long[] ids) {
        this.ids = ids;
    }

    @Override
    public Object get(int index) {
        return ids[index];
    }

    @Override
    public int size() {
        return ids.length;
    }
}
