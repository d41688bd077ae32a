package com.powerseller.odoo.provisioning.internal.feed;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.provisioning.internal.derive.TruthReader;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import com.powerseller.odoo.query.Query;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a real server says of changes to the records that rules depend on. Thread-safe. */
public final class OdooChanges implements Changes {
    /** What Enterprise writes down whenever a subscription's state or revenue changes. */
    private static final String LOG = "sale.order.log";

    private static final String ORDER = "sale.order";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final OdooClient odoo;
    private final TruthReader reader;

    /** No request. */
    public OdooChanges(OdooClient odoo, TruthReader reader) {
        this.odoo = odoo.withArchived();
        this.reader = reader;
    }

    @Override
    public List<String> models() {
        Set<String> models = new TreeSet<>(reader.needed());
        if (models.contains(ORDER)) {
            models.add(LOG);
        }
        return List.copyOf(models);
    }

    @Override
    public Set<String> optional() {
        return Set.of(LOG, "res.users", "account.move", "payment.token");
    }

    /** The time that a new message would have: whoever may log in may ask for it. It is that of Odoo's machine, which writes no dates itself, but has the same time as its database. */
    @Override
    public Instant time() {
        Object defaults = odoo.call("mail.message", "default_get", List.of(List.of("date")));
        if (defaults instanceof Map<?, ?> values && values.get("date") instanceof String time) {
            return LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
        }
        throw new IllegalStateException("mail.message.default_get gave no date: a module must have changed it");
    }

    @Override
    public List<Changed> since(String model, Instant from, long after, int max) {
        ModelType<Record> type = ModelType.of(model);
        ScalarField<Record, Instant> written = type.datetimeField("write_date");
        Many2OneField<Record, Record> order = type.many2oneField("order_id", ORDER);
        boolean isLog = model.equals(LOG);
        Query<Record> query = odoo.model(type)
                .search(written.ge(from).and(Domain.of("id", ">", after)))
                .select(written)
                .orderBy(Order.of("id", false))
                .limit(max);
        List<Changed> changed = new ArrayList<>();
        for (Record record : (isLog ? query.select(order) : query).list()) {
            Instant time = Objects.requireNonNull(record.get(written), "a record was found by its write_date");
            changed.add(
                    isLog
                            ? new Changed(record.id(), time, ORDER, id(record.get(order)))
                            : new Changed(record.id(), time, model, record.id()));
        }
        return changed;
    }

    private static long id(@Nullable Ref<?> ref) {
        return ref == null ? 0 : ref.id();
    }
}
