package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Automation rules that watch stored fields that Odoo computes: to compute one anew is to write it. */
class ComputedHooksContractTest extends AccountingContractTest {
    private static final String ORDER = "sale.order";
    private static final String SUM = "stored_computed_field";

    private final HookReceiver receiver = new HookReceiver();
    private final List<Long> rules = new ArrayList<>();

    @AfterEach
    void stop() {
        odoo().call("base.automation", "unlink", List.of(rules));
        receiver.close();
    }

    private Object fields(String model, String... names) {
        List<Long> ids = new ArrayList<>();
        for (String name : names) {
            ids.add(found(
                    "ir.model.fields", Domain.<Record>of("model", "=", model).and(Domain.of("name", "=", name))));
        }
        return List.of(List.of(6, 0, ids));
    }

    private void rule(String trigger, String model, String watched, Map<String, ?> more, String... sent) {
        long id = found("ir.model", Domain.of("model", "=", model));
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("name", "Send hook");
        action.put("model_id", id);
        action.put("state", "webhook");
        action.put("webhook_url", receiver.url());
        action.put("webhook_field_ids", fields(model, sent));
        Values<Record> values = values().set("name", "R")
                .set("model_id", id)
                .set("trigger", trigger)
                .set("trigger_field_ids", fields(model, watched))
                .set("action_server_ids", List.of(List.of(0, 0, action)));
        more.forEach(values::set);
        rules.add(model("base.automation").create(values));
    }

    private void rule(String trigger, String model, String watched, String... sent) {
        rule(trigger, model, watched, Map.of(), sent);
    }

    /** What the hooks since the last time say of a field. */
    private List<@Nullable Object> sent(String field) {
        return receiver.taken().stream()
                .<@Nullable Object>map(hook -> hook.json().get(field))
                .toList();
    }

    private static Map<String, Object> quantity(double quantity) {
        return Map.of("name", "L", "quantity", quantity);
    }

    private long withLine(double quantity) {
        return create(new Values<ClientTest>().set("line_ids", List.of(List.of(0, 0, quantity(quantity)))));
    }

    private void writeLine(long id, double quantity) {
        List<?> lines = (List<?>)
                model(TEST).read(List.of(id), List.of("line_ids")).get(0).get("line_ids");
        odoo().call("odoo.client.test.line", "write", List.of(lines, quantity(quantity)));
    }

    @Test
    void aComputedFieldIsSentWhenWhatItDependsOnChanges() {
        long id = withLine(3);
        rule("on_create_or_write", TEST, SUM, SUM);
        writeLine(id, 4);
        assertThat(sent(SUM)).containsExactly(4.0);
        writeLine(id, 4);
        assertThat(sent(SUM)).isEmpty();
        odoo().call("odoo.client.test.line", "create", List.of(Map.of("test_id", id, "name", "M", "quantity", 2)));
        assertThat(sent(SUM)).containsExactly(6.0);
        odoo().call(TEST, "write", List.of(List.of(id), Map.of("line_ids", List.of(List.of(0, 0, quantity(1))))));
        assertThat(sent(SUM)).containsExactly(7.0);
        odoo().call(TEST, "write", List.of(List.of(id), Map.of("line_ids", List.of(List.of(5, 0, 0)))));
        assertThat(sent(SUM)).containsExactly(0.0);
    }

    @Test
    void linesThatComeToTheSameSendNothing() {
        long id = withLine(3);
        rule("on_create_or_write", TEST, SUM, SUM);
        List<?> lines = List.of(List.of(0, 0, quantity(2)), List.of(0, 0, quantity(-2)));
        odoo().call(TEST, "write", List.of(List.of(id), Map.of("line_ids", lines)));
        assertThat(sent(SUM)).isEmpty();
    }

    @Test
    void theFiltersAreAskedAroundTheComputation() {
        long id = withLine(3);
        rule(
                "on_create_or_write",
                TEST,
                SUM,
                Map.of("filter_pre_domain", "[('" + SUM + "', '=', 3)]", "filter_domain", "[('" + SUM + "', '>', 4)]"),
                SUM);
        writeLine(id, 4);
        assertThat(sent(SUM)).isEmpty();
        writeLine(id, 3);
        assertThat(sent(SUM)).isEmpty();
        writeLine(id, 5);
        assertThat(sent(SUM)).containsExactly(5.0);
        writeLine(id, 6);
        assertThat(sent(SUM)).isEmpty();
    }

    @Test
    void aNewRecordIsSentAgainForWhatIsComputedOfItLater() {
        rule("on_create_or_write", TEST, SUM, "name");
        withLine(3);
        assertThat(receiver.taken()).hasSize(2);
        withLine(0);
        assertThat(receiver.taken()).hasSize(1);
    }

    @Test
    void whatIsComputedForAHookSetsItOffNotAgain() {
        rule("on_create_or_write", TEST, SUM, SUM);
        withLine(3);
        assertThat(sent(SUM)).containsExactly(3.0);
    }

    @Test
    void whatIsComputedForAFilterSetsTheRuleOffNotAgain() {
        rule("on_create_or_write", TEST, SUM, Map.of("filter_domain", "[('" + SUM + "', '>', 1)]"), "name");
        withLine(3);
        assertThat(receiver.taken()).hasSize(1);
    }

    @Test
    void aRuleOnWriteHearsOfTheFirstComputation() {
        rule("on_write", TEST, SUM, SUM);
        withLine(3);
        assertThat(sent(SUM)).containsExactly(3.0);
        withLine(0);
        assertThat(sent(SUM)).isEmpty();
    }

    @Test
    void aPaidInvoiceIsSent() {
        rule("on_create_or_write", MOVE, "payment_state", "payment_state", "move_type");
        long id = invoice("out_invoice");
        assertThat(sent("payment_state")).containsExactly("not_paid", "not_paid");
        post(id);
        assertThat(receiver.taken()).isEmpty();
        pay(values(), id);
        List<List<@Nullable Object>> all = receiver.taken().stream()
                .map(hook -> List.<@Nullable Object>of(
                        hook.json().get("move_type"), hook.json().get("payment_state")))
                .toList();
        assertThat(all)
                .containsExactly(
                        List.of("entry", "not_paid"), List.of("entry", "not_paid"), List.of("out_invoice", "paid"));
    }

    @Test
    void aPartOfAnInvoiceIsSent() {
        long id = posted("out_invoice");
        rule(
                "on_write",
                MOVE,
                "amount_residual",
                Map.of("filter_domain", "[('id', '=', " + id + ")]"),
                "amount_residual");
        pay(values().set("amount", 50.10).set("journal_id", journal("bank")), id);
        assertThat(sent("amount_residual")).containsExactly(150.15);
    }

    @Test
    void anOrdersTotalIsSent() {
        rule("on_create_or_write", ORDER, "amount_total", "amount_untaxed", "amount_total");
        long product =
                model("product.product").create(values().set("name", unique()).set("list_price", 10.0));
        long id = model(ORDER)
                .create(values().set("partner_id", customer())
                        .set("order_line", List.of(Command.create(values().set("product_id", product)))));
        assertThat(sent("amount_untaxed")).containsExactly(10.0);
        List<?> lines = (List<?>)
                model(ORDER).read(List.of(id), List.of("order_line")).get(0).get("order_line");
        odoo().call("sale.order.line", "write", List.of(lines, Map.of("product_uom_qty", 9)));
        assertThat(sent("amount_untaxed")).containsExactly(90.0);
        odoo().call("sale.order.line", "write", List.of(lines, Map.of("product_uom_qty", 9)));
        assertThat(receiver.taken()).isEmpty();
        odoo().call(ORDER, "write", List.of(List.of(id), Map.of("client_order_ref", "X")));
        assertThat(receiver.taken()).isEmpty();
    }

    @Test
    void totalsThatAreComputedTogetherAreSentOnce() {
        Map<String, Object> both = Map.of("trigger_field_ids", fields(ORDER, "amount_untaxed", "amount_total"));
        rule("on_write", ORDER, "amount_total", both, "name");
        long product =
                model("product.product").create(values().set("name", unique()).set("list_price", 10.0));
        model(ORDER)
                .create(values().set("partner_id", customer())
                        .set("order_line", List.of(Command.create(values().set("product_id", product)))));
        assertThat(receiver.taken()).hasSize(1);
    }
}
