package com.powerseller.odoo.benchmarks;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.SerializedString;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.ResCurrency;
import com.powerseller.odoo.models.ResPartner;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** An invoice as an object written by hand, with what {@link AccountMove} has for the same fields: many amounts and dates. */
record Invoice(
        @Nullable Long id,
        @Nullable String name,
        AccountMove.@Nullable State state,
        AccountMove.@Nullable PaymentState paymentState,
        @Nullable Ref<ResPartner> partnerId,
        @Nullable Ref<ResCurrency> currencyId,
        @Nullable LocalDate invoiceDate,
        @Nullable LocalDate invoiceDateDue,
        @Nullable BigDecimal amountUntaxed,
        @Nullable BigDecimal amountTotal,
        @Nullable BigDecimal amountResidual,
        List<Long> invoiceLineIds,
        @Nullable Instant writeDate) {
    /** The fields after the id, in the order of the rows. */
    static final List<Field<AccountMove, ?>> FIELDS = List.of(
            AccountMove.NAME,
            AccountMove.STATE,
            AccountMove.PAYMENT_STATE,
            AccountMove.PARTNER_ID,
            AccountMove.CURRENCY_ID,
            AccountMove.INVOICE_DATE,
            AccountMove.INVOICE_DATE_DUE,
            AccountMove.AMOUNT_UNTAXED,
            AccountMove.AMOUNT_TOTAL,
            AccountMove.AMOUNT_RESIDUAL,
            AccountMove.INVOICE_LINE_IDS,
            AccountMove.WRITE_DATE);

    private static final SerializedString ID = new SerializedString("id");
    private static final SerializedString NAME = new SerializedString("name");
    private static final SerializedString STATE = new SerializedString("state");
    private static final SerializedString PAYMENT_STATE = new SerializedString("payment_state");
    private static final SerializedString PARTNER_ID = new SerializedString("partner_id");
    private static final SerializedString CURRENCY_ID = new SerializedString("currency_id");
    private static final SerializedString INVOICE_DATE = new SerializedString("invoice_date");
    private static final SerializedString INVOICE_DATE_DUE = new SerializedString("invoice_date_due");
    private static final SerializedString AMOUNT_UNTAXED = new SerializedString("amount_untaxed");
    private static final SerializedString AMOUNT_TOTAL = new SerializedString("amount_total");
    private static final SerializedString AMOUNT_RESIDUAL = new SerializedString("amount_residual");
    private static final SerializedString INVOICE_LINE_IDS = new SerializedString("invoice_line_ids");
    private static final SerializedString WRITE_DATE = new SerializedString("write_date");

    /** So many made-up rows, always the same ones. */
    static List<Map<String, Object>> rows(int count) {
        Random random = new Random(42);
        List<Map<String, Object>> rows = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean draft = random.nextInt(5) == 0;
            int cents = random.nextInt(2_000_000);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", 1_000L + i);
            row.put("name", draft ? (Object) false : "INV/2026/%05d".formatted(i));
            row.put("state", draft ? "draft" : "posted");
            row.put("payment_state", random.nextBoolean() ? "paid" : "not_paid");
            row.put("partner_id", List.of((long) random.nextInt(5_000), "Gemini Furniture " + random.nextInt(5_000)));
            row.put("currency_id", List.of(4L, "CHF"));
            row.put("invoice_date", draft ? (Object) false : day(random));
            row.put("invoice_date_due", day(random));
            row.put("amount_untaxed", cents / 100.0);
            row.put("amount_total", Math.round(cents * 1.081) / 100.0);
            row.put("amount_residual", random.nextBoolean() ? 0.0 : Math.round(cents * 1.081) / 100.0);
            row.put("invoice_line_ids", lines(random));
            row.put("write_date", day(random) + " 1%d:%02d:59".formatted(random.nextInt(10), random.nextInt(60)));
            rows.add(row);
        }
        return rows;
    }

    private static String day(Random random) {
        return "2026-0%d-1%d".formatted(1 + random.nextInt(9), random.nextInt(10));
    }

    private static List<Object> lines(Random random) {
        List<Object> lines = new ArrayList<>();
        for (int i = 0; i <= random.nextInt(5); i++) {
            lines.add((long) random.nextInt(2_000_000));
        }
        return lines;
    }

    /** By hand, from the stream. */
    static Invoice read(JsonParser json) throws IOException {
        return new Invoice(
                BareModels.integer(json, ID),
                BareModels.text(json, NAME),
                BareModels.selection(json, STATE, AccountMove.State::of),
                BareModels.selection(json, PAYMENT_STATE, AccountMove.PaymentState::of),
                BareModels.many2one(json, PARTNER_ID),
                BareModels.many2one(json, CURRENCY_ID),
                BareModels.date(json, INVOICE_DATE),
                BareModels.date(json, INVOICE_DATE_DUE),
                BareModels.monetary(json, AMOUNT_UNTAXED),
                BareModels.monetary(json, AMOUNT_TOTAL),
                BareModels.monetary(json, AMOUNT_RESIDUAL),
                BareModels.x2many(json, INVOICE_LINE_IDS),
                BareModels.datetime(json, WRITE_DATE));
    }

    /** The same values of the generated model. */
    static Invoice of(AccountMove move) {
        return new Invoice(
                move.id(),
                move.name(),
                move.state(),
                move.paymentState(),
                move.partnerId(),
                move.currencyId(),
                move.invoiceDate(),
                move.invoiceDateDue(),
                move.amountUntaxed(),
                move.amountTotal(),
                move.amountResidual(),
                move.invoiceLineIds(),
                move.writeDate());
    }

    /** Uses each value once. */
    void use(Blackhole hole) {
        hole.consume(id);
        hole.consume(name);
        hole.consume(state);
        hole.consume(paymentState);
        hole.consume(partnerId);
        hole.consume(currencyId);
        hole.consume(invoiceDate);
        hole.consume(invoiceDateDue);
        hole.consume(amountUntaxed);
        hole.consume(amountTotal);
        hole.consume(amountResidual);
        hole.consume(invoiceLineIds);
        hole.consume(writeDate);
    }

    /** Calls each accessor of the generated model once. */
    static void use(AccountMove move, Blackhole hole) {
        hole.consume(move.id());
        hole.consume(move.name());
        hole.consume(move.state());
        hole.consume(move.paymentState());
        hole.consume(move.partnerId());
        hole.consume(move.currencyId());
        hole.consume(move.invoiceDate());
        hole.consume(move.invoiceDateDue());
        hole.consume(move.amountUntaxed());
        hole.consume(move.amountTotal());
        hole.consume(move.amountResidual());
        hole.consume(move.invoiceLineIds());
        hole.consume(move.writeDate());
    }
}
