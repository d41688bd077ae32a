package com.powerseller.odoo.testkit.internal.models.oca;

import com.powerseller.odoo.testkit.internal.orm.AddedModule;
import com.powerseller.odoo.testkit.internal.orm.Database;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code subscription_oca}: {@code sale.subscription} as a model of its own, on a Community that has no subscriptions of Enterprise's. What is known of it are its fields, and what a server
 * of series 18 answered.
 */
public final class OcaModules {
    /** The name of the module that brings subscriptions. */
    public static final String SUBSCRIPTION = "subscription_oca";

    private static final Set<String> ENTERPRISE_MODELS = Set.of(
            "sale.subscription.plan",
            "sale.order.log",
            "sale.order.close.reason",
            "sale.order.stage",
            "sale.temporal.recurrence");

    private static final Set<String> ENTERPRISE_FIELDS_OF_ORDERS = Set.of(
            ("archived_product_count archived_product_ids close_reason_id commercial_partner_id country_id display_late end_date first_contract_date has_recurring_line health"
                            + " history_count industry_id internal_note internal_note_display is_batch is_invoice_cron is_renewing is_subscription is_upselling kpi_1month_mrr_delta"
                            + " kpi_1month_mrr_percentage kpi_3months_mrr_delta kpi_3months_mrr_percentage last_invoice_date next_invoice_date non_recurring_total note_order order_log_ids"
                            + " origin_order_id payment_exception payment_token_id pending_transaction percentage_satisfaction plan_id recurrence_id recurring_details recurring_live"
                            + " recurring_monthly recurring_total renew_state renewal_count show_rec_invoice_button stage_category stage_id starred starred_user_ids start_date"
                            + " subscription_child_ids subscription_id subscription_management subscription_state team_user_id to_renew upsell_count user_closable user_extend user_quantity")
                    .split(" ", -1));

    private static final Map<String, Set<String>> ENTERPRISE_FIELDS = Map.of(
            "sale.order",
            ENTERPRISE_FIELDS_OF_ORDERS,
            "sale.order.line",
            Set.of("parent_line_id", "recurring_monthly", "temporal_type"),
            "product.product",
            Set.of("recurring_invoice"),
            "product.template",
            Set.of("recurring_invoice"));

    private OcaModules() {}

    /**
     * Makes sure that there is a module of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static void checkName(String name) {
        if (!name.equals(SUBSCRIPTION)) {
            throw new IllegalArgumentException("there is no module '" + name + "' to install, only " + SUBSCRIPTION);
        }
    }

    /**
     * A module for a series.
     *
     * @throws IllegalArgumentException if there is none of the series
     */
    public static AddedModule of(String name, Series series) {
        checkName(name);
        if (series.atLeast(Series.V19)) {
            throw new IllegalArgumentException("there is no " + SUBSCRIPTION + " of series " + series);
        }
        return new AddedModule(SUBSCRIPTION, "18.0-oca", ENTERPRISE_MODELS, ENTERPRISE_FIELDS);
    }

    /** The behaviours of the module's models by their names. */
    public static Map<String, Behaviour> behaviours() {
        Map<String, Behaviour> models = new LinkedHashMap<>();
        models.put("sale.subscription", new OcaSubscriptions());
        models.put("sale.subscription.line", new OcaSubscriptionLines());
        models.put("sale.subscription.template", new OcaTemplates());
        models.put("sale.subscription.stage", stage -> stage.order("sequence, id"));
        models.put(
                "product.pricelist",
                pricelist -> pricelist
                        .order("sequence, id")
                        .defaultValue(
                                "currency_id",
                                records -> records.browse("res.company", List.of(records.company()))
                                        .get("currency_id"))
                        .displayName(record -> record.text("name") + " ("
                                + record.related("currency_id").text("name") + ")"));
        return models;
    }

    /** The records that come with the module. */
    public static void fill(Database database) {
        int sequence = 0;
        if (database.series().atLeast(Series.V18)) {
            stage(database, "Draft", "draft", sequence++);
        }
        stage(database, "Ready to start", "pre", sequence++);
        stage(database, "In progress", "in_progress", sequence++);
        stage(database, "Closed", "post", sequence);
        database.seed("product.pricelist", Map.of("name", "PL"));
    }

    private static void stage(Database database, String name, String type, int sequence) {
        database.seed("sale.subscription.stage", Map.of("name", name, "type", type, "sequence", (long) sequence));
    }
}
