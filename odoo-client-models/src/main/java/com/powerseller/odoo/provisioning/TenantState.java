package com.powerseller.odoo.provisioning;

import com.powerseller.odoo.provisioning.internal.json.SignalJson;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an application should have switched on for a tenant. Immutable; the same records of Odoo give an equal one, in whatever order they were read.
 *
 * @param tenant the tenant's key, as the rules make it: it never changes
 * @param partnerId the customer: the id of the {@code res.partner} that is the legal entity; of several, that of the oldest subscription
 * @param subscriptionIds the ids of the subscriptions that make up this state, ascending: those that are served; if none is, those that are suspended; else those that
 *     have ended
 * @param name the customer's name
 * @param status whether the tenant is served
 * @param tier what was sold, one of the rules' tiers; null if nothing gives one, and when the tenant has ended
 * @param limits how much of what, by name; empty when the tenant has ended
 * @param users who may use it, by login; empty when the tenant has ended
 * @param effective since when the status holds, as far as Odoo's records tell: the first day of the subscription, the day after the last of a trial or of a grace, the day of
 *     the end. Odoo does not tell when a subscription was paused, or closed without a date: then when its record last changed. It alone never makes a new signal
 */
public record TenantState(
        String tenant,
        long partnerId,
        List<Long> subscriptionIds,
        String name,
        TenantStatus status,
        @Nullable String tier,
        SortedMap<String, Long> limits,
        List<TenantUser> users,
        Instant effective) {
    /**
     * Copies, and brings the ids, limits and users into their order.
     *
     * @throws IllegalArgumentException if the key, the tier or a limit's name is blank, an id or a limit is no possible one, or two users have one login
     */
    public TenantState {
        if (tenant.isBlank()) {
            throw new IllegalArgumentException("a tenant without a key");
        }
        subscriptionIds = subscriptionIds.stream().distinct().sorted().toList();
        if (Stream.concat(Stream.of(partnerId), subscriptionIds.stream()).anyMatch(id -> id <= 0)) {
            throw new IllegalArgumentException("an id of tenant " + tenant + " is not positive");
        }
        Objects.requireNonNull(name);
        Objects.requireNonNull(status);
        if (tier != null && tier.isBlank()) {
            throw new IllegalArgumentException("tenant " + tenant + " has a blank tier: null is no tier");
        }
        limits = copyOf(limits);
        limits.forEach((limit, value) -> {
            if (limit.isBlank() || value < 0) {
                throw new IllegalArgumentException(
                        "tenant " + tenant + " has the limit '" + limit + "' of " + value + ": name it, from 0 on");
            }
        });
        users = users.stream().sorted(Comparator.comparing(TenantUser::login)).toList();
        if (!haveDifferentLogins(users)) {
            throw new IllegalArgumentException("tenant " + tenant + " has two users with one login");
        }
        Objects.requireNonNull(effective);
    }

    /** In the natural order of the names, whatever the order of the map was. */
    private static SortedMap<String, Long> copyOf(Map<String, Long> limits) {
        SortedMap<String, Long> copy = new TreeMap<>();
        copy.putAll(limits);
        return Collections.unmodifiableSortedMap(copy);
    }

    private static boolean haveDifferentLogins(Collection<TenantUser> users) {
        Set<String> logins = new HashSet<>();
        return users.stream().allMatch(user -> logins.add(user.login()));
    }

    /** This tenant once nothing is sold to it any more: {@link TenantStatus#ENDED} since then, without tier, limits and users, else the same. */
    public TenantState ended(Instant since) {
        return new TenantState(
                tenant,
                partnerId,
                subscriptionIds,
                name,
                TenantStatus.ENDED,
                null,
                Collections.emptySortedMap(),
                List.of(),
                since);
    }

    /**
     * What is different from the state before; {@link #effective()} does not count. Nothing if the application is told nothing new; everything if there was none before.
     *
     * @throws IllegalArgumentException if that was another tenant's
     */
    public Set<Change> changesSince(@Nullable TenantState before) {
        if (before == null) {
            return Collections.unmodifiableSet(EnumSet.allOf(Change.class));
        }
        if (!before.tenant.equals(tenant)) {
            throw new IllegalArgumentException("the state before " + tenant + "'s is that of " + before.tenant);
        }
        Set<Change> changes = EnumSet.noneOf(Change.class);
        add(changes, Change.STATUS, status, before.status);
        add(changes, Change.TIER, tier, before.tier);
        add(changes, Change.LIMITS, limits, before.limits);
        add(changes, Change.USERS, users, before.users);
        add(changes, Change.NAME, name, before.name);
        add(changes, Change.SUBSCRIPTIONS, subscriptionIds, before.subscriptionIds);
        add(changes, Change.CUSTOMER, partnerId, before.partnerId);
        return Collections.unmodifiableSet(changes);
    }

    private static void add(Set<Change> changes, Change change, @Nullable Object now, @Nullable Object before) {
        if (!Objects.equals(now, before)) {
            changes.add(change);
        }
    }

    /** The state as JSON, of version 1: what the member {@code state} of a signal has, and {@code version}. Equal states give the same text. */
    public String toJson() {
        return SignalJson.text(this);
    }

    /**
     * Reads what {@link #toJson()} wrote. Members that it does not know are ignored.
     *
     * @throws IllegalArgumentException if it is no JSON of a state, or of a version that this library does not know
     */
    public static TenantState fromJson(String json) {
        return SignalJson.state(json);
    }

    /** Everything but the customer's name and who the users are. */
    @Override
    public String toString() {
        return "TenantState(" + tenant + ", " + status + ", tier " + tier + ", limits " + limits + ", " + users.size()
                + " users, partner " + partnerId + ", subscriptions " + subscriptionIds + ", effective " + effective
                + ")";
    }
}
