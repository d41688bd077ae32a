package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.query.Domain;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What records are found by as their name, from series 19 on. */
class SearchedNamesContractTest extends AccountingContractTest {
    @BeforeEach
    void since19() {
        assumeThat(isSince19()).isTrue();
    }

    private boolean isNamed(String model, long id, String text) {
        Object found = odoo().call(
                        model,
                        "name_search",
                        List.of(),
                        Map.of("name", text, "domain", List.of(List.of("id", "=", id))));
        return !((List<?>) Objects.requireNonNull(found)).isEmpty();
    }

    private boolean isFound(String model, long id, String field, String operator, String text) {
        return model(model)
                        .search(Domain.<Record>of("id", "=", id).and(Domain.of(field, operator, text)))
                        .count()
                == 1;
    }

    @Test
    void entriesAreFoundByTheirNumberReferenceAndPartner() {
        String name = unique();
        long partner = model("res.partner").create(values().set("name", name));
        long id = invoice(
                "out_invoice", values().set("partner_id", partner).set("ref", "R" + name), line("Set-up", 1, 1));

        assertThat(isNamed(MOVE, id, name)).isTrue();
        assertThat(isNamed(MOVE, id, "R" + name)).isTrue();
        assertThat(isNamed(MOVE, id, "Draft Invoice")).isFalse();
        assertThat(isFound(MOVE, id, "display_name", "=", name)).isTrue();
        assertThat(isFound(MOVE, id, "display_name", "not ilike", name)).isFalse();
        assertThat(isFound(MOVE, id, "line_ids", "ilike", name)).isTrue();
        assertThat(isFound(MOVE, id, "line_ids", "ilike", "Set-up")).isTrue();
        assertThat(isFound(LINE, lines(id).get(0).id(), "move_id", "ilike", name))
                .isTrue();
    }

    @Test
    void accountsAreFoundByTheirCode() {
        long sales = account("400000");

        for (String text : List.of("400000", "4000", "400000 Product Sales", "400000 Prod", "Product Sales")) {
            assertThat(isNamed("account.account", sales, text)).as(text).isTrue();
        }
        assertThat(isNamed("account.account", sales, "00000")).isFalse();
        assertThat(isFound("account.account", sales, "display_name", "=", "400000"))
                .isTrue();
        assertThat(isFound("account.account", sales, "display_name", "=", "4000"))
                .isFalse();
    }

    @Test
    void journalsAreFoundByTheirCode() {
        long sales = journal("sale");

        assertThat(isNamed("account.journal", sales, "INV")).isTrue();
        assertThat(isNamed("account.journal", sales, "Sales")).isTrue();
        assertThat(isNamed("account.journal", sales, "INV Sales")).isFalse();
        assertThat(isFound("account.journal", sales, "display_name", "=", "inv"))
                .isFalse();
    }

    @Test
    void productsAreFoundByTheirReferenceAndTheirWholeBarcode() {
        String name = unique();
        String code = "C" + name;
        String barcode = "B" + name;
        long id = model("product.product")
                .create(values().set("name", name).set("default_code", code).set("barcode", barcode));

        for (String text : List.of(name, code, barcode, "[" + code + "]", "[" + code + "] " + name)) {
            assertThat(isNamed("product.product", id, text)).as(text).isTrue();
        }
        assertThat(isNamed("product.product", id, barcode.substring(0, 30))).isFalse();
        assertThat(isFound("product.product", id, "display_name", "ilike", barcode))
                .isTrue();
        assertThat(isFound("product.product", id, "display_name", "ilike", "[" + code + "]"))
                .isFalse();
    }

    @Test
    void tagsAreFoundByThoseAboveThem() {
        String above = "a" + unique();
        String below = "b" + unique();
        long parent = model("res.partner.category").create(values().set("name", above));
        long child =
                model("res.partner.category").create(values().set("name", below).set("parent_id", parent));
        long partner = model("res.partner")
                .create(values().set("name", unique()).set("category_id", List.of(Command.link(child))));

        assertThat(isNamed("res.partner.category", child, above)).isTrue();
        assertThat(isNamed("res.partner.category", child, below)).isTrue();
        assertThat(isNamed("res.partner.category", child, above + " / " + below))
                .isFalse();
        assertThat(isFound("res.partner", partner, "category_id", "ilike", above))
                .isTrue();
        assertThat(isFound("res.partner", partner, "category_id", "=", above)).isFalse();
        assertThat(isFound("res.partner", partner, "category_id", "not ilike", above))
                .isFalse();
    }
}
