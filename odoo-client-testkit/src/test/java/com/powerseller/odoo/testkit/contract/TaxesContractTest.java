package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Taxes on top of prices: amounts, shares, groups of them, and taxes on taxes. */
class TaxesContractTest extends AccountingContractTest {
    private static final String TAX = "account.tax";
    private static final String ROUNDING = "tax_calculation_rounding_method";

    private Values<Record> tax(String type, double amount) {
        return values().set("name", unique())
                .set("amount_type", type)
                .set("amount", amount)
                .set("type_tax_use", "sale");
    }

    private long percent(double amount) {
        return model(TAX).create(tax("percent", amount));
    }

    private long fixed(double amount) {
        return model(TAX).create(tax("fixed", amount));
    }

    /** On which those of greater sequences are taxes too. */
    private long before(String type, double amount) {
        return model(TAX)
                .create(tax(type, amount).set("include_base_amount", true).set("sequence", 0));
    }

    private long group(Long... children) {
        return model(TAX)
                .create(tax("group", 0)
                        .set("sequence", 0)
                        .set("children_tax_ids", List.of(Command.set(List.of(children)))));
    }

    private static Values<Record> sold(double quantity, double price, Long... taxes) {
        return values().set("name", "taxed")
                .set("quantity", quantity)
                .set("price_unit", price)
                .set("tax_ids", List.of(Command.set(List.of(taxes))));
    }

    private long invoice(Values<Record> line) {
        return invoice("out_invoice", values(), Command.create(line));
    }

    /** The amounts of an invoice: untaxed, taxes, total. */
    private List<@Nullable Object> amounts(long id) {
        Record move = read(MOVE, id, "amount_untaxed", "amount_tax", "amount_total");
        return Arrays.asList(move.get("amount_untaxed"), move.get("amount_tax"), move.get("amount_total"));
    }

    /** What is booked as taxes: for each its balance, and what it is on. */
    private List<List<@Nullable Object>> booked(long id) {
        List<List<@Nullable Object>> booked = new ArrayList<>();
        model(LINE)
                .search(Domain.<Record>of("move_id", "=", id).and(Domain.of("display_type", "=", "tax")))
                .select("balance", "tax_base_amount", "tax_line_id")
                .list()
                .stream()
                .sorted(Comparator.comparing(line -> (Long) Objects.requireNonNull(id(line, "tax_line_id"))))
                .forEach(line -> booked.add(Arrays.asList(line.get("balance"), line.get("tax_base_amount"))));
        return booked;
    }

    @Test
    void anAmountIsForEachOfAQuantity() {
        long id = invoice(sold(3, 99.99, fixed(5)));

        assertThat(amounts(id)).containsExactly(299.97, 15.0, 314.97);
        assertThat(booked(id)).containsExactly(List.of(-15.0, -299.97));
    }

    @Test
    void anAmountHasTheSignOfThePrice() {
        long fixed = fixed(5);
        Command<Record> much = Command.create(sold(9, 10, fixed));

        assertThat(amounts(invoice("out_invoice", values(), much, Command.create(sold(3, -10, fixed)))))
                .containsExactly(60.0, 30.0, 90.0);
        assertThat(amounts(invoice("out_invoice", values(), much, Command.create(sold(-3, 10, fixed)))))
                .containsExactly(60.0, 30.0, 90.0);
        assertThat(amounts(invoice("out_invoice", values(), much, Command.create(sold(-3, -10, fixed)))))
                .containsExactly(120.0, 60.0, 180.0);
    }

    @Test
    void anAmountIsDueOnWhatIsFree() {
        assertThat(amounts(invoice(sold(3, 0, fixed(5))))).containsExactly(0.0, 15.0, 15.0);
        assertThat(amounts(invoice(sold(3, 10, fixed(5)).set("discount", 100)))).containsExactly(0.0, 15.0, 15.0);
    }

    @Test
    void aShareIsOneOfTheTotal() {
        long id = invoice(sold(3, 99.99, model(TAX).create(tax("division", 20))));

        assertThat(amounts(id)).containsExactly(299.97, 74.99, 374.96);
        assertThat(booked(id)).containsExactly(List.of(-74.99, -299.97));
    }

    @Test
    void severalTaxesAreOnTheSamePrice() {
        long id = invoice(sold(3, 99.99, percent(20), fixed(5)));

        assertThat(amounts(id)).containsExactly(299.97, 74.99, 374.96);
        assertThat(booked(id)).containsExactly(List.of(-59.99, -299.97), List.of(-15.0, -299.97));
    }

    @Test
    void aTaxCanBeOnATaxBeforeItWhichIsRoundedOnlyLineByLine() {
        long percent = percent(200);
        List<Long> before = List.of(before("percent", 25.49), before("fixed", 0.255), before("division", 20));
        Object method = value("res.company", 1, ROUNDING);
        try {
            model("res.company").update(1, values().set(ROUNDING, "round_globally"));
            long id = invoice(sold(1, 1, before.get(0), percent));
            assertThat(amounts(id)).containsExactly(1.0, 2.76, 3.76);
            assertThat(booked(id)).containsExactlyInAnyOrder(List.of(-0.25, -1.0), List.of(-2.51, -1.25));
            assertThat(amounts(invoice(sold(1, 1, before.get(1), percent)))).containsExactly(1.0, 2.77, 3.77);
            assertThat(amounts(invoice(sold(3, 1.01, before.get(2), percent)))).containsExactly(3.03, 8.34, 11.37);

            model("res.company").update(1, values().set(ROUNDING, "round_per_line"));
            id = invoice(sold(1, 1, before.get(0), percent));
            assertThat(amounts(id)).containsExactly(1.0, 2.75, 3.75);
            assertThat(booked(id)).containsExactlyInAnyOrder(List.of(-0.25, -1.0), List.of(-2.5, -1.25));
            assertThat(amounts(invoice(sold(1, 1, before.get(1), percent)))).containsExactly(1.0, 2.78, 3.78);
            assertThat(amounts(invoice(sold(3, 1.01, before.get(2), percent)))).containsExactly(3.03, 8.34, 11.37);
        } finally {
            model("res.company").update(1, values().set(ROUNDING, method));
        }
    }

    @Test
    void aTaxCanBeOnThePriceAlone() {
        long alone = model(TAX).create(tax("percent", 200).set("is_base_affected", false));
        long id = invoice(sold(1, 1, before("percent", 25.49), alone));

        assertThat(amounts(id)).containsExactly(1.0, 2.25, 3.25);
        assertThat(booked(id)).containsExactlyInAnyOrder(List.of(-0.25, -1.0), List.of(-2.0, -1.0));
    }

    @Test
    void aGroupStandsForItsTaxes() {
        long percent = percent(20);
        long group = group(percent, fixed(5));
        long id = invoice(sold(3, 99.99, group));

        assertThat(amounts(id)).containsExactly(299.97, 74.99, 374.96);
        assertThat(booked(id)).containsExactly(List.of(-59.99, -299.97), List.of(-15.0, -299.97));
        Record line = model(LINE)
                .search(Domain.<Record>of("move_id", "=", id).and(Domain.of("tax_line_id", "=", percent)))
                .select("group_tax_id")
                .list()
                .get(0);
        assertThat(id(line, "group_tax_id")).isEqualTo(group);
    }

    @Test
    void aTaxThatIsInAGroupTooIsDueOnce() {
        long fixed = fixed(5);

        assertThat(amounts(invoice(sold(2, 10, group(fixed), fixed)))).containsExactly(20.0, 10.0, 30.0);
    }

    @Test
    void aGroupHasNoGroups() {
        long group = group(fixed(5));

        invalid(() -> group(group));
    }

    @Test
    void creditNotesHaveTheSameTaxesTheOtherWayRound() {
        long id = invoice("out_refund", values(), Command.create(sold(3, 99.99, percent(20), fixed(5))));

        assertThat(amounts(id)).containsExactly(299.97, 74.99, 374.96);
        assertThat(booked(id)).containsExactly(List.of(59.99, 299.97), List.of(15.0, 299.97));
    }

    @Test
    void ordersAreTaxedAsInvoicesAre() {
        assertThat(order(fixed(5))).containsExactly(29.97, 15.0, 44.97);
        assertThat(order(model(TAX).create(tax("division", 20)))).containsExactly(29.97, 7.49, 37.46);
        assertThat(order(group(fixed(5), percent(20)))).containsExactly(29.97, 20.99, 50.96);
        assertThat(order(before("percent", 25.49), percent(200))).containsExactly(29.97, 82.86, 112.83);
    }

    private List<@Nullable Object> order(Long... taxes) {
        long product = model("product.product").create(values().set("name", unique()));
        long order = model("sale.order")
                .create(values().set("partner_id", customer())
                        .set(
                                "order_line",
                                List.of(Command.create(values().set("product_id", product)
                                        .set("product_uom_qty", 3)
                                        .set("price_unit", 9.99)
                                        .set(
                                                isSince19() ? "tax_ids" : "tax_id",
                                                List.of(Command.set(List.of(taxes))))))));
        Record row = read("sale.order", order, "amount_untaxed", "amount_tax", "amount_total");
        return Arrays.asList(row.get("amount_untaxed"), row.get("amount_tax"), row.get("amount_total"));
    }
}
