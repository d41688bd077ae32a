package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.subscription.Subscription;
import com.powerseller.odoo.models.subscription.SubscriptionShape;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Invoice;
import com.powerseller.odoo.provisioning.internal.derive.TenantKeys.Customer;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads what customers owe, and how they could pay. Immutable. */
final class Payments {
    static final ModelType<Record> TOKEN = ModelType.of("payment.token");

    private static final Many2OneField<Record, Record> TOKEN_PARTNER = TOKEN.many2oneField("partner_id", "res.partner");
    private static final String PAYMENT_TOKEN = "payment_token_id";
    private static final Set<AccountMove.PaymentState> OPEN =
            Set.of(AccountMove.PaymentState.NOT_PAID, AccountMove.PaymentState.PARTIAL);

    private final OdooClient odoo;
    private final Rules rules;
    private final boolean asksForPaymentMethods;

    Payments(OdooClient odoo, Rules rules) {
        this.odoo = odoo;
        this.rules = rules;
        this.asksForPaymentMethods = Stream.of(
                        rules.plans().values().stream(),
                        rules.productsByReference().values().stream(),
                        rules.productsById().values().stream(),
                        Stream.ofNullable(rules.otherPlans()))
                .flatMap(grants -> grants)
                .anyMatch(grant -> grant.trialDaysWithPaymentMethod() > 0);
    }

    boolean areTokensAskedFor() {
        return asksForPaymentMethods;
    }

    /** The fields of subscriptions that tell of payment. */
    List<String> fields(SubscriptionShape shape) {
        return readsPaymentTokens(shape) ? List.of(PAYMENT_TOKEN) : List.of();
    }

    /** What these legal entities owe: one request, none if nothing depends on it. */
    List<Invoice> invoices(Set<Long> customers) {
        if (rules.payment().isIgnored() || customers.isEmpty()) {
            return List.of();
        }
        Domain<AccountMove> domain = AccountMove.COMMERCIAL_PARTNER_ID
                .in(customers)
                .and(AccountMove.MOVE_TYPE.eq(AccountMove.MoveType.OUT_INVOICE))
                .and(AccountMove.STATE.eq(AccountMove.State.POSTED))
                .and(AccountMove.PAYMENT_STATE.in(OPEN))
                .and(AccountMove.INVOICE_DATE_DUE.isSet());
        if (!rules.companies().isEmpty()) {
            domain = domain.and(AccountMove.COMPANY_ID.in(rules.companies()));
        }
        return odoo
                .model(AccountMove.TYPE)
                .search(domain)
                .select(
                        AccountMove.NAME,
                        AccountMove.COMMERCIAL_PARTNER_ID,
                        AccountMove.INVOICE_DATE_DUE,
                        AccountMove.INVOICE_ORIGIN)
                .orderBy(AccountMove.ID.asc())
                .list()
                .stream()
                .map(Payments::invoice)
                .toList();
    }

    private static Invoice invoice(AccountMove move) {
        String origin = Objects.requireNonNullElse(move.invoiceOrigin(), "");
        LocalDate due = Objects.requireNonNull(move.invoiceDateDue(), "an invoice was found by its due date");
        return new Invoice(
                move.id(),
                Objects.requireNonNullElse(move.name(), ""),
                Partners.id(move.commercialPartnerId()),
                due,
                Arrays.stream(origin.split(",", -1))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toSet()));
    }

    private boolean readsPaymentTokens(SubscriptionShape shape) {
        return asksForPaymentMethods && shape != SubscriptionShape.SALE_SUBSCRIPTION_OCA;
    }

    /** One request at most. Those customers of subscriptions without a payment token that have one themselves: the partner that subscribed, or its legal entity. */
    Set<Long> payers(SubscriptionShape shape, List<Subscription> read, Map<Long, Customer> customers) {
        Set<Long> payers = new HashSet<>();
        if (!asksForPaymentMethods) {
            return payers;
        }
        Set<Long> asked = new TreeSet<>();
        for (Subscription subscription : read) {
            if (!hasToken(shape, subscription)) {
                asked.addAll(customersOf(subscription, customers));
            }
        }
        if (!asked.isEmpty()) {
            // Archived ones are those that no payment is made with any more.
            odoo.model(TOKEN)
                    .search(TOKEN_PARTNER.in(asked).and(Domain.of("active", "=", true)))
                    .select(TOKEN_PARTNER)
                    .orderBy(Order.of("id", false))
                    .list()
                    .forEach(token -> payers.add(Partners.id(token.get(TOKEN_PARTNER))));
        }
        return payers;
    }

    boolean isPaymentMethodKnown(
            SubscriptionShape shape, Subscription subscription, Map<Long, Customer> customers, Set<Long> payers) {
        return asksForPaymentMethods
                && (hasToken(shape, subscription)
                        || customersOf(subscription, customers).stream().anyMatch(payers::contains));
    }

    private boolean hasToken(SubscriptionShape shape, Subscription subscription) {
        return readsPaymentTokens(shape)
                && !Boolean.FALSE.equals(subscription.record().get(PAYMENT_TOKEN));
    }

    private static List<Long> customersOf(Subscription subscription, Map<Long, Customer> customers) {
        long partner = Partners.id(subscription.customer());
        Customer customer = customers.get(partner);
        return Stream.of(partner, customer == null ? 0L : customer.id())
                .filter(id -> id != 0)
                .distinct()
                .toList();
    }
}
