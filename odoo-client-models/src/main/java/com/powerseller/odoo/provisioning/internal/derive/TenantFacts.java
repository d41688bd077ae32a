package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.models.subscription.SubscriptionState;
import com.powerseller.odoo.provisioning.Sources;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What Odoo has of one tenant, as far as rules may ask for it, in any order. Immutable.
 *
 * @param tenant the tenant's key
 * @param subscriptions all that have this key and are no quotations
 * @param customers the names of their legal entities, by id
 * @param users who may be a user of theirs
 * @param invoices those of theirs that are not fully paid
 * @param sources the records that all of this was read from
 */
public record TenantFacts(
        String tenant,
        List<Sold> subscriptions,
        Map<Long, String> customers,
        List<User> users,
        List<Invoice> invoices,
        Sources sources) {
    /** Copies. */
    public TenantFacts {
        subscriptions = List.copyOf(subscriptions);
        customers = Map.copyOf(customers);
        users = List.copyOf(users);
        invoices = List.copyOf(invoices);
    }

    /**
     * A subscription.
     *
     * @param originId the first one of its chain of renewals
     * @param previousId the one that it renews or adds to; 0 if none
     * @param customer its customer's legal entity; 0 if there is none, or none to be seen
     * @param plan 0 if none
     * @param paymentMethodKnown whether it, or its customer, has a payment token; only read if a rule asks for it
     */
    public record Sold(
            long id,
            long originId,
            long previousId,
            String name,
            long customer,
            long plan,
            SubscriptionState state,
            @Nullable LocalDate start,
            @Nullable LocalDate end,
            Instant writeDate,
            boolean paymentMethodKnown,
            List<Line> lines) {
        /** Copies the lines. */
        public Sold {
            lines = List.copyOf(lines);
        }
    }

    /**
     * A line of a subscription.
     *
     * @param product 0 if none
     * @param reference the product's internal reference; null if it has none
     */
    public record Line(long id, long product, @Nullable String reference, double quantity) {}

    /**
     * A contact, or a user of the portal.
     *
     * @param customer the legal entity that it belongs to
     * @param login the e-mail address or login; null if none
     * @param tags those that rules name: ids, and the names of those that were named so
     * @param role what is in the field that the rules name; null if nothing
     */
    public record User(
            long id,
            long customer,
            @Nullable String login,
            String name,
            SortedMap<Long, String> tags,
            @Nullable String role,
            boolean active) {}

    /**
     * A posted invoice that is not fully paid.
     *
     * @param customer the legal entity that owes it
     * @param origins the names of the orders that it is for
     */
    public record Invoice(long id, String name, long customer, LocalDate due, Set<String> origins) {
        /** Copies the names. */
        public Invoice {
            origins = Set.copyOf(origins);
        }
    }
}
