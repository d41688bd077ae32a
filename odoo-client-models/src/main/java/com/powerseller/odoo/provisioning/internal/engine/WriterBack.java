package com.powerseller.odoo.provisioning.internal.engine;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.subscription.Subscriptions;
import com.powerseller.odoo.provisioning.ProvisioningSignal;
import com.powerseller.odoo.provisioning.WriteBack;
import com.powerseller.odoo.provisioning.store.SignalStore;
import com.powerseller.odoo.provisioning.store.WriteBackClaim;
import com.powerseller.odoo.query.Domain;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** From outcomes to Odoo. One thread at a time. */
public final class WriterBack implements Stage {
    private static final int BATCH = 20;
    private static final int MARK = 12;
    private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(10), Duration.ofHours(1));
    private static final Logger LOG = LoggerFactory.getLogger("com.powerseller.odoo.provisioning.writeback");

    private final SignalStore store;
    private final OdooClient odoo;
    private final Subscriptions subscriptions;
    private final WriteBack writeBack;
    private final Breaker breaker;
    private final Settings settings;
    private final Tally tally;

    /** No request yet. */
    public WriterBack(
            SignalStore store, OdooClient odoo, WriteBack writeBack, Breaker breaker, Settings settings, Tally tally) {
        this.store = store;
        this.odoo = odoo.withArchived();
        this.subscriptions = Subscriptions.of(odoo);
        this.writeBack = writeBack;
        this.breaker = breaker;
        this.settings = settings;
        this.tally = tally;
    }

    @Override
    public boolean step() {
        Instant now = settings.clock().instant();
        if (!breaker.allows(now)) {
            return false;
        }
        List<WriteBackClaim> claims = store.claimWriteBacks(settings.owner(), BATCH, settings.lease(), now);
        for (int i = 0; i < claims.size(); i++) {
            WriteBackClaim claim = claims.get(i);
            if (settings.clock().instant().isAfter(now.plus(settings.lease().dividedBy(2)))) {
                // Another instance may take the rest when the lease is over, and must not meet this one at it.
                store.releaseWriteBacks(claims.subList(i, claims.size()), now);
                return true;
            }
            try {
                tell(claim);
                breaker.succeeded(now);
            } catch (RuntimeException e) {
                if (Failures.isOutage(e)) {
                    Instant next = breaker.failed(now, e);
                    tally.outages.increment();
                    store.releaseWriteBacks(claims.subList(i, claims.size()), next);
                    log(claim, LOG.atWarn()).log("outcomes wait for Odoo: {}", Failures.text(e));
                    return false;
                }
                Instant next = now.plus(AGAIN.after(claim.attempt(), settings.random()));
                store.releaseWriteBacks(List.of(claim), next);
                log(claim, LOG.atWarn())
                        .addKeyValue("nextAttempt", next)
                        .log("the outcome cannot be written back: {}", Failures.text(e));
                continue;
            }
            store.writtenBack(claim);
            tally.writtenBack.increment();
            log(claim, LOG.atInfo()).log("written back");
        }
        return claims.size() == BATCH;
    }

    private void tell(WriteBackClaim claim) {
        ProvisioningSignal signal = ProvisioningSignal.fromJson(claim.signal());
        List<Long> ids = signal.state().subscriptionIds();
        if (!ids.isEmpty()) {
            String model = subscriptions.shape().model();
            long id = ids.get(ids.size() - 1);
            write(claim, model, id, writeBack.subscriptionValues(signal));
            String note = writeBack.noteOf(signal);
            if (note != null) {
                post(claim, model, id, note, mark(signal));
            }
        }
        write(claim, "res.partner", signal.state().partnerId(), writeBack.customerValues(signal));
    }

    private void write(WriteBackClaim claim, String model, long id, Map<String, @Nullable Object> values) {
        if (values.isEmpty()) {
            return;
        }
        Values<Record> all = new Values<>();
        values.forEach(all::set);
        try {
            odoo.model(model).update(id, all);
        } catch (MissingRecordException e) {
            log(claim, LOG.atInfo()).log("{} {} is gone: nothing is written to it", model, id);
        }
    }

    /** A try before may have posted it, and died: then the note is there, and has the signal's mark. */
    private void post(WriteBackClaim claim, String model, long id, String note, String mark) {
        if (claim.attempt() > 1 && isPosted(model, id, mark)) {
            return;
        }
        try {
            odoo.model(model).postMessage(id, note + " " + mark);
        } catch (MissingRecordException e) {
            log(claim, LOG.atInfo()).log("{} {} is gone: no note is posted", model, id);
        }
    }

    private boolean isPosted(String model, long id, String mark) {
        return odoo.model("mail.message")
                        .search(Domain.<Record>of("model", "=", model)
                                .and(Domain.of("res_id", "=", id))
                                .and(Domain.of("body", "ilike", mark)))
                        .count()
                > 0;
    }

    private static String mark(ProvisioningSignal signal) {
        String key = signal.idempotencyKey();
        String hash = key.substring(key.lastIndexOf('/') + 1);
        return "(signal " + signal.sequence() + ", " + hash.substring(0, Math.min(MARK, hash.length())) + ")";
    }

    private static LoggingEventBuilder log(WriteBackClaim claim, LoggingEventBuilder event) {
        return event.addKeyValue("correlationId", claim.correlationId())
                .addKeyValue("tenant", claim.tenant())
                .addKeyValue("sequence", claim.sequence())
                .addKeyValue("attempt", claim.attempt());
    }
}
