package com.powerseller.odoo.testkit.internal.models.partners;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.Records;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The models of contacts and of their addresses. */
public final class PartnerModels {
    private PartnerModels() {}

    /** The behaviours by the names of the models. */
    public static Map<String, Behaviour> of(Series series) {
        Map<String, Behaviour> models = new LinkedHashMap<>();
        models.put("res.partner", new Partners(series));
        models.put(
                "res.partner.category",
                category -> category.order("name, id")
                        .defaultValue("color", 1L)
                        .displayName(PartnerModels::withParents)
                        .nameDomain(PartnerModels::tagNamed)
                        .sameLinks("partner_ids", "res.partner", "category_id"));
        models.put("res.country", Countries::define);
        models.put("res.country.state", state -> Countries.defineState(state, series));
        return models;
    }

    /** Tags that are like a name, with those below them. */
    private static List<?> tagNamed(Records none, String operator, Object name) {
        List<?> own = List.of("name", operator, name);
        return List.of(
                operator.endsWith("like")
                        ? List.of(
                                "id",
                                "child_of",
                                none.search(none.model(), List.of(own)).ids())
                        : own);
    }

    private static String withParents(Records category) {
        Records parent = category.related("parent_id");
        return (parent.isEmpty() ? "" : withParents(parent) + " / ") + category.text("name");
    }
}
