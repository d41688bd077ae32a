package com.powerseller.odoo.models.subscription;

import static java.util.Objects.requireNonNullElse;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.RecordView;
import com.powerseller.odoo.model.ScalarField;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.X2ManyField;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Subscriptions that are a model of their own: what Enterprise's up to 15.0 and OCA's have in common. A renewal stays the same record. */
abstract class SaleSubscriptions<S extends RecordView> extends SubscriptionModel<S> {
    static final ModelType<Record> LINE = ModelType.of("sale.subscription.line");

    private static final Many2OneField<Record, ProductProduct> PRODUCT_ID =
            LINE.many2oneField("product_id", "product.product");
    private static final TextField<Record> NAME = LINE.textField("name");
    private static final ScalarField<Record, Double> PRICE_UNIT = LINE.floatField("price_unit");
    private static final ScalarField<Record, Double> DISCOUNT = LINE.floatField("discount");
    private static final ScalarField<Record, BigDecimal> PRICE_SUBTOTAL = LINE.monetaryField("price_subtotal");

    SaleSubscriptions(OdooClient odoo) {
        super(odoo);
    }

    @Override
    final Domain<S> subscriptions() {
        return Domain.all();
    }

    @Override
    final Domain<S> chain(long originId) {
        return Domain.of("id", "=", originId);
    }

    @Override
    final String closeReasons() {
        return "sale.subscription.close.reason";
    }

    /** The lines of all these subscriptions: one request. */
    static <S extends RecordView> Lines lines(
            OdooClient client,
            List<S> subscriptions,
            X2ManyField<S, Record> relation,
            ScalarField<Record, Double> quantity) {
        return new Lines(
                client.model(LINE)
                        .related(
                                subscriptions,
                                relation,
                                PRODUCT_ID,
                                NAME,
                                quantity,
                                PRICE_UNIT,
                                DISCOUNT,
                                PRICE_SUBTOTAL),
                quantity);
    }

    /** Lines by id. */
    record Lines(Map<Long, Record> byId, ScalarField<Record, Double> quantity) {
        List<Subscription.Line> of(List<Long> ids) {
            return ids.stream()
                    .map(byId::get)
                    .filter(Objects::nonNull)
                    .map(this::line)
                    .toList();
        }

        private Subscription.Line line(Record line) {
            return new Subscription.Line(
                    line.id(),
                    line.get(PRODUCT_ID),
                    requireNonNullElse(line.get(NAME), ""),
                    requireNonNullElse(line.get(quantity), 0.0),
                    requireNonNullElse(line.get(PRICE_UNIT), 0.0),
                    requireNonNullElse(line.get(DISCOUNT), 0.0),
                    requireNonNullElse(line.get(PRICE_SUBTOTAL), BigDecimal.ZERO),
                    true);
        }
    }
}
