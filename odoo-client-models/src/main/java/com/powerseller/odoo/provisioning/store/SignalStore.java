package com.powerseller.odoo.provisioning.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The durable side of provisioning: hints become dirty tenants, dirty tenants become signals, signals are delivered. Thread-safe; several instances of an app may share
 * one.
 *
 * <p>Each stage takes work with a <em>claim</em>, for a <em>lease</em>: until it ends, by the store's clock, nobody else gets the same work. An instance that dies loses its
 * claims that way and nothing else. Each claim has a <em>fence</em>, a number that the next claim of the same work exceeds. To complete a claim is to give it back with its
 * outcome: that happens in full or not at all, and only while the claim is the latest; a claim can be completed once. A lease that is over but that nobody has taken yet still
 * counts. A claim may pass over work that another transaction is just changing; the next claim finds it.
 *
 * <p>Times that a caller gives ({@code now}, {@code recheckAt}, {@code notBefore}, {@code nextAt}) are compared with each other only, never with the store's clock.
 *
 * <p>Every method throws {@link SignalStoreException} if the store cannot be reached or fails. Tenants' keys have 1 to 255 characters.
 */
public interface SignalStore {
    /** Whether a text can be a tenant's key: 1 to 255 characters, not all blank, none NUL. */
    static boolean isKey(String text) {
        return !text.isBlank() && text.length() <= 255 && text.indexOf('\0') < 0;
    }

    /**
     * For stores: refuses keys that are no keys of tenants.
     *
     * @throws IllegalArgumentException if a key is blank, has more than 255 characters or a NUL
     */
    static void checkKeys(Collection<String> tenants) {
        for (String tenant : tenants) {
            if (!isKey(tenant)) {
                throw new IllegalArgumentException("'" + tenant
                        + "' is no key of a tenant: it must have 1 to 255 characters, not all blank, none NUL");
            }
        }
    }

    /**
     * Keeps hints until they are resolved. Of several about one record the first that waits is kept; one that comes while another is being resolved is kept for after.
     */
    void add(Collection<ReceivedHint> hints);

    /**
     * Keeps hints as {@link #add} does, but for those of messages that came before, and remembers the messages: all of it or nothing. Of two with one nonce the first is kept.
     *
     * @return the nonces of those that came before, whose hints are not kept
     */
    Set<String> addOnce(Collection<SignedHint> hints);

    /**
     * Takes hints to find out which tenants they are about, the longest waiting first.
     *
     * @param owner who takes them, for people to read
     * @param max how many at most
     */
    List<ClaimedHint> claimHints(String owner, int max, Duration lease, Instant now);

    /**
     * Says which tenants claimed hints are about: in one transaction marks these tenants dirty and forgets the hints, except those that came anew since they were claimed.
     * Claims that were lost do no harm here, as what they found out is true all the same.
     *
     * @param tenants the tenants, each with why; empty if the hints are about none
     */
    void resolved(Collection<ClaimedHint> claimed, Map<String, ? extends Collection<ReceivedHint>> tenants);

    /** Gives claimed hints back, to be claimed again from a time on: Odoo did not answer. Claims that were lost stay lost. */
    void releaseHints(Collection<ClaimedHint> claimed, Instant notBefore);

    /** Marks tenants dirty, new ones too, without asking which: for sweeps and operators. */
    void touch(Collection<String> tenants, ReceivedHint cause);

    /**
     * Takes tenants to derive their states: those whose {@code recheckAt} has come, half of {@code max} at most, and those that are dirty, the longest first.
     *
     * @param owner who takes them: the audit trail names it
     * @param max how many at most
     */
    List<TenantClaim> claimTenants(String owner, int max, Duration lease, Instant now);

    /**
     * Completes claims of tenants; all that one outcome changes, its {@link Outcome#sources} included, is changed in one transaction. A tenant that was touched since it was claimed stays dirty.
     *
     * @return the claims that were lost: nothing was changed for these tenants
     */
    List<TenantClaim> derived(Map<TenantClaim, ? extends Outcome> outcomes);

    /**
     * Completes one claim of a tenant.
     *
     * @return whether the claim was not lost; if false nothing was changed
     */
    default boolean derived(TenantClaim claim, Outcome outcome) {
        return derived(Map.of(claim, outcome)).isEmpty();
    }

    /**
     * The tenants whose last outcome came of these records, by the ids of the records; those that none came of are left out.
     *
     * @param ids up to some thousands
     */
    Map<Long, Set<String>> derivedFrom(String model, Collection<Long> ids);

    /** Gives claimed tenants back, as due as they were, to be claimed again from a time on: Odoo did not answer. Claims that were lost stay lost. */
    void releaseTenants(Collection<TenantClaim> claims, Instant notBefore);

    /**
     * Takes signals to deliver: of each tenant only the oldest that is not delivered, and none if that one is dead. First those that were never tried, the oldest first; then
     * those whose {@code nextAt} came first.
     *
     * @param owner who takes them: the audit trail names it
     * @param max how many at most
     */
    List<DeliveryClaim> claimDeliveries(String owner, int max, Duration lease, Instant now);

    /**
     * Completes deliveries that the app has taken; the tenants' next signals can then be claimed.
     *
     * @param toWriteBack whether that is to be written back to Odoo: of several outcomes of a tenant that wait for it the last one is kept
     * @return the claims that were lost: others may be delivering these signals again
     */
    List<DeliveryClaim> delivered(Collection<DeliveryClaim> claims, boolean toWriteBack);

    /**
     * Completes deliveries that the app has taken, and of which Odoo is not told.
     *
     * @return the claims that were lost: others may be delivering these signals again
     */
    default List<DeliveryClaim> delivered(Collection<DeliveryClaim> claims) {
        return delivered(claims, false);
    }

    /**
     * Completes one delivery that the app has taken.
     *
     * @return whether the claim was not lost; if false another may be delivering the signal again
     */
    default boolean delivered(DeliveryClaim claim) {
        return delivered(List.of(claim)).isEmpty();
    }

    /**
     * Completes a delivery that failed, to be tried again from {@code nextAt} on.
     *
     * @return whether the claim was not lost; if false nothing was changed
     */
    boolean failed(DeliveryClaim claim, Instant nextAt, String reason);

    /**
     * Completes a delivery that is given up: the signal becomes a dead letter, and its tenant waits for an operator.
     *
     * @return whether the claim was not lost; if false nothing was changed
     */
    boolean dead(DeliveryClaim claim, String reason);

    /**
     * Lets a claim of a delivery end only after a further lease from now on.
     *
     * @return whether the claim was not lost
     */
    boolean renew(DeliveryClaim claim, Duration lease);

    /**
     * Takes outcomes to write back to Odoo, the longest waiting first.
     *
     * @param owner who takes them: the audit trail names it
     * @param max how many at most
     */
    List<WriteBackClaim> claimWriteBacks(String owner, int max, Duration lease, Instant now);

    /** Completes an outcome that was written back. If a later one has come meanwhile, that one waits. A claim that was lost changes nothing. */
    void writtenBack(WriteBackClaim claim);

    /** Gives claimed outcomes back, to be claimed again from a time on. Claims that were lost stay lost. */
    void releaseWriteBacks(Collection<WriteBackClaim> claims, Instant notBefore);

    /**
     * Dead letters, by tenant.
     *
     * @param after the tenant that the last page ended with; empty for the first page
     * @param max how many at most
     */
    List<DeadLetter> deadLetters(String after, int max);

    /**
     * Lets a tenant's dead letter be delivered again, as if for the first time.
     *
     * @param who who decided so: the audit trail names them
     * @return whether the tenant has one
     */
    boolean replay(String tenant, String who);

    /**
     * Gives a dead letter up for good: the tenant's next signal can be claimed.
     *
     * @param who who decided so, for the audit trail
     * @param why the reason, for the audit trail
     * @return whether this signal was a dead letter
     */
    boolean skip(String tenant, long sequence, String who, String why);

    /** What is known of a tenant; empty if it was never marked dirty. */
    Optional<StoredTenant> tenant(String tenant);

    /**
     * All tenants, by key.
     *
     * @param after the tenant that the last page ended with; empty for the first page
     * @param max how many at most
     */
    List<StoredTenant> tenants(String after, int max);

    /**
     * How much work waits.
     *
     * @param max how many tenants to list at most, of those with signals and of those with problems
     */
    StoreStatus status(int max);

    /**
     * Entries of the audit trail, the newest first.
     *
     * @param tenant whose; null for everybody's
     * @param before the number that the last page ended with; {@link Long#MAX_VALUE} for the first page
     * @param max how many at most
     */
    List<Decision> decisions(@Nullable String tenant, long before, int max);

    /**
     * Forgets what the audit trail has from before a time, by the store's clock.
     *
     * @return how many entries
     */
    long purgeBefore(Instant time);

    /** The text kept under a name. */
    Optional<String> checkpoint(String name);

    /**
     * Keeps a text under a name if nobody else has since it was read.
     *
     * @param expected what was read; null if there was nothing
     * @return whether it was kept
     */
    boolean checkpoint(String name, @Nullable String expected, String text);

    /**
     * Forgets the messages of {@link #addOnce} that were to be remembered {@code until} before this time.
     *
     * @return how many
     */
    long forgetBefore(Instant time);
}
