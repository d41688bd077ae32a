package com.powerseller.odoo.models.subscription;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.UnknownModelException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.RecordView;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What one shape of subscriptions is made of. Immutable.
 *
 * @param <S> the view of the model whose records are the subscriptions
 */
abstract class SubscriptionModel<S extends RecordView> {
    /** How many subscriptions are read at a time, and their lines with them. */
    static final int PAGE = 500;

    final OdooClient odoo;

    SubscriptionModel(OdooClient odoo) {
        this.odoo = odoo;
    }

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

    /** The subscriptions with their lines, which one request reads for all of them. */
    abstract List<Subscription> withLines(OdooClient client, List<S> records);

    abstract void confirm(long id);

    abstract void close(long id);

    abstract void close(long id, long reason);

    abstract String closeReasons();

    void pause(long id) {
        throw cannot("pause a subscription");
    }

    void resume(long id) {
        throw cannot("resume a subscription");
    }

    abstract long renew(long id);

    private UnsupportedByServerException cannot(String what) {
        return new UnsupportedByServerException(what, "its " + type() + " has no state for what is paused");
    }

    final List<Subscription> list(OdooClient client, Domain<?> domain) {
        try (Stream<Subscription> all = stream(client, domain)) {
            return all.toList();
        }
    }

    final Stream<Subscription> stream(OdooClient client, Domain<?> domain) {
        Domain<S> typed = Domain.raw(domain.terms());
        Stream<S> records = client.model(type()).search(subscriptions().and(typed)).select(fields()).stream(PAGE);
        return pages(records).flatMap(page -> withLines(client, page).stream());
    }

    final Stream<Subscription> inStates(OdooClient client, Collection<SubscriptionState> states) {
        Domain<S> any = Domain.none();
        for (SubscriptionState state : states) {
            any = any.or(in(state));
        }
        return stream(client, any).filter(subscription -> states.contains(subscription.state()));
    }

    final Domain<S> changedSince(Instant since) {
        return writeDate().ge(since);
    }

    private static <T> Stream<List<T>> pages(Stream<T> all) {
        Iterator<T> rest = all.iterator();
        Iterator<List<T>> pages = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rest.hasNext();
            }

            @Override
            public List<T> next() {
                List<T> page = new ArrayList<>();
                do {
                    page.add(rest.next());
                } while (page.size() < PAGE && rest.hasNext());
                return page;
            }
        };
        int traits = Spliterator.ORDERED | Spliterator.NONNULL;
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(pages, traits), false)
                .onClose(all::close);
    }

    /** Calls a method of the model on one subscription. */
    final @Nullable Object call(String method, long id) {
        return odoo.model(type()).call(method, List.of(id), Map.of());
    }

    /** The new quotation that Odoo's action for a renewal opens. */
    final long renewalQuotation(long id) {
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

    static <M> List<Field<M, ?>> present(List<Field<M, ?>> wanted, Set<String> there) {
        return wanted.stream().filter(field -> there.contains(field.name())).toList();
    }

    static <M> List<String> names(List<? extends Field<M, ?>> fields) {
        return fields.stream().map(Field::name).toList();
    }

    static long originOf(@Nullable Ref<?> origin, long id) {
        return origin == null ? id : origin.id();
    }
}
