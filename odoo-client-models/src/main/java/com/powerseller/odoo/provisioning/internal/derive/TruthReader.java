package com.powerseller.odoo.provisioning.internal.derive;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.subscription.Subscription;
import com.powerseller.odoo.models.subscription.SubscriptionShape;
import com.powerseller.odoo.models.subscription.Subscriptions;
import com.powerseller.odoo.provisioning.Hint;
import com.powerseller.odoo.provisioning.Problem;
import com.powerseller.odoo.provisioning.Rules;
import com.powerseller.odoo.provisioning.Sources;
import com.powerseller.odoo.provisioning.UserRule;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Invoice;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Line;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.Sold;
import com.powerseller.odoo.provisioning.internal.derive.TenantFacts.User;
import com.powerseller.odoo.provisioning.internal.derive.TenantKeys.Customer;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what Odoo has now, for many tenants in few requests. Immutable but for what it has learned of the server's shape, thread-safe. Every method throws {@link
 * OdooException}; nothing can be concluded then.
 *
 * <p>{@link #read} costs, for each {@value #BATCH} tenants: one request for subscriptions and one for their lines; one for products if rules name them by reference; one for
 * customers and their contacts; one if tags are named by name; one for the portal's users if those are the users; one for invoices if they matter; and one for payment tokens if a
 * trial depends on one and a subscription has none. On servers of 16.0, and in OCA's module, {@link Subscriptions} adds its own. The first call learns the server's shape with two
 * requests more.
 */
public final class TruthReader {
    /** How many tenants are read at a time. */
    public static final int BATCH = 2_500;

    /** How many subscriptions are read at a time: those of a batch at once, were they renewed a few times each. */
    static final int PAGE = 10_000;

    private final OdooClient archivedToo;
    private final Rules rules;
    private final TenantKeys keys;
    private final Partners partners;
    private final Subscriptions subscriptions;
    private final Payments payments;

    /** No request. */
    public TruthReader(OdooClient odoo, Rules rules) {
        this.archivedToo = odoo.withArchived();
        this.rules = rules;
        this.keys = new TenantKeys(rules.tenantKey());
        this.partners = new Partners(archivedToo, rules, keys);
        this.subscriptions =
                Subscriptions.of(odoo).withoutQuotations().select(keys.fields().toArray(String[]::new));
        this.payments = new Payments(archivedToo, rules);
    }

    /**
     * Which tenants Odoo has.
     *
     * @param tenants their keys, in their natural order, those included that have ended
     * @param problems subscriptions that are no tenant's
     */
    public record Index(List<String> tenants, List<Problem> problems) {
        /** Copies. */
        public Index {
            tenants = List.copyOf(tenants);
            problems = List.copyOf(problems);
        }
    }

    /** The keys of all tenants: one request for each 10,000 subscriptions, and one more if customers tell the key. Only the keys are kept in memory. */
    public Index index() {
        SortedSet<String> tenants = new TreeSet<>();
        List<Problem> problems = new ArrayList<>();
        try (Stream<List<Subscription>> pages = subscriptions.withoutLines().pages(counting(), PAGE)) {
            pages.forEach(page -> byTenant(page, customersOf(page)).forEach((tenant, ofTenant) -> {
                if (tenant.isEmpty()) {
                    ofTenant.stream()
                            .filter(Standings::counts)
                            .forEach(subscription -> problems.add(withoutKey(subscription)));
                } else {
                    tenants.add(tenant);
                }
            }));
        }
        return new Index(List.copyOf(tenants), problems);
    }

    private Problem withoutKey(Subscription subscription) {
        return new Problem(
                Problem.Code.NO_KEY,
                "subscription " + subscription.name() + " (" + subscription.id() + ") has no key of a tenant, by "
                        + rules.tenantKey() + ", of 255 characters at most: it is provisioned once it has one");
    }

    private Map<Long, Customer> customersOf(List<Subscription> page) {
        return keys.areOfCustomers() ? partners.customers(partnersOf(page)) : Map.of();
    }

    /** By tenant; those without a key under "". */
    private Map<String, List<Subscription>> byTenant(List<Subscription> page, Map<Long, Customer> customers) {
        Map<String, List<Subscription>> byTenant = new LinkedHashMap<>();
        for (Subscription subscription : page) {
            String key = keys.of(subscription, customers.get(Partners.id(subscription.customer())));
            byTenant.computeIfAbsent(key == null ? "" : key, none -> new ArrayList<>())
                    .add(subscription);
        }
        return byTenant;
    }

    /** The tenants that these hints may be about: see {@link #tenantsByHint}. */
    public SortedSet<String> tenantsOf(Collection<Hint> hints) {
        SortedSet<String> tenants = new TreeSet<>();
        tenantsByHint(hints).values().forEach(found -> tenants.addAll(found));
        return tenants;
    }

    /**
     * The tenants that each of these hints may be about; hints about no record are about none, as are those about records that are gone, or that no subscription depends on: these
     * are left out. For each model that is hinted at: two requests at most, one more if customers tell the key, and one more if the hints are about several records that are not
     * subscriptions.
     *
     * @throws IllegalArgumentException for a model that is not {@link #followed()}
     */
    public Map<Hint, SortedSet<String>> tenantsByHint(Collection<Hint> hints) {
        Map<String, SortedMap<Long, List<Hint>>> byModel = new TreeMap<>();
        for (Hint hint : hints) {
            if (hint.model() != null) {
                byModel.computeIfAbsent(hint.model(), model -> new TreeMap<>())
                        .computeIfAbsent(hint.id(), id -> new ArrayList<>())
                        .add(hint);
            }
        }
        Set<String> followed = byModel.isEmpty() ? Set.of() : followed();
        Map<Hint, SortedSet<String>> tenants = new LinkedHashMap<>();
        byModel.forEach((model, byId) -> {
            if (!followed.contains(model)) {
                throw new IllegalArgumentException(
                        "a hint about " + model + ": those that are followed are " + new TreeSet<>(followed));
            }
            tenantsByRecord(model, byId.keySet())
                    .forEach((id, ofRecord) -> Objects.requireNonNull(byId.get(id))
                            .forEach(hint -> tenants.computeIfAbsent(hint, none -> new TreeSet<>())
                                    .addAll(ofRecord)));
        });
        return tenants;
    }

    private Map<Long, SortedSet<String>> tenantsByRecord(String model, Set<Long> ids) {
        SubscriptionShape shape = subscriptions.shape();
        boolean isAbove = !model.equals(shape.model()) && !model.equals(line(shape));
        Map<Long, Long> partners =
                !isAbove ? Map.of() : model.equals("res.partner") ? same(ids) : partnersOf(model, ids);
        if (isAbove && partners.isEmpty()) {
            return Map.of();
        }
        Domain<?> domain = isAbove
                ? Domain.of("partner_id." + Partners.ABOVE_LEGAL_ENTITY, "parent_of", new TreeSet<>(partners.values()))
                : Domain.of(model.equals(shape.model()) ? "id" : lines(shape), "in", ids);
        Map<Subscription, String> depending = new LinkedHashMap<>();
        try (Stream<List<Subscription>> pages = subscriptions.withoutLines().pages(and(counting(), domain), PAGE)) {
            pages.forEach(page -> byTenant(page, customersOf(page)).forEach((tenant, ofTenant) -> {
                if (!tenant.isEmpty()) {
                    ofTenant.forEach(subscription -> depending.put(subscription, tenant));
                }
            }));
        }
        if (depending.isEmpty()) {
            return Map.of();
        }
        Map<Long, SortedSet<String>> tenants = new TreeMap<>();
        dependents(model, shape, ids, partners, depending.keySet())
                .forEach((id, ofRecord) ->
                        ofRecord.forEach(subscription -> tenants.computeIfAbsent(id, none -> new TreeSet<>())
                                .add(Objects.requireNonNull(depending.get(subscription)))));
        return tenants;
    }

    /** Which of the subscriptions depend on which of the records. */
    private Map<Long, ? extends Collection<Subscription>> dependents(
            String model,
            SubscriptionShape shape,
            Set<Long> ids,
            Map<Long, Long> partners,
            Collection<Subscription> depending) {
        if (ids.size() == 1) {
            return Map.of(ids.iterator().next(), depending);
        }
        Map<Long, List<Subscription>> byId = depending.stream().collect(Collectors.groupingBy(Subscription::id));
        if (model.equals(shape.model())) {
            return byId;
        }
        if (!partners.isEmpty()) {
            return partnersAbove(partners, depending);
        }
        Map<Long, Collection<Subscription>> dependents = new TreeMap<>();
        if (TenantKeys.isRenewedByOthers(shape)) {
            related(model, "order_id", shape.model(), ids)
                    .forEach((line, order) -> dependents.put(line, byId.getOrDefault(order, List.of())));
        } else {
            ids.forEach(line -> dependents.put(line, depending));
        }
        return dependents;
    }

    /** Of each record the subscriptions whose legal entity is the record's partner, or is above it. One request. */
    private Map<Long, List<Subscription>> partnersAbove(Map<Long, Long> partners, Collection<Subscription> depending) {
        Set<Long> all = new TreeSet<>(partners.values());
        depending.forEach(subscription -> all.add(Partners.id(subscription.customer())));
        Map<Long, ResPartner> byId = new HashMap<>();
        archivedToo
                .model(ResPartner.TYPE)
                .search(Domain.of("id", "parent_of", all))
                .select(ResPartner.PARENT_ID, ResPartner.COMMERCIAL_PARTNER_ID)
                .orderBy(ResPartner.ID.asc())
                .list()
                .forEach(partner -> byId.put(partner.id(), partner));
        Map<Long, List<Subscription>> byEntity = depending.stream().collect(Collectors.groupingBy(subscription -> {
            ResPartner customer = byId.get(Partners.id(subscription.customer()));
            return customer == null ? 0L : Partners.id(customer.commercialPartnerId());
        }));
        Map<Long, List<Subscription>> dependents = new TreeMap<>();
        partners.forEach((record, partner) -> {
            List<Subscription> ofRecord = new ArrayList<>();
            for (ResPartner above = byId.get(partner); above != null; above = byId.get(Partners.id(above.parentId()))) {
                ofRecord.addAll(byEntity.getOrDefault(above.id(), List.of()));
            }
            dependents.put(record, ofRecord);
        });
        return dependents;
    }

    /** The models whose records tell of tenants, on this server. Two requests at the first time. */
    public Set<String> followed() {
        SubscriptionShape shape = subscriptions.shape();
        return Set.of(shape.model(), line(shape), "res.partner", "res.users", "account.move", Payments.TOKEN.name());
    }

    /** Those of {@link #followed()} that something depends on by these rules. Two requests at the first time. */
    public Set<String> needed() {
        Set<String> needed = new TreeSet<>(followed());
        if (rules.users().source() != UserRule.Source.PORTAL) {
            needed.remove("res.users");
        }
        if (rules.payment().isIgnored()) {
            needed.remove("account.move");
        }
        if (!payments.areTokensAskedFor()) {
            needed.remove(Payments.TOKEN.name());
        }
        return needed;
    }

    private static String line(SubscriptionShape shape) {
        return shape.model() + ".line";
    }

    private static String lines(SubscriptionShape shape) {
        return TenantKeys.isRenewedByOthers(shape)
                ? "order_line"
                : shape == SubscriptionShape.SALE_SUBSCRIPTION_OCA
                        ? "sale_subscription_line_ids"
                        : "recurring_invoice_line_ids";
    }

    private static Map<Long, Long> same(Set<Long> ids) {
        return ids.stream().collect(Collectors.toMap(Function.identity(), Function.identity()));
    }

    /** The partners of users, invoices or payment tokens, by record. */
    private Map<Long, Long> partnersOf(String model, Set<Long> ids) {
        return related(model, "partner_id", "res.partner", ids);
    }

    /** The ids of what records refer to, by record; without those that refer to nothing. */
    private Map<Long, Long> related(String model, String field, String to, Set<Long> ids) {
        ModelType<Record> type = ModelType.of(model);
        Many2OneField<Record, Record> reference = type.many2oneField(field, to);
        Map<Long, Long> related = new TreeMap<>();
        archivedToo
                .model(type)
                .search(Domain.of("id", "in", ids))
                .select(reference)
                .orderBy(Order.of("id", false))
                .list()
                .forEach(record -> {
                    if (record.get(reference) != null) {
                        related.put(record.id(), Partners.id(record.get(reference)));
                    }
                });
        return related;
    }

    /** What Odoo has of these tenants, in the order of the keys: of one that it has nothing of, facts without subscriptions. */
    public List<TenantFacts> read(Collection<String> tenants) {
        List<String> all = tenants.stream().distinct().toList();
        List<TenantFacts> facts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            facts.addAll(batch(all.subList(from, Math.min(all.size(), from + BATCH))));
        }
        return facts;
    }

    private List<TenantFacts> batch(List<String> tenants) {
        SubscriptionShape shape = subscriptions.shape();
        Subscriptions reading = subscriptions.select(payments.fields(shape).toArray(String[]::new));
        List<Subscription> read = new ArrayList<>();
        try (Stream<List<Subscription>> pages = reading.pages(and(counting(), keys.domain(shape, tenants)), PAGE)) {
            pages.forEach(read::addAll);
        }
        Map<Long, String> references = references(read);
        Partners.Found found = partners.all(partnersOf(read));
        Set<Long> entities =
                found.customers().values().stream().map(Customer::id).collect(Collectors.toCollection(TreeSet::new));
        Map<Long, List<User>> users = found.users().stream().collect(Collectors.groupingBy(User::customer));
        Map<Long, List<Invoice>> invoices =
                payments.invoices(entities).stream().collect(Collectors.groupingBy(Invoice::customer));
        Set<Long> payers = payments.payers(shape, read, found.customers());
        Map<String, List<Subscription>> byTenant = byTenant(read, found.customers());
        return tenants.stream()
                .map(tenant -> facts(
                        tenant,
                        byTenant.getOrDefault(tenant, List.of()),
                        found,
                        subscription -> sold(
                                subscription,
                                found.customers().get(Partners.id(subscription.customer())),
                                references,
                                payments.isPaymentMethodKnown(shape, subscription, found.customers(), payers)),
                        users,
                        invoices))
                .toList();
    }

    private TenantFacts facts(
            String tenant,
            List<Subscription> subscriptions,
            Partners.Found found,
            Function<Subscription, Sold> sold,
            Map<Long, List<User>> users,
            Map<Long, List<Invoice>> invoices) {
        Map<Long, String> names = new TreeMap<>();
        for (Subscription subscription : subscriptions) {
            Customer customer = found.customers().get(Partners.id(subscription.customer()));
            if (customer != null) {
                names.put(customer.id(), customer.name());
            }
        }
        List<User> ofTenant = ofAll(names.keySet(), users);
        List<Invoice> owed = ofAll(names.keySet(), invoices);
        return new TenantFacts(
                tenant,
                subscriptions.stream().map(sold).toList(),
                names,
                ofTenant,
                owed,
                sources(subscriptions, names.keySet(), found, ofTenant, owed));
    }

    private Sources sources(
            List<Subscription> subscriptions,
            Set<Long> customers,
            Partners.Found found,
            List<User> users,
            List<Invoice> invoices) {
        SubscriptionShape shape = this.subscriptions.shape();
        Map<String, Set<Long>> ids = new HashMap<>();
        Set<Long> partners = partnersOf(subscriptions);
        customers.forEach(customer -> partners.addAll(found.belonging().getOrDefault(customer, new TreeSet<>())));
        ids.put("res.partner", partners);
        ids.put(shape.model(), ids(subscriptions, Subscription::id));
        ids.put(
                line(shape),
                ids(
                        subscriptions.stream()
                                .flatMap(subscription -> subscription.lines().stream())
                                .toList(),
                        Subscription.Line::id));
        if (rules.users().source() == UserRule.Source.PORTAL) {
            ids.put("res.users", ids(users, User::id));
        }
        ids.put("account.move", ids(invoices, Invoice::id));
        return Sources.of(ids);
    }

    private static <T> Set<Long> ids(List<T> records, Function<T, Long> id) {
        return records.stream().map(id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> List<T> ofAll(Set<Long> customers, Map<Long, List<T>> byCustomer) {
        return customers.stream()
                .flatMap(customer -> byCustomer.getOrDefault(customer, List.of()).stream())
                .toList();
    }

    private static Sold sold(
            Subscription subscription,
            @Nullable Customer customer,
            Map<Long, String> references,
            boolean paymentMethodKnown) {
        return new Sold(
                subscription.id(),
                subscription.originId(),
                Partners.id(subscription.previous()),
                subscription.name(),
                customer == null ? 0 : customer.id(),
                Partners.id(subscription.plan()),
                subscription.state(),
                subscription.start(),
                subscription.end(),
                subscription.writeDate(),
                paymentMethodKnown,
                subscription.lines().stream()
                        .map(line -> new Line(
                                line.id(),
                                Partners.id(line.product()),
                                references.get(Partners.id(line.product())),
                                line.quantity()))
                        .toList());
    }

    /** Matches the subscriptions that rules let count. */
    private Domain<?> counting() {
        return rules.companies().isEmpty()
                ? rules.subscriptions()
                : and(rules.subscriptions(), Domain.of("company_id", "in", rules.companies()));
    }

    private static Domain<Record> and(Domain<?> one, Domain<?> other) {
        return Domain.<Record>raw(one.terms()).and(Domain.raw(other.terms()));
    }

    private static Set<Long> partnersOf(List<Subscription> subscriptions) {
        return subscriptions.stream()
                .map(subscription -> Partners.id(subscription.customer()))
                .filter(id -> id != 0)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The internal references of the products, by id. */
    private Map<Long, String> references(List<Subscription> subscriptions) {
        Map<Long, String> references = new HashMap<>();
        if (rules.productsByReference().isEmpty()) {
            return references;
        }
        Set<Long> products = new TreeSet<>();
        for (Subscription subscription : subscriptions) {
            for (Subscription.Line line : subscription.lines()) {
                Ref<ProductProduct> product = line.product();
                if (product != null) {
                    products.add(product.id());
                }
            }
        }
        archivedToo
                .model(ProductProduct.TYPE)
                .read(products, ProductProduct.DEFAULT_CODE)
                .forEach(product -> {
                    if (product.defaultCode() != null) {
                        references.put(product.id(), product.defaultCode());
                    }
                });
        return references;
    }
}
