package com.powerseller.odoo.testkit.internal.models;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code res.groups}: groups of users, which imply others. */
final class Groups implements Behaviour {
    private final boolean v19;

    Groups(Series series) {
        v19 = series.atLeast(Series.V19);
    }

    @Override
    public void define(ModelDefinition group) {
        String family = v19 ? "privilege_id" : "category_id";
        group.order(v19 ? "privilege_id, name, id" : "name, id")
                .copiedAs("name", name -> name + " (copy)")
                .recordName("full_name")
                .namesSearched("name")
                .computed("full_name", record -> fullName(record, family))
                .computed(
                        v19 ? "all_implied_ids" : "trans_implied_ids",
                        record -> implied(record).ids())
                .sameLinks(v19 ? "user_ids" : "users", "res.users", v19 ? "group_ids" : "groups_id")
                .sameLinks("rule_groups", "ir.rule", "groups");
    }

    private static Object fullName(Records group, String family) {
        Records of = group.related(family);
        return of.isEmpty() ? group.text("name") : of.text("name") + " / " + group.text("name");
    }

    /** Groups with those that they imply, however far. */
    static Records implied(Records groups) {
        Set<Long> all = new TreeSet<>();
        Deque<Long> left = new ArrayDeque<>(groups.ids());
        while (!left.isEmpty()) {
            Long one = left.pop();
            if (all.add(one)) {
                left.addAll(groups.browse("res.groups", List.of(one))
                        .related("implied_ids")
                        .ids());
            }
        }
        return groups.browse("res.groups", List.copyOf(all));
    }
}
