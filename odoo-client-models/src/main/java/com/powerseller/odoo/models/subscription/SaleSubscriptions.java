package com.powerseller.odoo.models.subscription;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.BooleanField;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.X2ManyField;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ResCurrency;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Subscriptions that are a model of their own: what Enterprise's up to 15.0 and OCA's have in common. A renewal stays the same record. */
abstract class SaleSubscriptions extends SubscriptionModel<Record> {
    static final ModelType<Record> TYPE = ModelType.of("sale.subscription");
    static final Many2OneField<Record, Record> STAGE_ID = TYPE.many2oneField("stage_id", "sale.subscription.stage");

    private static final TextField<Record> NAME = TYPE.charField("name");
    private static final Many2OneField<Record, ResPartner> PARTNER_ID = TYPE.many2oneField("partner_id", "res.partner");
    private static final Many2OneField<Record, Record> TEMPLATE_ID =
            TYPE.many2oneField("template_id", "sale.subscription.template");
    private static final BooleanField<Record> TO_RENEW = TYPE.booleanField("to_renew");
    private static final ScalarField<Record, LocalDate> DATE_START = TYPE.dateField("date_start");
    private static final ScalarField<Record, LocalDate> DATE = TYPE.dateField("date");
    private static final ScalarField<Record, LocalDate> RECURRING_NEXT_DATE = TYPE.dateField("recurring_next_date");
    private static final ScalarField<Record, BigDecimal> RECURRING_TOTAL = TYPE.monetaryField("recurring_total");
    private static final Many2OneField<Record, ResCurrency> CURRENCY_ID =
            TYPE.many2oneField("currency_id", "res.currency");
    private static final ScalarField<Record, Instant> WRITE_DATE = TYPE.datetimeField("write_date");

    private static final ModelType<Record> LINE = ModelType.of("sale.subscription.line");
    private static final Many2OneField<Record, ProductProduct> LINE_PRODUCT_ID =
            LINE.many2oneField("product_id", "product.product");
    private static final TextField<Record> LINE_NAME = LINE.textField("name");
    private static final ScalarField<Record, Double> LINE_PRICE_UNIT = LINE.floatField("price_unit");
    private static final ScalarField<Record, Double> LINE_DISCOUNT = LINE.floatField("discount");
    private static final ScalarField<Record, BigDecimal> LINE_PRICE_SUBTOTAL = LINE.monetaryField("price_subtotal");

    private final List<Field<Record, ?>> fields;
    private final X2ManyField<Record, Record> lines;
    private final ScalarField<Record, Double> lineQuantity;
    private final Phases phases;

    /**
     * The constructor of a shape.
     *
     * @param own its fields besides those that both shapes have
     */
    SaleSubscriptions(OdooClient odoo, List<Field<Record, ?>> own, String lines, String lineQuantity, Phases phases) {
        super(odoo);
        this.lines = TYPE.one2manyField(lines, LINE.name());
        this.lineQuantity = LINE.floatField(lineQuantity);
        this.phases = phases;
        this.fields = Stream.concat(
                        Stream.of(
                                NAME,
                                PARTNER_ID,
                                TEMPLATE_ID,
                                TO_RENEW,
                                this.lines,
                                DATE_START,
                                DATE,
                                RECURRING_NEXT_DATE,
                                RECURRING_TOTAL,
                                CURRENCY_ID,
                                WRITE_DATE),
                        own.stream())
                .toList();
    }

    /**
     * What stages say of where a subscription is in its life.
     *
     * @param field where they say it, seen from a subscription
     */
    record Phases(ScalarField<Record, String> field, Set<String> before, String running, String over) {
        private boolean contains(String phase) {
            return before.contains(phase) || phase.equals(running) || phase.equals(over);
        }
    }

    @Override
    final ModelType<Record> type() {
        return TYPE;
    }

    @Override
    final List<Field<Record, ?>> fields() {
        return fields;
    }

    @Override
    final Domain<Record> subscriptions() {
        return Domain.all();
    }

    @Override
    final Domain<Record> chain(long originId) {
        return Domain.of("id", "=", originId);
    }

    @Override
    final ScalarField<Record, Instant> writeDate() {
        return WRITE_DATE;
    }

    @Override
    final Domain<Record> in(SubscriptionState state) {
        if (state.equals(SubscriptionState.QUOTATION)) {
            return phases.field().in(phases.before()).or(STAGE_ID.isNotSet());
        }
        if (state.isRunning()) {
            return phases.field().eq(phases.running());
        }
        if (state.equals(SubscriptionState.CHURNED)) {
            return phases.field().eq(phases.over());
        }
        if (phases.contains(state.toString())) {
            throw notAState(state);
        }
        return state.isConstant() ? Domain.none() : phases.field().eq(state.toString());
    }

    @Override
    final Function<Record, SubscriptionState> states(OdooClient client, List<Record> records) {
        Function<Record, @Nullable String> phase = phases(client, records);
        return record -> state(record, phase.apply(record));
    }

    /** What tells the phases of these records: one request at most. */
    abstract Function<Record, @Nullable String> phases(OdooClient client, List<Record> records);

    private SubscriptionState state(Record record, @Nullable String phase) {
        if (phase == null || phases.before().contains(phase)) {
            return SubscriptionState.QUOTATION;
        }
        if (phase.equals(phases.running())) {
            return record.get(TO_RENEW) ? SubscriptionState.TO_RENEW : SubscriptionState.IN_PROGRESS;
        }
        return phase.equals(phases.over()) ? SubscriptionState.CHURNED : SubscriptionState.of(phase);
    }

    @Override
    final List<Subscription> withLines(Reading reading, List<Record> records) {
        Map<Long, Record> byId = lines(
                reading,
                records,
                lines,
                LINE,
                List.of(LINE_PRODUCT_ID, LINE_NAME, lineQuantity, LINE_PRICE_UNIT, LINE_DISCOUNT, LINE_PRICE_SUBTOTAL));
        Function<Record, SubscriptionState> states = states(reading.client(), records);
        return records.stream()
                .map(record -> subscription(
                        record,
                        states.apply(record),
                        record.get(lines).stream()
                                .map(byId::get)
                                .filter(Objects::nonNull)
                                .map(this::line)
                                .toList()))
                .toList();
    }

    private Subscription subscription(Record record, SubscriptionState state, List<Subscription.Line> lines) {
        return new Subscription(
                record.id(),
                record.id(),
                null,
                name(record),
                record.get(PARTNER_ID),
                record.get(TEMPLATE_ID),
                state,
                lines,
                record.get(DATE_START),
                record.get(DATE),
                record.get(RECURRING_NEXT_DATE),
                requireNonNullElse(record.get(RECURRING_TOTAL), BigDecimal.ZERO),
                recurringMonthly(record),
                record.get(CURRENCY_ID),
                requireNonNull(record.get(WRITE_DATE)),
                record);
    }

    String name(Record record) {
        return requireNonNullElse(record.get(NAME), "");
    }

    abstract @Nullable BigDecimal recurringMonthly(Record record);

    private Subscription.Line line(Record line) {
        return new Subscription.Line(
                line.id(),
                line.get(LINE_PRODUCT_ID),
                requireNonNullElse(line.get(LINE_NAME), ""),
                requireNonNullElse(line.get(lineQuantity), 0.0),
                requireNonNullElse(line.get(LINE_PRICE_UNIT), 0.0),
                requireNonNullElse(line.get(LINE_DISCOUNT), 0.0),
                requireNonNullElse(line.get(LINE_PRICE_SUBTOTAL), BigDecimal.ZERO),
                true,
                line);
    }

    @Override
    final String closeReasons() {
        return "sale.subscription.close.reason";
    }

    @Override
    final void pause(long id) {
        throw new UnsupportedByServerException(
                "pause a subscription", "its " + TYPE + " has no state for what is paused");
    }

    @Override
    final void resume(long id) {
        throw new UnsupportedByServerException(
                "resume a subscription", "none is ever paused there: its " + TYPE + " has no state for that");
    }
}
