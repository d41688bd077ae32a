package com.powerseller.odoo.provisioning;

import com.powerseller.odoo.models.subscription.SubscriptionState;
import com.powerseller.odoo.query.Domain;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What Odoo's records mean to an application: which subscriptions count, whose they are, and what they give. Immutable, thread-safe. No request.
 *
 * <p>{@link Builder#build()} checks them as far as they can be without a server; {@link DryRun#check()} asks one whether it has what they name.
 */
public final class Rules {
    private final TenantKey tenantKey;
    private final Domain<?> subscriptions;
    private final List<Long> companies;
    private final List<String> tiers;
    private final Map<String, Grant> productsByReference;
    private final Map<Long, Grant> productsById;
    private final Map<Long, Grant> plans;
    private final @Nullable Grant otherPlans;
    private final UserRule users;
    private final PaymentRule payment;
    private final TenantStatus paused;
    private final Map<SubscriptionState, TenantStatus> states;
    private final boolean limitsAddUp;
    private final boolean sharedByCustomers;
    private final ZoneId zone;

    private Rules(Builder builder) {
        tenantKey = builder.tenantKey;
        subscriptions = builder.subscriptions;
        companies = List.copyOf(builder.companies);
        tiers = List.copyOf(builder.tiers);
        productsByReference = Collections.unmodifiableMap(new TreeMap<>(builder.productsByReference));
        productsById = Collections.unmodifiableMap(new TreeMap<>(builder.productsById));
        plans = Collections.unmodifiableMap(new TreeMap<>(builder.plans));
        otherPlans = builder.otherPlans;
        users = builder.users;
        payment = builder.payment;
        paused = builder.paused;
        states = Map.copyOf(builder.states);
        limitsAddUp = builder.limitsAddUp;
        sharedByCustomers = builder.sharedByCustomers;
        zone = builder.zone;
    }

    /** Rules by which every subscription is a tenant of its own, without tier, limits and users. */
    public static Builder builder() {
        return new Builder();
    }

    /** What makes subscriptions one tenant. */
    public TenantKey tenantKey() {
        return tenantKey;
    }

    /** What subscriptions must match to count. */
    public Domain<?> subscriptions() {
        return subscriptions;
    }

    /** The ids of the companies whose subscriptions and invoices count; of all if empty. */
    public List<Long> companies() {
        return companies;
    }

    /** The tiers, lowest first. */
    public List<String> tiers() {
        return tiers;
    }

    /** What products give, by internal reference ({@code default_code}). */
    public Map<String, Grant> productsByReference() {
        return productsByReference;
    }

    /** What products give, by the id of {@code product.product}: before those by reference. */
    public Map<Long, Grant> productsById() {
        return productsById;
    }

    /** What plans give, by id. */
    public Map<Long, Grant> plans() {
        return plans;
    }

    /** What any other plan, and none, gives; null if nothing was said of it. */
    public @Nullable Grant otherPlans() {
        return otherPlans;
    }

    /** Who the users are. */
    public UserRule users() {
        return users;
    }

    /** When payment trouble matters. */
    public PaymentRule payment() {
        return payment;
    }

    /** What a paused subscription is: suspended or active. */
    public TenantStatus paused() {
        return paused;
    }

    /** What states that modules have added are: active, suspended or ended. */
    public Map<SubscriptionState, TenantStatus> states() {
        return states;
    }

    /** Whether the limits of several subscriptions of one tenant add up; else the highest counts. */
    public boolean limitsAddUp() {
        return limitsAddUp;
    }

    /** Whether several customers may share a tenant. */
    public boolean sharedByCustomers() {
        return sharedByCustomers;
    }

    /** Where a day begins and ends. */
    public ZoneId zone() {
        return zone;
    }

    /** What they say: equal rules say the same. */
    @Override
    public String toString() {
        SortedMap<String, TenantStatus> ofStates = new TreeMap<>();
        states.forEach((state, status) -> ofStates.put(state.toString(), status));
        return String.join(
                "; ",
                "key " + tenantKey,
                "subscriptions " + subscriptions.terms(),
                "companies " + companies,
                "tiers " + tiers,
                "products " + productsByReference + " " + productsById,
                "plans " + plans + ", others " + otherPlans,
                "users " + users,
                "payment " + payment,
                "paused " + paused + ", states " + ofStates,
                "limits add up " + limitsAddUp + ", shared by customers " + sharedByCustomers + ", zone " + zone);
    }

    /** A short text that equal rules have in common, and others have not: by it provisioning knows that it goes by other rules than before. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Makes {@link Rules}. Each method throws {@link IllegalArgumentException} for what cannot be meant. Used by one thread. */
    public static final class Builder {
        private static final Set<SubscriptionState> KNOWN = Set.of(
                SubscriptionState.QUOTATION,
                SubscriptionState.RENEWAL_QUOTATION,
                SubscriptionState.IN_PROGRESS,
                SubscriptionState.TO_RENEW,
                SubscriptionState.PAUSED,
                SubscriptionState.RENEWED,
                SubscriptionState.CHURNED,
                SubscriptionState.UPSELL,
                SubscriptionState.CANCELLED);

        private TenantKey tenantKey = TenantKey.origin();
        private Domain<?> subscriptions = Domain.all();
        private List<Long> companies = List.of();
        private List<String> tiers = List.of();
        private final Map<String, Grant> productsByReference = new LinkedHashMap<>();
        private final Map<Long, Grant> productsById = new LinkedHashMap<>();
        private final Map<Long, Grant> plans = new LinkedHashMap<>();
        private @Nullable Grant otherPlans;
        private UserRule users = UserRule.none();
        private PaymentRule payment = PaymentRule.ignored();
        private TenantStatus paused = TenantStatus.SUSPENDED;
        private final Map<SubscriptionState, TenantStatus> states = new LinkedHashMap<>();
        private boolean limitsAddUp = true;
        private boolean sharedByCustomers;
        private ZoneId zone = ZoneOffset.UTC;

        private Builder() {}

        /** What makes subscriptions one tenant; {@link TenantKey#origin()} if not said. */
        public Builder tenantKey(TenantKey key) {
            tenantKey = Objects.requireNonNull(key);
            return this;
        }

        /**
         * Which subscriptions count, besides not being quotations; all if not said. One that does not match any more is as one that is deleted: what it gave has ended.
         *
         * @param domain over the model that has the subscriptions
         */
        public Builder subscriptions(Domain<?> domain) {
            subscriptions = Objects.requireNonNull(domain);
            return this;
        }

        /** The companies ({@code res.company}) whose subscriptions and invoices count; all if not said. */
        public Builder companies(long... ids) {
            companies = Arrays.stream(ids)
                    .map(id -> Names.ofRecord(id, "a company"))
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList();
            return this;
        }

        /** The tiers, lowest first. */
        public Builder tiers(String... lowestFirst) {
            for (String tier : lowestFirst) {
                Names.of(tier, "a tier");
            }
            if (new HashSet<>(List.of(lowestFirst)).size() < lowestFirst.length) {
                throw new IllegalArgumentException("tiers" + Arrays.toString(lowestFirst)
                        + " names a tier twice: which is higher is not clear then");
            }
            tiers = List.of(lowestFirst);
            return this;
        }

        /**
         * What a product gives, named by its internal reference; all products that share the reference.
         *
         * @param reference {@code default_code}
         */
        public Builder product(String reference, UnaryOperator<Grant> grant) {
            put(productsByReference, Names.of(reference, "a product's reference"), grant, "the product " + reference);
            return this;
        }

        /**
         * What a product gives.
         *
         * @param id of {@code product.product}
         */
        public Builder product(long id, UnaryOperator<Grant> grant) {
            put(productsById, Names.ofRecord(id, "a product"), grant, "the product " + id);
            return this;
        }

        /**
         * What a plan gives. Once one is named, subscriptions with another plan are a {@link Problem.Code#UNKNOWN_PLAN} unless {@link #otherPlans} are said.
         *
         * @param id of {@code sale.subscription.plan}; of what the subscription has as its plan in other shapes. Its name may change
         */
        public Builder plan(long id, UnaryOperator<Grant> grant) {
            put(plans, Names.ofRecord(id, "a plan"), grant, "the plan " + id);
            return this;
        }

        /** What plans give that were not named, and what a subscription without a plan gets. */
        public Builder otherPlans(UnaryOperator<Grant> grant) {
            otherPlans = Objects.requireNonNull(grant.apply(Grant.NOTHING));
            return this;
        }

        private static <K> void put(Map<K, Grant> grants, K key, UnaryOperator<Grant> grant, String what) {
            if (grants.put(key, Objects.requireNonNull(grant.apply(Grant.NOTHING))) != null) {
                throw new IllegalArgumentException(what + " is in the rules twice: say all that it gives at once");
            }
        }

        /** Who the users are; nobody if not said. */
        public Builder users(UserRule rule) {
            users = Objects.requireNonNull(rule);
            return this;
        }

        /** When payment trouble matters; never if not said. */
        public Builder payment(PaymentRule rule) {
            payment = Objects.requireNonNull(rule);
            return this;
        }

        /** What a paused subscription is: {@link TenantStatus#SUSPENDED}, as if not said, or {@link TenantStatus#ACTIVE}. */
        public Builder paused(TenantStatus status) {
            if (status != TenantStatus.SUSPENDED && status != TenantStatus.ACTIVE) {
                throw new IllegalArgumentException("a paused subscription is SUSPENDED or ACTIVE, not " + status);
            }
            paused = status;
            return this;
        }

        /**
         * What a state is that a module has added, such as {@code 8_suspend}: {@link TenantStatus#ACTIVE}, {@link TenantStatus#SUSPENDED} or {@link TenantStatus#ENDED}.
         *
         * @param state what Odoo stores
         */
        public Builder state(String state, TenantStatus status) {
            SubscriptionState added = SubscriptionState.of(Names.of(state, "a state"));
            if (!added.toString().equals(state) || KNOWN.contains(added)) {
                throw new IllegalArgumentException("the state '" + state + "' is Odoo's own, " + added
                        + ": its meaning is given; only states that modules add are named here");
            }
            if (status != TenantStatus.ACTIVE && status != TenantStatus.SUSPENDED && status != TenantStatus.ENDED) {
                throw new IllegalArgumentException(
                        "the state '" + state + "' is ACTIVE, SUSPENDED or ENDED, not " + status);
            }
            if (states.put(added, status) != null) {
                throw new IllegalArgumentException("the state '" + state + "' is in the rules twice");
            }
            return this;
        }

        /** Of several subscriptions of one tenant, the highest of each limit counts. If not said, their limits add up. */
        public Builder highestLimits() {
            limitsAddUp = false;
            return this;
        }

        /**
         * Several customers, such as the legal entities of a group, may share a tenant: the users of all are its users, and an invoice of one matters to its own subscriptions. If
         * not said, subscriptions of several customers with one key are a {@link Problem.Code#KEY_CONFLICT}.
         */
        public Builder sharedByCustomers() {
            sharedByCustomers = true;
            return this;
        }

        /** Where a day begins and ends: UTC if not said. */
        public Builder zone(ZoneId where) {
            zone = Objects.requireNonNull(where);
            return this;
        }

        /**
         * The rules.
         *
         * @throws IllegalArgumentException if they do not go together; the message names every mistake
         */
        public Rules build() {
            List<String> mistakes = new ArrayList<>();
            productsByReference.forEach((reference, grant) -> check(grant, "the product " + reference, mistakes));
            productsById.forEach((id, grant) -> check(grant, "the product " + id, mistakes));
            plans.forEach((id, grant) -> check(grant, "the plan " + id, mistakes));
            if (otherPlans != null) {
                check(otherPlans, "otherPlans", mistakes);
                if (plans.isEmpty()) {
                    mistakes.add(
                            "otherPlans(...) says what other plans give, but no plan(...) is named: name one, or give it to products");
                }
            }
            if (users.source() == UserRule.Source.CONTACTS && users.tags().isEmpty() && users.roleField() == null) {
                mistakes.add(
                        "UserRule.contacts() would make a user of every address of a customer: say which with tagged(...) or roleField(...)");
            }
            if (sharedByCustomers
                    && (tenantKey.kind() == TenantKey.Kind.CUSTOMER || tenantKey.kind() == TenantKey.Kind.ORIGIN)) {
                mistakes.add(
                        "sharedByCustomers() does not go with TenantKey."
                                + tenantKey.kind().name().toLowerCase(Locale.ROOT)
                                + "(), by which customers never share a tenant: take a field(...) or a customerField(...) as the key");
            }
            if (!mistakes.isEmpty()) {
                throw new IllegalArgumentException("the rules do not go together: " + String.join("; ", mistakes));
            }
            return new Rules(this);
        }

        private void check(Grant grant, String what, List<String> mistakes) {
            String tier = grant.tier();
            if (tier != null && !tiers.contains(tier)) {
                mistakes.add(
                        what + " gives the tier '" + tier + "', which tiers(...) does not name: it names " + tiers);
            }
            if (grant.trialDaysWithPaymentMethod() > 0 && grant.trialDaysWithPaymentMethod() <= grant.trialDays()) {
                mistakes.add(what + " gives a trial of " + grant.trialDaysWithPaymentMethod()
                        + " days with a payment method, and " + grant.trialDays()
                        + " without: with one it must be longer, else leave it out");
            }
        }
    }
}
