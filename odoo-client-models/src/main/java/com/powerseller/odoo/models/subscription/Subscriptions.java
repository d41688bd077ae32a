package com.powerseller.odoo.models.subscription;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.query.Domain;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions of one database, whichever model it keeps them in: {@link SubscriptionShape} says which there are. Immutable but for what it has learned
 * about the server, thread-safe: make one per client and share it.
 *
 * <p>The first call asks the server which shape it has: two requests, which threads that are the first at the same time make each. Every method throws {@link
 * OdooException}, and {@link UnsupportedByServerException} if the server has no subscriptions, or not what is asked for.
 *
 * <p>Subscriptions are read {@value SubscriptionModel#PAGE} at a time, in the order of their ids, each time with one more request for all their lines; in 16.0 with another
 * one if some are closed, in OCA's module with another one for their stages, and where lines do not say whether they recur (some servers of 17.0 and 18.0) with another one
 * for their products. The user needs to see orders and their lines (or {@code sale.subscription} and its lines). As everywhere, those are left out that are archived (in
 * {@code sale.subscription}), unless the client was derived with {@code withArchived()}, and that the user may not see.
 *
 * <p>What changes a subscription first reads the state that it is in: one request; two in OCA's module, and in 16.0 if it is closed. If it is none for that, nothing is called, and the exception says
 * which state it is: an {@link IllegalStateException}. If there is no such subscription, a {@link NoSuchElementException}. Nothing holds others off who change
 * it in between: then Odoo decides.
 */
public final class Subscriptions {
    private final OdooClient odoo;
    private final @Nullable SubscriptionShape given;
    /** Shared with those derived from this one. */
    private final AtomicReference<@Nullable SubscriptionModel<?>> model;

    private final SubscriptionModel.Reading reading;

    private Subscriptions(
            OdooClient odoo,
            @Nullable SubscriptionShape given,
            AtomicReference<@Nullable SubscriptionModel<?>> model,
            SubscriptionModel.Reading reading) {
        this.odoo = odoo;
        this.given = given;
        this.model = model;
        this.reading = reading;
    }

    private Subscriptions(OdooClient odoo, @Nullable SubscriptionShape given) {
        this(
                Objects.requireNonNull(odoo),
                given,
                new AtomicReference<>(),
                new SubscriptionModel.Reading(odoo, List.of(), List.of(), true, true));
    }

    /** The subscriptions that this client sees. No request. */
    public static Subscriptions of(OdooClient odoo) {
        return new Subscriptions(odoo, null);
    }

    /**
     * The subscriptions in this shape, for a server that has several, such as OCA's module beside Enterprise: {@link #of(OdooClient)} takes the orders then. No request. If
     * the server does not have the shape, reading fails with Odoo's own error.
     */
    public static Subscriptions of(OdooClient odoo, SubscriptionShape shape) {
        return new Subscriptions(odoo, Objects.requireNonNull(shape));
    }

    /**
     * The same subscriptions, read with these fields of their records too, in addition to those selected before: those of Studio, or of a module. {@link
     * Subscription#record()} gives their values. No request here, and none more when they are read. A field that the server lacks makes reading fail with {@link
     * UnknownFieldException}.
     *
     * @param fields of the model that {@link SubscriptionShape#model()} names, such as {@link SaleOrder}'s
     */
    public Subscriptions select(Field<?, ?>... fields) {
        return select(names(fields));
    }

    /** As {@link #select(Field[])}, with the fields' technical names, such as {@code x_studio_tier}. */
    public Subscriptions select(String... fields) {
        return reading(and(reading.fields(), fields), reading.lineFields(), reading.quotations(), reading.lines());
    }

    /**
     * As {@link #select(Field[])}, for the lines of the subscriptions; {@link Subscription.Line#record()} gives their values.
     *
     * @param fields of {@code sale.order.line} or {@code sale.subscription.line}
     */
    public Subscriptions selectOfLines(Field<?, ?>... fields) {
        return selectOfLines(names(fields));
    }

    /** As {@link #selectOfLines(Field[])}, with the fields' technical names. */
    public Subscriptions selectOfLines(String... fields) {
        return reading(reading.fields(), and(reading.lineFields(), fields), reading.quotations(), reading.lines());
    }

    /**
     * The same subscriptions without those that nobody has confirmed yet: none in the state {@link SubscriptionState#QUOTATION} or {@link SubscriptionState#RENEWAL_QUOTATION};
     * the server leaves them out. Cancelled ones may be in or not. No request here.
     */
    public Subscriptions withoutQuotations() {
        return reading(reading.fields(), reading.lineFields(), false, reading.lines());
    }

    /** The same subscriptions, read without their lines: one request less each time, and {@link Subscription#lines()} is empty. No request here. */
    public Subscriptions withoutLines() {
        return reading(reading.fields(), reading.lineFields(), reading.quotations(), false);
    }

    private Subscriptions reading(List<String> fields, List<String> lineFields, boolean quotations, boolean lines) {
        return new Subscriptions(
                odoo,
                given,
                model,
                new SubscriptionModel.Reading(reading.client(), fields, lineFields, quotations, lines));
    }

    private static String[] names(Field<?, ?>... fields) {
        return Stream.of(fields).map(Field::name).toArray(String[]::new);
    }

    private static List<String> and(List<String> before, String... more) {
        for (String field : more) {
            if (field.indexOf('.') >= 0) {
                throw new IllegalArgumentException(
                        "'" + field
                                + "' is a path: Odoo fetches fields of the record itself only; read the related records by their ids");
            }
        }
        return Stream.concat(before.stream(), Stream.of(more)).distinct().toList();
    }

    /**
     * Which of the shapes the server has. Two requests at the first time, none after.
     *
     * @throws UnsupportedByServerException if it has no subscriptions
     */
    public SubscriptionShape shape() {
        return model().shape();
    }

    /** The subscription with this id, archived or not; none if there is no such record, or it is no subscription. */
    public Optional<Subscription> find(long id) {
        return model().list(archivedToo(), Domain.of("id", "=", id)).stream().findFirst();
    }

    /**
     * The subscriptions that match a domain.
     *
     * @param domain over the fields of the model that {@link SubscriptionShape#model()} names, such as {@link SaleOrder}'s
     */
    public List<Subscription> find(Domain<?> domain) {
        return model().list(reading, domain);
    }

    /** The subscriptions whose customer is this very partner, not one of its contacts. */
    public List<Subscription> ofCustomer(long partnerId) {
        return find(SaleOrder.PARTNER_ID.eq(partnerId));
    }

    /** As {@link #ofCustomer(long)}. */
    public List<Subscription> ofCustomer(Ref<ResPartner> partner) {
        return ofCustomer(partner.id());
    }

    /**
     * The subscriptions that are in one of these states; none for no states. A state that the server's shape does not know matches none.
     *
     * @throws IllegalArgumentException if a state is a text that this server stores for one that has a constant, such as {@code closed} in 16.0; texts of {@code
     *     subscription_state} are fine
     */
    public List<Subscription> inState(SubscriptionState... states) {
        if (states.length == 0) {
            return List.of();
        }
        try (Stream<Subscription> all = model().inStates(reading, Set.copyOf(Arrays.asList(states)))) {
            return all.toList();
        }
    }

    /**
     * The whole chain of renewals and upsells that began with one subscription, in the order of the ids: what came of a tenant. Where a renewal is no record of its own
     * (up to 15.0, OCA's module), that is one subscription.
     */
    public List<Subscription> chain(long originId) {
        SubscriptionModel<?> model = model();
        return model.list(archivedToo(), model.chain(originId));
    }

    /**
     * All subscriptions, however many: read as the stream gets to them, so that few of them are in memory at a time. Close a stream that is not used to its end. If a request
     * fails, the exception comes out of the stream.
     */
    public Stream<Subscription> stream() {
        return stream(Domain.all());
    }

    /** As {@link #stream()}, those that match a domain, as {@link #find(Domain)} takes it. */
    public Stream<Subscription> stream(Domain<?> domain) {
        return model().stream(reading, domain);
    }

    /**
     * As {@link #stream(Domain)}, those that were read together in one list: to read what is related to all of them in one request. No list is empty.
     *
     * @param size how many are read at a time; at least 1
     */
    public Stream<List<Subscription>> pages(Domain<?> domain, int size) {
        return model().pages(reading, domain, size);
    }

    /**
     * The subscriptions whose record changed at this time or later ({@code write_date}), archived ones included, as a stream like {@link #stream()}. Good for catching up
     * often; not a complete feed of changes:
     *
     * <ul>
     *   <li>Odoo stamps a change with the time at which its transaction began, and shows it when that ends. What a long transaction changed (an import, the nightly
     *       invoices) appears behind changes that you have seen already. So begin each time some minutes before the latest {@link Subscription#writeDate()} of the time
     *       before, at least as long as the longest transaction (15 minutes is a fair start), and expect to see the same subscription again: at least once.
     *   <li>Times are the server's, so begin with one that came from it, not with this machine's clock. {@code since} is cut to the second.
     *   <li>What was deleted, and what this user can no longer see, is not there. A change of a line alone shows if an amount changes with it. Some writes change the time
     *       and nothing else.
     * </ul>
     *
     * <p>A sweep over {@link #stream()} now and then finds what this missed.
     */
    public Stream<Subscription> changedSince(Instant since) {
        SubscriptionModel<?> model = model();
        return model.stream(archivedToo(), model.changedSince(since));
    }

    /**
     * Confirms a quotation: the subscription starts, and one that it renews is renewed. In the shapes with a model of their own, starts it. One request, and what reads the
     * state.
     *
     * @throws IllegalStateException if it is no quotation any more
     */
    public void confirm(long id) {
        model().confirm(id);
    }

    /**
     * Closes a subscription that is running or paused, without a reason. One request, two in OCA's module, and what reads the state. Enterprise from 16.0 on wants it to have
     * been invoiced before, and one that has not to be cancelled instead: that is Odoo's own error.
     *
     * @throws IllegalStateException if it is a quotation, or over
     */
    public void close(long id) {
        model().close(id);
    }

    /**
     * As {@link #close(long)}, with a reason, as the wizard of Odoo's that asks for it does. Two requests, not in one transaction, and what reads the state: if the second one
     * fails, nothing has happened to the subscription.
     *
     * @param reasonId one of {@link #closeReasons()}
     */
    public void close(long id, long reasonId) {
        model().close(id, reasonId);
    }

    /** The reasons to close that the server has, in its own order, with their names in the client's language, if they have one. One request. */
    public List<Ref<?>> closeReasons() {
        ModelType<Record> reasons = ModelType.of(model().closeReasons());
        TextField<Record> name = reasons.charField("display_name");
        return odoo.model(reasons).search().select(name).list().stream()
                .<Ref<?>>map(reason -> new Ref<>(reason.id(), reason.get(name)))
                .toList();
    }

    /**
     * Pauses a running subscription: it is not invoiced until it is resumed. Odoo has no public method for that in all series, so this reads the state and writes the new one;
     * what else Odoo's own button may do, such as to keep a note, does not happen. One request, two in 16.0, and what reads the state.
     *
     * @throws IllegalStateException if the subscription is not running
     * @throws UnsupportedByServerException up to 15.0 and in OCA's module, which know no pause; in 16.0 if there is no stage for it
     */
    public void pause(long id) {
        model().pause(id);
    }

    /**
     * Resumes a paused subscription, as {@link #pause(long)} pauses it.
     *
     * @throws IllegalStateException if the subscription is not paused
     * @throws UnsupportedByServerException as {@link #pause(long)}
     */
    public void resume(long id) {
        model().resume(id);
    }

    /**
     * Makes the quotation of a renewal of a subscription that is running or paused. {@link #confirm(long)} it, and it takes the subscription's place. One request, and what
     * reads the state.
     *
     * @return the id of the new quotation; up to 15.0 that of a {@code sale.order} which is no subscription: confirmed, it renews this very one
     * @throws IllegalStateException if it is a quotation, or over
     * @throws UnsupportedByServerException in OCA's module, whose subscriptions have no quotations
     */
    public long renew(long id) {
        return model().renew(id);
    }

    private SubscriptionModel<?> model() {
        SubscriptionModel<?> known = model.get();
        if (known != null) {
            return known;
        }
        SubscriptionModel<?> found =
                SubscriptionModels.of(odoo, given == null ? SubscriptionModels.shape(odoo) : given);
        model.set(found);
        return found;
    }

    private SubscriptionModel.Reading archivedToo() {
        return new SubscriptionModel.Reading(
                odoo.withArchived(), reading.fields(), reading.lineFields(), reading.quotations(), reading.lines());
    }
}
