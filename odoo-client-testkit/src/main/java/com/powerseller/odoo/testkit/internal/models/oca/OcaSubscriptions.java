package com.powerseller.odoo.testkit.internal.models.oca;

import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code sale.subscription} of {@code subscription_oca}: named by its template and its code, in stages of a type, with the amounts of its lines. A closed one has no next invoice. What
 * makes invoices and orders of it, the fake does not know.
 */
final class OcaSubscriptions implements Behaviour {
    private static final String TEMPLATE = "sale.subscription.template";
    private static final String STAGE = "sale.subscription.stage";

    @Override
    public void define(ModelDefinition subscription) {
        subscription
                .label("Subscription")
                .defaultValue("company_id", records -> records.company())
                .defaultValue("stage_id", records -> stage(records, List.of()))
                .notCopied("code")
                .stored("name", OcaSubscriptions::name, "template_id.code", "code")
                .stored(
                        "currency_id",
                        record -> ofRelated(record, "pricelist_id", "currency_id"),
                        "pricelist_id.currency_id")
                .stored("date", OcaSubscriptions::end, "template_id", "date_start")
                .stored("terms", OcaSubscriptions::terms, "template_id")
                .stored("in_progress", record -> typeOf(record).equals("in_progress"), "stage_id")
                .computed("stage_type", record -> ofRelated(record, "stage_id", "type"))
                .computed("recurring_rule_boundary", OcaSubscriptions::boundary)
                .computed("sale_order_ids_count", record ->
                        (long) record.related("sale_order_ids").ids().size())
                .stored(
                        "recurring_total",
                        record -> sum(record, "price_subtotal"),
                        "sale_subscription_line_ids.price_subtotal")
                .stored(
                        "amount_tax",
                        record -> sum(record, "amount_tax_line_amount"),
                        "sale_subscription_line_ids.amount_tax_line_amount")
                .stored("amount_total", record -> sum(record, "price_total"), "sale_subscription_line_ids.price_total")
                .afterCreate(OcaSubscriptions::created)
                .beforeWrite(OcaSubscriptions::demandTemplate)
                .afterWrite(OcaSubscriptions::moved)
                .method("action_start_subscription", OcaSubscriptions::start);
    }

    private static @Nullable Object ofRelated(Records record, String relation, String field) {
        Records other = record.related(relation);
        return other.isEmpty() ? null : other.get(field);
    }

    private static @Nullable Object stage(Records records, List<?> domain) {
        return records.search(STAGE, domain).ids().stream().findFirst().orElse(null);
    }

    private static String typeOf(Records subscription) {
        return ofRelated(subscription, "stage_id", "type") instanceof String type ? type : "";
    }

    private static void created(Records subscription) {
        OcaTemplates.demand(subscription, "date_start", "recurring_next_date");
        if (subscription.get("code") == null) {
            subscription.set("code", String.format(Locale.ROOT, "SUB%05d", subscription.id()));
        }
    }

    private static @Nullable Object name(Records subscription) {
        String code = subscription.text("code");
        Records template = subscription.related("template_id");
        String ofTemplate = template.isEmpty() ? "" : template.text("code");
        if (code.isEmpty() || template.isEmpty()) {
            return null;
        }
        if (ofTemplate.isEmpty()) {
            throw new UnsupportedByFakeException(
                    "the name of a sale.subscription whose template has no code: give the template one");
        }
        return ofTemplate + "/" + code;
    }

    private static @Nullable Object end(Records subscription) {
        if (isLimited(subscription)) {
            throw new UnsupportedByFakeException(
                    "the date at which a sale.subscription ends whose template is limited: give it one");
        }
        return null;
    }

    private static boolean isLimited(Records subscription) {
        return "limited".equals(ofRelated(subscription, "template_id", "recurring_rule_boundary"));
    }

    private static Object boundary(Records subscription) {
        throw new UnsupportedByFakeException("recurring_rule_boundary of a sale.subscription: read its template's");
    }

    private static @Nullable Object terms(Records subscription) {
        if (ofRelated(subscription, "template_id", "description") != null) {
            throw new UnsupportedByFakeException(
                    "the terms of a sale.subscription whose template has a description: give it terms");
        }
        return subscription.get("terms");
    }

    private static double sum(Records subscription, String field) {
        return subscription.related("sale_subscription_line_ids").each().stream()
                .mapToDouble(line -> line.number(field))
                .sum();
    }

    /** The name is worked out from the template before the database looks at the reference. */
    private static void demandTemplate(Records subscriptions, Map<String, ? extends @Nullable Object> values) {
        if (values.get("template_id") instanceof Long template
                && subscriptions
                        .search(TEMPLATE, List.of(List.of("id", "=", template)))
                        .isEmpty()) {
            throw FakeErrors.missingRecord(TEMPLATE, template, subscriptions.uid());
        }
    }

    private static void moved(Records subscriptions, Set<String> written) {
        if (written.contains("stage_id")) {
            for (Records subscription : subscriptions.each()) {
                if (typeOf(subscription).equals("post") && subscription.get("recurring_next_date") != null) {
                    subscription.set("recurring_next_date", null);
                }
            }
        }
    }

    private static @Nullable Object start(MethodCall call) {
        Records subscriptions = call.existing();
        Object stage = stage(subscriptions, List.of(List.of("type", "=", "in_progress")));
        if (stage == null) {
            throw new UnsupportedByFakeException("a start without a " + STAGE + " of the type in_progress: create one");
        }
        subscriptions.set("stage_id", stage);
        return null;
    }
}
