package com.powerseller.odoo.models.subscription;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.RelationField;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.schema.FieldType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one shape of subscriptions is made of. Immutable.
 *
 * @param <S> the Java type of the records that are the subscriptions
 */
abstract class SubscriptionModel<S> {
    /** How many subscriptions are read at a time, and their lines with them. */
    static final int PAGE = 500;

    private static final Set<SubscriptionState> QUOTATIONS =
            Set.of(SubscriptionState.QUOTATION, SubscriptionState.RENEWAL_QUOTATION, SubscriptionState.UPSELL);
    private static final Set<SubscriptionState> STARTED =
            Set.of(SubscriptionState.IN_PROGRESS, SubscriptionState.TO_RENEW, SubscriptionState.PAUSED);

    final OdooClient odoo;

    SubscriptionModel(OdooClient odoo) {
        this.odoo = odoo;
    }

    /**
     * Who reads, and what.
     *
     * @param fields of subscriptions, in addition to those that a {@link Subscription} is made of
     * @param lineFields of their lines, likewise
     * @param quotations whether those are wanted that were never confirmed
     * @param lines whether lines are wanted
     */
    record Reading(
            OdooClient client, List<String> fields, List<String> lineFields, boolean quotations, boolean lines) {}

    abstract SubscriptionShape shape();

    abstract ModelType<S> type();

    /** What is read of a subscription: only fields that the server has. */
    abstract List<Field<S, ?>> fields();

    /** Matches all records that are subscriptions. */
    abstract Domain<S> subscriptions();

    /** Matches the subscriptions in this state, and perhaps more, which their state tells once they are read. */
    abstract Domain<S> in(SubscriptionState state);

    /** Matches the chain of renewals that began with this subscription. */
    abstract Domain<S> chain(long originId);

    abstract ScalarField<S, Instant> writeDate();

    /** What tells the states of these records: one request at most. */
    abstract Function<S, SubscriptionState> states(OdooClient client, List<S> records);

    /** The subscriptions with their lines, which one request reads for all of them. */
    abstract List<Subscription> withLines(Reading reading, List<S> records);

    abstract void confirmNow(long id);

    abstract void closeNow(long id);

    abstract void closeNow(long id, long reason);

    abstract String closeReasons();

    abstract void pause(long id);

    abstract void resume(long id);

    final void confirm(long id) {
        refuse(id, STARTED, "confirmed");
        confirmNow(id);
    }

    final void close(long id) {
        refuse(id, QUOTATIONS, "closed");
        closeNow(id);
    }

    final void close(long id, long reason) {
        refuse(id, QUOTATIONS, "closed");
        closeNow(id, reason);
    }

    long renew(long id) {
        refuse(id, QUOTATIONS, "renewed");
        return renewalQuotation(id);
    }

    /** Refuses what is over, or in one of these states. Of a state that only the server knows, Odoo decides. */
    private void refuse(long id, Set<SubscriptionState> states, String what) {
        SubscriptionState state = currentState(id);
        boolean over = state.isConstant() && !QUOTATIONS.contains(state) && !STARTED.contains(state);
        demand(id, !over && !states.contains(state), state, what);
    }

    static void demand(long id, boolean allowed, SubscriptionState state, String what) {
        if (!allowed) {
            throw new IllegalStateException(
                    "subscription " + id + " is in the state '" + state + "': it cannot be " + what);
        }
    }

    final SubscriptionState currentState(long id) {
        OdooClient client = odoo.withArchived();
        List<S> found = client.model(type())
                .search(subscriptions().and(Domain.of("id", "=", id)))
                .select(fields())
                .list();
        if (found.isEmpty()) {
            throw new NoSuchElementException("there is no subscription " + id + " in " + type()
                    + ": the record does not exist, this user may not see it, or it is no subscription");
        }
        return states(client, found).apply(found.get(0));
    }

    final List<Subscription> list(Reading reading, Domain<?> domain) {
        try (Stream<Subscription> all = stream(reading, domain)) {
            return all.toList();
        }
    }

    final Stream<Subscription> stream(Reading reading, Domain<?> domain) {
        return pages(reading, domain, PAGE).flatMap(List::stream);
    }

    final Stream<List<Subscription>> pages(Reading reading, Domain<?> domain, int size) {
        Domain<S> wanted = reading.quotations()
                ? subscriptions()
                : subscriptions()
                        .and(in(SubscriptionState.QUOTATION)
                                .or(in(SubscriptionState.RENEWAL_QUOTATION))
                                .not());
        Domain<S> typed = Domain.raw(domain.terms());
        return reading.client()
                .model(type())
                .search(wanted.and(typed))
                .select(fields())
                .select(reading.fields().toArray(String[]::new))
                .pages(size)
                .map(page -> withLines(reading, page));
    }

    final Stream<Subscription> inStates(Reading reading, Collection<SubscriptionState> states) {
        Domain<S> any = Domain.none();
        for (SubscriptionState state : states) {
            any = any.or(in(state));
        }
        return stream(reading, any).filter(subscription -> states.contains(subscription.state()));
    }

    /** The exception for a text that the server stores, where each of several states, or one that has a constant, is read from it. */
    final IllegalArgumentException notAState(SubscriptionState state) {
        return new IllegalArgumentException("'" + state + "' is what " + type()
                + " stores for states that SubscriptionState has constants for: ask for those");
    }

    final Domain<S> changedSince(Instant since) {
        return writeDate().ge(since);
    }

    /** The lines of these subscriptions, by id: one request. None if they are not wanted. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of fields
    static <S, L> Map<Long, L> lines(
            Reading reading,
            List<S> subscriptions,
            RelationField<S, L, ?> relation,
            ModelType<L> type,
            List<Field<L, ?>> fields) {
        if (!reading.lines()) {
            return Map.of();
        }
        List<Field<L, ?>> all = new ArrayList<>(fields);
        List<String> known = names(fields);
        for (String name : reading.lineFields()) {
            if (!known.contains(name)) {
                all.add(type.rawField(name, FieldType.UNKNOWN));
            }
        }
        Model<L> lines = reading.client().model(type);
        return lines.related(subscriptions, relation, all.toArray(new Field[0]));
    }

    /** Calls a method of the model on one subscription. */
    final @Nullable Object call(String method, long id) {
        return odoo.model(type()).call(method, List.of(id), Map.of());
    }

    /** The new quotation that Odoo's action for a renewal opens. */
    private long renewalQuotation(long id) {
        Object action = call("prepare_renewal_order", id);
        if (action instanceof Map<?, ?> map && map.get("res_id") instanceof Long quotation) {
            return quotation;
        }
        throw new IllegalStateException("prepare_renewal_order of " + type() + " " + id
                + " answered without the id of a quotation: " + action + "; it may have made one all the same");
    }

    /** Closes through the wizard that asks people for the reason. */
    final void closeThroughWizard(long id, long reason) {
        Map<String, Object> active = Map.of("active_model", type().name(), "active_id", id, "active_ids", List.of(id));
        OdooClient client = odoo.withContext(odoo.context().with(active));
        ModelType<?> wizards = ModelType.of("sale.subscription.close.reason.wizard");
        createAndClose(client, wizards, reason);
    }

    private static <W> void createAndClose(OdooClient client, ModelType<W> wizards, long reason) {
        long wizard = client.model(wizards).create(new Values<W>().set("close_reason_id", reason));
        client.model(wizards).call("set_close", List.of(wizard), Map.of());
    }

    /** Those of the fields that the model has for this user: one request. None if there is no such model. */
    static Set<String> fieldsOf(OdooClient odoo, String model, Collection<String> names) {
        Object fields;
        try {
            fields = odoo.call(
                    model,
                    "fields_get",
                    List.of(),
                    Map.of("allfields", List.copyOf(names), "attributes", List.of("type")));
        } catch (UnknownModelException e) {
            return Set.of();
        }
        Set<String> there = new LinkedHashSet<>();
        ((Map<?, ?>) Objects.requireNonNull(fields)).keySet().forEach(name -> there.add((String) name));
        return there;
    }

    static <M> List<String> names(List<? extends Field<M, ?>> fields) {
        return fields.stream().map(Field::name).toList();
    }
}
