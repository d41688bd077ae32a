package com.powerseller.odoo.provisioning.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A hint that came in a signed message, which must not be taken twice. Immutable.
 *
 * @param hint the hint
 * @param nonce what no other message has, up to 255 characters
 * @param until how long to remember the message: see {@link SignalStore#forgetBefore}
 */
public record SignedHint(ReceivedHint hint, String nonce, Instant until) {
    /** Checks that all is there. */
    public SignedHint {
        Objects.requireNonNull(hint);
        Objects.requireNonNull(nonce);
        Objects.requireNonNull(until);
    }

    /** For stores: the first with each nonce, in the order of the nonces, so that nobody waits for each other. */
    public static Collection<SignedHint> firstOfEach(Collection<SignedHint> hints) {
        SortedMap<String, SignedHint> first = new TreeMap<>();
        hints.forEach(hint -> first.putIfAbsent(hint.nonce(), hint));
        return first.values();
    }
}
