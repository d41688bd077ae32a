package com.powerseller.odoo.models.subscription;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResCurrency;
import com.powerseller.odoo.models.ResPartner;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscription as it was when it was read. Immutable, thread-safe; reading it costs no request.
 *
 * <p>Other fields, those of Studio or of a module, are read from its {@link #record()} if {@link Subscriptions#select(String...)} named them, and those of lines from
 * {@link Line#record()} with {@link Subscriptions#selectOfLines(String...)}.
 *
 * @param id the record's id, in the model that {@link SubscriptionShape#model()} names; a renewal has another one, from 16.0 on
 * @param originId the id of the first subscription of the chain of renewals, its own if it is the first: the same over all renewals and upsells, so the key of the
 *     tenant
 * @param previous the subscription that this one renews or adds to; null if none
 * @param name the reference, such as {@code S00042}
 * @param customer who subscribes; null only where a module has made that possible
 * @param plan what says how often is invoiced, a record of {@code sale.subscription.plan}; in 16.0 of {@code sale.temporal.recurrence}, up to 15.0 and in OCA's module of
 *     {@code sale.subscription.template}; null if none
 * @param state where it is in its life
 * @param lines what is subscribed to, and what is sold once with it; no sections, no notes
 * @param start the first day; null if not known yet
 * @param end the last day; null if there is none
 * @param nextInvoice the day of the next invoice; null if there is none
 * @param recurringAmount what a period costs, without taxes; in 16.0 the sum of the recurring lines
 * @param recurringMonthly that amount for a month, as Odoo computes it; null in OCA's module, which does not
 * @param currency the currency of the amounts; null only if the user may not see it
 * @param writeDate when the record last changed, by the server's clock, cut to the second: the start of the transaction that changed it
 * @param record the record that this was read from, with all fields that were fetched
 */
public record Subscription(
        long id,
        long originId,
        @Nullable Ref<?> previous,
        String name,
        @Nullable Ref<ResPartner> customer,
        @Nullable Ref<?> plan,
        SubscriptionState state,
        List<Line> lines,
        @Nullable LocalDate start,
        @Nullable LocalDate end,
        @Nullable LocalDate nextInvoice,
        BigDecimal recurringAmount,
        @Nullable BigDecimal recurringMonthly,
        @Nullable Ref<ResCurrency> currency,
        Instant writeDate,
        Record record) {
    /** Copies the lines. */
    public Subscription {
        lines = List.copyOf(lines);
    }

    /** The id, the name and the state; other values may be long or private. */
    @Override
    public String toString() {
        return "Subscription(" + id + ", " + name + ", " + state + ")";
    }

    /**
     * One line of a subscription.
     *
     * @param id the line's id, in {@code sale.order.line} or {@code sale.subscription.line}
     * @param product what is sold; null if the line has no product
     * @param name the line's description
     * @param quantity how many, in the line's unit of measure
     * @param priceUnit the price of one, before the discount
     * @param discount in percent: 10 is a tenth
     * @param subtotal what the line costs, without taxes
     * @param recurring whether it is sold each period, not once
     * @param record the record that this was read from, with all fields that were fetched
     */
    public record Line(
            long id,
            @Nullable Ref<ProductProduct> product,
            String name,
            double quantity,
            double priceUnit,
            double discount,
            BigDecimal subtotal,
            boolean recurring,
            Record record) {
        /** The id and the name; other values may be long or private. */
        @Override
        public String toString() {
            return "Line(" + id + ", " + name + ")";
        }
    }
}
