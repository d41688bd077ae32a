package com.powerseller.odoo.examples;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.models.ResCountry;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.query.Domain;
import java.util.List;
import java.util.Map;

/** The Java of the guides, so that it compiles. */
final class GuideSnippets {
    static final ModelType<Record> PROJECT = ModelType.of("project.project");
    static final TextField<Record> TIER = PROJECT.charField("x_studio_tier");

    private GuideSnippets() {}

    static List<SaleOrder> typed(OdooClient odoo) {
        List<SaleOrder> subscriptions = odoo.model(SaleOrder.TYPE)
                .search(SaleOrder.IS_SUBSCRIPTION
                        .isTrue()
                        .and(SaleOrder.PARTNER_ID
                                .dot(ResPartner.COUNTRY_ID)
                                .dot(ResCountry.CODE)
                                .eq("CH")))
                .select(SaleOrder.NAME, SaleOrder.PARTNER_ID, SaleOrder.SUBSCRIPTION_STATE)
                .orderBy(SaleOrder.NAME.asc())
                .limit(50)
                .list();
        return subscriptions;
    }

    static void untyped(OdooClient odoo) {
        Model<Record> projects = odoo.model("project.project");
        for (Record project : projects.search(Domain.of("active", "=", true))
                .select("name", "x_studio_tier")
                .list()) {
            Object tier = project.get("x_studio_tier"); // as it came over the wire: false is "no value"
            System.out.println(tier);
        }
    }

    static void methods(OdooClient odoo, long id, long partner) {
        odoo.call("sale.order", "action_confirm", List.of(List.of(id)));
        odoo.model(SaleOrder.TYPE).call("message_subscribe", List.of(id), Map.of("partner_ids", List.of(partner)));
    }
}
