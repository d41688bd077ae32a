package com.powerseller.odoo.testkit.internal.orm.domain;

import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Records above and below others in the tree that a many2one of their model makes. */
final class Hierarchies {
    private Hierarchies() {}

    /** Those of the records that exist, and all that are below them. */
    static Set<Long> below(FakeModel tree, FakeField parent, Set<Long> start) {
        Set<Long> found = new LinkedHashSet<>();
        List<Long> level = start.stream().filter(tree.table()::has).toList();
        while (!level.isEmpty()) {
            found.addAll(level);
            level = tree.table().having(parent.column(), level).stream()
                    .filter(id -> !found.contains(id))
                    .toList();
        }
        return found;
    }

    /** Those of the records that exist, and all that are above them. */
    static Set<Long> above(FakeModel tree, FakeField parent, Set<Long> start) {
        Set<Long> found = new LinkedHashSet<>();
        for (long id : start) {
            Object up = tree.table().has(id) ? id : null;
            while (up instanceof Long one && found.add(one)) {
                up = tree.table().get(one, parent.column());
            }
        }
        return found;
    }
}
