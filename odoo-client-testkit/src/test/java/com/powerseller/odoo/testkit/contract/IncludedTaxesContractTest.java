package com.powerseller.odoo.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Taxes that prices include, alone and with others, to the cent: {@code included-taxes.jsonl} has what a real Odoo 19 made of random lines. */
class IncludedTaxesContractTest extends AccountingContractTest {
    private static final String TAX = "account.tax";
    private static final String ROUNDING = "tax_calculation_rounding_method";
    private static final ObjectMapper JSON = new ObjectMapper();

    private @Nullable String roundingBefore;

    @AfterEach
    void roundAsBefore() {
        if (roundingBefore != null) {
            model("res.company").update(1, values().set(ROUNDING, roundingBefore));
        }
    }

    private void round(String method) {
        if (roundingBefore == null) {
            roundingBefore = (String) read("res.company", 1, ROUNDING).get(ROUNDING);
        }
        model("res.company").update(1, values().set(ROUNDING, method));
    }

    private long included(String type, double amount) {
        return model(TAX).create(tax(type, amount).set("price_include_override", "tax_included"));
    }

    private Values<Record> tax(String type, double amount) {
        return values().set("name", unique())
                .set("amount_type", type)
                .set("amount", amount)
                .set("type_tax_use", "sale");
    }

    private long invoice(double quantity, double price, double discount, Long... taxes) {
        return invoice("out_invoice", values(), sold(quantity, price, discount, List.of(taxes)));
    }

    private static Command<Record> sold(double quantity, double price, double discount, List<Long> taxes) {
        return Command.create(values().set("name", "taxed")
                .set("quantity", quantity)
                .set("price_unit", price)
                .set("discount", discount)
                .set("tax_ids", List.of(Command.set(taxes))));
    }

    private List<@Nullable Object> amounts(long id) {
        return of(MOVE, id, "amount_untaxed", "amount_tax", "amount_total");
    }

    private List<@Nullable Object> of(String model, long id, String... fields) {
        Record read = read(model, id, fields);
        return Arrays.stream(fields).<@Nullable Object>map(read::get).toList();
    }

    @Test
    void aPriceIncludesItsTax() {
        assertThat(amounts(invoice(1, 121, 0, included("percent", 21)))).containsExactly(100.0, 21.0, 121.0);
        assertThat(amounts(invoice(1, 100, 0, included("division", 20)))).containsExactly(80.0, 20.0, 100.0);
        assertThat(amounts(invoice(3, 100, 10, included("fixed", 5)))).containsExactly(255.0, 15.0, 270.0);
    }

    @Test
    void aPriceIncludesSeveralTaxesAtOnce() {
        assertThat(amounts(invoice(1, 130, 0, included("percent", 20), included("percent", 10))))
                .containsExactly(100.0, 30.0, 130.0);
        long first = model(TAX)
                .create(tax("percent", 20)
                        .set("price_include_override", "tax_included")
                        .set("include_base_amount", true)
                        .set("sequence", 0));
        assertThat(amounts(invoice(1, 132, 0, first, included("percent", 10)))).containsExactly(100.0, 32.0, 132.0);
    }

    @Test
    void taxesOnTopAreOnWhatIsLeftOfThePrice() {
        long onTop = model(TAX).create(tax("percent", 10));

        assertThat(amounts(invoice(1, 121, 0, included("percent", 21), onTop))).containsExactly(100.0, 31.0, 131.0);
    }

    @Test
    void aGroupMayHaveTaxesThatPricesInclude() {
        long group = model(TAX)
                .create(tax("group", 0)
                        .set(
                                "children_tax_ids",
                                List.of(Command.set(List.of(
                                        included("percent", 21), model(TAX).create(tax("percent", 10)))))));

        assertThat(amounts(invoice(1, 121, 0, group))).containsExactly(100.0, 31.0, 131.0);
    }

    @Test
    void whatIsPaidIsThePriceOfAllLines() {
        round("round_globally");
        long tax = included("percent", 21);
        assertThat(amounts(thriceFiveCents(tax))).containsExactly(0.12, 0.03, 0.15);

        round("round_per_line");
        assertThat(amounts(thriceFiveCents(tax))).containsExactly(0.12, 0.03, 0.15);
    }

    private long thriceFiveCents(long tax) {
        Command<Record> line = sold(1, 0.05, 0, List.of(tax));
        return invoice("out_invoice", values(), line, line, line);
    }

    /** Any: a fake has none of its own. */
    private long country() {
        return model("res.country").search().limit(1).ids().stream()
                .findFirst()
                .orElseGet(() -> model("res.country")
                        .create(values().set("name", "Nowhere").set("code", "ZZ")));
    }

    @Test
    void theCompanySaysWhatATaxDoesNot() {
        long silent = model(TAX).create(tax("percent", 21));
        assertThat(of(TAX, silent, "price_include", "company_price_include")).containsExactly(false, "tax_excluded");
        assertThat(of(TAX, included("percent", 21), "price_include", "price_include_override"))
                .containsExactly(true, "tax_included");

        long company = model("res.company")
                .create(values().set("name", unique()).set("account_price_include", "tax_included"));
        long country = country();
        long group = model("account.tax.group")
                .create(values().set("name", unique())
                        .set("company_id", company)
                        .set("country_id", country));
        Values<Record> ofCompany = tax("percent", 21)
                .set("company_id", company)
                .set("tax_group_id", group)
                .set("country_id", country);
        assertThat(of(TAX, model(TAX).create(ofCompany), "price_include", "company_price_include"))
                .containsExactly(true, "tax_included");
        assertThat(of(
                        TAX,
                        model(TAX)
                                .create(ofCompany.set("name", unique()).set("price_include_override", "tax_excluded")),
                        "price_include"))
                .containsExactly(false);
    }

    @Test
    void aCompanyThatHasInvoicesKeepsToItsPrices() {
        invoice("out_invoice");

        invalid(() -> model("res.company").update(1, values().set("account_price_include", "tax_included")));
        invalid(() -> model("res.company").update(1, values().set("account_price_include", "tax_excluded")));
        assertThat(value("res.company", 1, "account_price_include")).isEqualTo("tax_excluded");
    }

    // -------------------------------------------------------------------------------- what real ones made of random
    // lines

    @Test
    void documentsRoundedAsAWholeAreAsTheRecordedOnes() {
        compare("round_globally");
    }

    @Test
    void documentsRoundedLineByLineAreAsTheRecordedOnes() {
        compare("round_per_line");
    }

    private void compare(String rounding) {
        List<JsonNode> rows = rows();
        List<Long> taxes = create(rows.get(0).get("taxes"));
        long product = model("product.product")
                .create(values().set("name", unique()).set("taxes_id", List.of(Command.clear())));
        round(rounding);
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode row : rows.subList(1, rows.size())) {
            if (row.get("rounding").asText().equals(rounding)) {
                invoiced(softly, row, taxes);
                if (row.has("order")) {
                    ordered(softly, row, taxes, product);
                }
            }
        }
        softly.assertAll();
    }

    private static List<JsonNode> rows() {
        try (InputStream rows = IncludedTaxesContractTest.class.getResourceAsStream("/contract/included-taxes.jsonl")) {
            List<JsonNode> read = new ArrayList<>();
            for (String row : new String(Objects.requireNonNull(rows).readAllBytes(), UTF_8).split("\n", -1)) {
                if (!row.isEmpty()) {
                    read.add(JSON.readTree(row));
                }
            }
            return read;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Long> create(JsonNode taxes) {
        List<Values<Record>> all = new ArrayList<>();
        for (JsonNode tax : taxes) {
            all.add(tax(tax.get("amount_type").asText(), tax.get("amount").asDouble())
                    .set("sequence", tax.get("sequence").asInt())
                    .set(
                            "price_include_override",
                            tax.get("price_include_override").asText())
                    .set("include_base_amount", tax.get("include_base_amount").asBoolean())
                    .set("is_base_affected", tax.get("is_base_affected").asBoolean()));
        }
        return model(TAX).create(all);
    }

    /** A currency of the test's own: {@code ZZ0} without decimals, {@code ZZ3} with three. */
    private long currency(String name) {
        List<Long> known =
                model("res.currency").search(Domain.of("name", "=", name)).ids();
        if (!known.isEmpty()) {
            return known.get(0);
        }
        boolean isWhole = name.equals("ZZ0");
        long id = model("res.currency")
                .create(values().set("name", name).set("symbol", name).set("rounding", isWhole ? 1.0 : 0.001));
        model("res.currency.rate")
                .create(values().set("currency_id", id)
                        .set("rate", isWhole ? 147.3 : 0.307)
                        .set("name", "2020-01-01"));
        return id;
    }

    private static List<Long> taxesOf(JsonNode line, List<Long> taxes) {
        List<Long> ids = new ArrayList<>();
        line.get(3).forEach(index -> ids.add(taxes.get(index.asInt())));
        return ids;
    }

    private void invoiced(SoftAssertions softly, JsonNode row, List<Long> taxes) {
        Values<Record> more = values();
        if (!row.get("currency").asText().isEmpty()) {
            more.set("currency_id", currency(row.get("currency").asText()));
        }
        List<Command<Record>> lines = new ArrayList<>();
        for (JsonNode line : row.get("lines")) {
            lines.add(sold(
                    line.get(0).asDouble(), line.get(1).asDouble(), line.get(2).asDouble(), taxesOf(line, taxes)));
        }
        more.set("invoice_line_ids", lines);
        long id = invoice(row.get("move_type").asText(), more);

        softly.assertThat(of(
                        MOVE,
                        id,
                        "amount_untaxed",
                        "amount_tax",
                        "amount_total",
                        "amount_untaxed_signed",
                        "amount_tax_signed",
                        "amount_total_signed"))
                .as("%s", row)
                .isEqualTo(numbers(row.get("totals")));
        List<List<@Nullable Object>> products = new ArrayList<>();
        List<List<@Nullable Object>> booked = new ArrayList<>();
        for (Record line : lines(
                id,
                "display_type",
                "price_subtotal",
                "price_total",
                "amount_currency",
                "balance",
                "tax_base_amount",
                "tax_line_id")) {
            if (Objects.equals(line.get("display_type"), "product")) {
                products.add(Arrays.asList(line.get("price_subtotal"), line.get("price_total"), line.get("balance")));
            } else if (Objects.equals(line.get("display_type"), "tax")) {
                booked.add(Arrays.asList(
                        (double) taxes.indexOf(id(line, "tax_line_id")),
                        line.get("amount_currency"),
                        line.get("balance"),
                        line.get("tax_base_amount")));
            }
        }
        booked.sort(Comparator.comparing(String::valueOf));
        softly.assertThat(products).as("lines of %s", row).isEqualTo(lists(row.get("prices")));
        List<List<@Nullable Object>> expected = lists(row.get("taxes"));
        expected.sort(Comparator.comparing(String::valueOf));
        softly.assertThat(booked).as("taxes of %s", row).isEqualTo(expected);
    }

    private void ordered(SoftAssertions softly, JsonNode row, List<Long> taxes, long product) {
        List<Command<Record>> lines = new ArrayList<>();
        for (JsonNode line : row.get("lines")) {
            lines.add(Command.create(values().set("product_id", product)
                    .set("product_uom_qty", line.get(0).asDouble())
                    .set("price_unit", line.get(1).asDouble())
                    .set("discount", line.get(2).asDouble())
                    .set(isSince19() ? "tax_ids" : "tax_id", List.of(Command.set(taxesOf(line, taxes))))));
        }
        long id = model("sale.order")
                .create(values().set("partner_id", customer()).set("order_line", lines));

        softly.assertThat(of("sale.order", id, "amount_untaxed", "amount_tax", "amount_total"))
                .as("order of %s", row)
                .isEqualTo(numbers(row.get("order")));
        List<List<@Nullable Object>> prices = new ArrayList<>();
        for (Record line : model("sale.order.line")
                .search(Domain.of("order_id", "=", id))
                .select("price_subtotal", "price_tax", "price_total")
                .orderBy(Order.of("id", false))
                .list()) {
            prices.add(Arrays.asList(line.get("price_subtotal"), line.get("price_tax"), line.get("price_total")));
        }
        softly.assertThat(prices).as("lines of the order of %s", row).isEqualTo(lists(row.get("orderLines")));
    }

    private static List<@Nullable Object> numbers(JsonNode array) {
        List<@Nullable Object> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asDouble()));
        return numbers;
    }

    private static List<List<@Nullable Object>> lists(JsonNode arrays) {
        List<List<@Nullable Object>> lists = new ArrayList<>();
        arrays.forEach(array -> lists.add(numbers(array)));
        return lists;
    }
}
