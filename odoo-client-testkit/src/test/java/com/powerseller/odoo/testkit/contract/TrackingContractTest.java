package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.AccessErrorException;
import com.powerseller.odoo.error.UnknownMethodException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the messages of records tell of their creation and of changes. */
class TrackingContractTest extends ChatterContract {
    private static final String DIV = "<div summary=\"o_mail_notification\"><p>%s</p></div>";

    private void write(String model, long id, Values<Record> values) {
        model(model).update(id, values);
    }

    @Test
    void aNewPartnerHasAMessage() {
        long partner = customer();

        assertThat(messages(PARTNER, partner)).hasSize(1);
        assertThat(lastShort(PARTNER, partner)).containsExactly("<p>Contact created</p>", "Note", true);
        Record last = last(PARTNER, partner);
        assertThat(last.get("message_type")).isEqualTo("notification");
        assertThat(String.valueOf(last.get("author_id"))).contains("Administrator");
        assertThat(last.get("subject")).isEqualTo(false);
        assertThat(last.get("parent_id")).isEqualTo(false);
        assertThat(value(PARTNER, partner, "has_message")).isEqualTo(true);
    }

    @Test
    void aNewOrderLeadTicketAndProductHaveAMessage() {
        long order = model(ORDER).create(values().set("partner_id", customer()));
        long lead = model(LEAD).create(values().set("name", unique()).set("team_id", null));
        long ticket = model("helpdesk.ticket").create(values().set("name", unique()));
        long product = model("product.template").create(values().set("name", unique()));

        assertThat(lastShort(ORDER, order)).containsExactly("<p>Sales Order created</p>", "Note", true);
        assertThat(lastShort(LEAD, lead))
                .containsExactly(
                        DIV.formatted("A new lead has been created and is not assigned to any team."),
                        "Opportunity Created",
                        false);
        assertThat(lastShort("helpdesk.ticket", ticket))
                .containsExactly("<p>Helpdesk Ticket created</p>", "Note", true);
        assertThat(lastShort("product.template", product)).containsExactly("<p>Product created</p>", "Note", true);
    }

    @Test
    void theMessageOfANewLeadNamesItsTeam() {
        String name = unique();
        long team = model("crm.team").create(values().set("name", name));
        long lead = model(LEAD).create(values().set("name", unique()).set("team_id", team));

        assertThat(lastShort(LEAD, lead).get(0))
                .isEqualTo(DIV.formatted("A new lead has been created for the team \"" + name + "\"."));
    }

    @ParameterizedTest
    @CsvSource({
        "in_invoice, <p>Vendor Bill Created</p>",
        "out_refund, <p>Credit Note Created</p>",
        "in_refund, <p>Refund Created</p>",
        "entry, <p>Journal Entry created</p>"
    })
    void theMessageOfANewEntryIsOfItsKind(String type, String body) {
        long move = model(MOVE).create(values().set("move_type", type));

        assertThat(lastShort(MOVE, move)).containsExactly(body, "Note", true);
    }

    @Test
    void theMessageOfANewInvoiceIsMoreThanANote() {
        assertThat(lastShort(MOVE, invoice("out_invoice")))
                .containsExactly(DIV.formatted("Invoice Created"), "Invoice Created", false);
    }

    @Test
    void eachOfSeveralNewRecordsHasAMessage() {
        List<Long> made =
                model(PARTNER).create(List.of(values().set("name", unique()), values().set("name", unique())));

        assertThat(made).allSatisfy(id -> assertThat(messages(PARTNER, id)).hasSize(1));
    }

    @Test
    void aCopyHasAMessageOfItsOwn() {
        long partner = customer();
        write(PARTNER, partner, values().set("email", "a@example.com"));
        Object copied = model(PARTNER).call("copy", List.of(partner), Map.of());
        long copy = copied instanceof List<?> list ? (Long) list.get(0) : copied instanceof Long one ? one : -1;

        assertThat(messages(PARTNER, copy)).hasSize(1);
    }

    @Test
    void theContextCanKeepMessagesAway() {
        long nothing = create(with("mail_create_nolog"), PARTNER, values().set("name", unique()));
        long untracked = create(with("tracking_disable"), PARTNER, values().set("name", unique()));

        assertThat(messages(PARTNER, nothing)).isEmpty();
        assertThat(messages(PARTNER, untracked)).isEmpty();
        with("mail_create_nolog").model(PARTNER).update(nothing, values().set("email", "a@example.com"));
        assertThat(messages(PARTNER, nothing)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tracking_disable", "mail_notrack"})
    void theContextCanKeepChangesAway(String key) {
        long partner = customer();

        with(key).model(PARTNER).update(partner, values().set("email", "a@example.com"));

        assertThat(messages(PARTNER, partner)).hasSize(1);
    }

    @Test
    void aChangeOfATrackedFieldIsTold() {
        long partner = model(PARTNER).create(values().set("name", unique()).set("email", "a@example.com"));

        write(PARTNER, partner, values().set("email", "b@example.com"));

        assertThat(messages(PARTNER, partner)).hasSize(2);
        assertThat(lastShort(PARTNER, partner)).containsExactly("", "Note", true);
        assertThat(changes(PARTNER, partner)).containsExactly(List.of("email", "a@example.com", "b@example.com"));
    }

    @Test
    void aMessageTellsAllChangesOfACall() {
        String name = unique();
        long partner = model(PARTNER).create(values().set("name", name));

        write(
                PARTNER,
                partner,
                values().set("name", name + "x").set("phone", "1").set("email", "b@example.com"));

        assertThat(changes(PARTNER, partner))
                .containsExactly(
                        List.of("email", "", "b@example.com"),
                        List.of("phone", "", "1"),
                        List.of("name", name, name + "x"));
    }

    @Test
    void whatIsTheSameOrNotTrackedIsNotTold() {
        long partner = model(PARTNER).create(values().set("name", unique()).set("email", "a@example.com"));

        write(PARTNER, partner, values().set("email", "a@example.com"));
        write(PARTNER, partner, values().set("ref", "r").set("comment", "c"));
        write(PARTNER, partner, values().set("phone", ""));

        assertThat(messages(PARTNER, partner)).hasSize(1);
    }

    @Test
    void aFieldThatIsClearedIsTold() {
        long partner = model(PARTNER).create(values().set("name", unique()).set("email", "a@example.com"));

        write(PARTNER, partner, values().set("email", null));

        assertThat(changes(PARTNER, partner)).containsExactly(List.of("email", "a@example.com", ""));
    }

    @Test
    void anAddressIsToldInOneLine() {
        long partner = customer();

        write(
                PARTNER,
                partner,
                values().set("street", "High Street 1")
                        .set("city", "Springfield")
                        .set("zip", "12345"));

        assertThat(changes(PARTNER, partner))
                .containsExactly(List.of("contact_address_inline", "", "High Street 1, Springfield  12345"));
    }

    @Test
    void contactsThatGetACompanysAddressTellIt() {
        long company = customer();
        long contact = model(PARTNER).create(values().set("name", unique()).set("parent_id", company));

        write(PARTNER, company, values().set("street", "High Street 1"));

        assertThat(messages(PARTNER, contact)).hasSize(2);
        assertThat(changes(PARTNER, contact).get(0).get(0)).isEqualTo("contact_address_inline");
    }

    @Test
    void aNewCompanyOfAContactIsToldByName() {
        String name = unique();
        long company = model(PARTNER).create(values().set("name", name));
        long contact = customer();

        write(PARTNER, contact, values().set("parent_id", company));

        assertThat(changes(PARTNER, contact))
                .containsExactly(List.of("parent_id", "", name), List.of("parent_name", "", name));
    }

    @Test
    void eachRecordOfAWriteHasAMessage() {
        long one = customer();
        long two = customer();

        model(PARTNER).update(List.of(one, two), values().set("email", "x@example.com"));

        assertThat(messages(PARTNER, one)).hasSize(2);
        assertThat(messages(PARTNER, two)).hasSize(2);
    }

    @Test
    void aTicketTellsStageAndPriorityByLabel() {
        long ticket = model("helpdesk.ticket").create(values().set("name", unique()));
        String stage = unique();
        long next = model("helpdesk.stage").create(values().set("name", stage));

        write("helpdesk.ticket", ticket, values().set("stage_id", next).set("priority", "2"));

        List<List<Object>> changes = changes("helpdesk.ticket", ticket).stream()
                .map(change -> List.<Object>of(String.valueOf(change.get(0)), String.valueOf(change.get(2))))
                .toList();
        assertThat(changes).containsExactly(List.of("priority", "High priority"), List.of("stage_id", stage));
    }

    @Test
    void aPriceIsTold() {
        long product =
                model("product.template").create(values().set("name", unique()).set("list_price", 1));

        write("product.template", product, values().set("list_price", 7.5));

        assertThat(changes("product.template", product)).containsExactly(List.of("list_price", 1.0, 7.5));
    }

    @Test
    void aConfirmedOrderSaysSoAndAnswersTheMessageBefore() {
        long order = model(ORDER).create(values().set("partner_id", customer()));
        Object first = messages(ORDER, order).get(0);

        run(ORDER, "action_confirm", order);

        assertThat(lastShort(ORDER, order)).containsExactly("", "Sales Order Confirmed", false);
        assertThat(id(last(ORDER, order), "parent_id")).isEqualTo(first);
        assertThat(changes(ORDER, order)).containsExactly(List.of("state", "Quotation", "Sales Order"));
        run(ORDER, "action_cancel", order);
        assertThat(lastShort(ORDER, order)).containsExactly("", "Note", true);
        assertThat(changes(ORDER, order)).containsExactly(List.of("state", "Sales Order", "Cancelled"));
    }

    @Test
    void anOrderTellsItsTotalsWhenLinesChange() {
        long order = model(ORDER).create(values().set("partner_id", customer()));
        long product = model("product.product")
                .create(values().set("name", unique()).set("taxes_id", List.of(Command.clear())));

        model("sale.order.line")
                .create(values().set("order_id", order)
                        .set("product_id", product)
                        .set("price_unit", 5));

        assertThat(messages(ORDER, order)).hasSize(2);
        assertThat(changes(ORDER, order))
                .containsExactly(List.of("amount_total", "", 5.0), List.of("amount_untaxed", "", 5.0));
    }

    @Test
    void aPostedInvoiceTellsItsNumber() {
        long move = invoice("out_invoice");

        post(move);

        assertThat(lastShort(MOVE, move)).containsExactly("", "Validated", false);
        Object name = value(move, "name");
        assertThat(changes(MOVE, move))
                .containsExactly(
                        List.of("checked", "", 1L),
                        List.of("name", "", String.valueOf(name)),
                        List.of("payment_reference", "", String.valueOf(name)),
                        List.of("state", "Draft", "Posted"));
    }

    @Test
    void aPostedBillIsANote() {
        long move = posted("in_invoice");

        assertThat(lastShort(MOVE, move)).containsExactly("", "Note", true);
    }

    @Test
    void aPaidInvoiceSaysSo() {
        long move = posted("out_invoice");

        pay(values(), move);

        assertThat(lastShort(MOVE, move)).containsExactly("", "Paid", false);
        assertThat(changes(MOVE, move)).containsExactly(List.of("payment_state", "Not Paid", "Paid"));
    }

    @Test
    void anInvoiceThatIsSetToDraftOrCancelledSaysSo() {
        long move = posted("out_invoice");
        run(MOVE, "button_draft", move);

        assertThat(changes(MOVE, move))
                .containsExactly(List.of("checked", 1L, ""), List.of("state", "Posted", "Draft"));
        run(MOVE, "button_cancel", move);
        assertThat(changes(MOVE, move)).containsExactly(List.of("state", "Draft", "Cancelled"));
    }

    @Test
    void aDraftTellsReferenceDateAndTotal() {
        long move = invoice("out_invoice");

        write(MOVE, move, values().set("ref", "PO 7"));
        assertThat(changes(MOVE, move)).containsExactly(List.of("ref", "", "PO 7"));
        write(MOVE, move, values().set("invoice_line_ids", List.of(line("More", 1, 10))));

        assertThat(changes(MOVE, move)).containsExactly(List.of("amount_untaxed", 200.25, 210.25));
        assertThat(messages(MOVE, move)).hasSize(3);
    }

    @Test
    void aSubscriptionTellsItsState() {
        long plan = model("sale.subscription.plan")
                .create(values().set("name", unique())
                        .set("billing_period_value", 1)
                        .set("billing_period_unit", "month"));
        long product = model("product.product")
                .create(values().set("name", unique())
                        .set("recurring_invoice", true)
                        .set("taxes_id", List.of(Command.clear())));
        long order = model(ORDER)
                .create(values().set("partner_id", customer())
                        .set("plan_id", plan)
                        .set(
                                "order_line",
                                List.of(Command.create(
                                        values().set("product_id", product).set("price_unit", 10)))));

        run(ORDER, "action_confirm", order);

        assertThat(changes(ORDER, order).stream().map(change -> change.get(0)))
                .containsExactly("state", "next_invoice_date", "start_date", "subscription_state");
        assertThat(changes(ORDER, order)).contains(List.of("state", "Quotation", "Sales Order"));
    }

    @Test
    void onlyAdministratorsSeeWhatChanged() {
        long partner = customer();
        write(PARTNER, partner, values().set("email", "b@example.com"));

        failure(
                AccessErrorException.class,
                () -> odooAs(ContractTarget.Role.EMPLOYEE)
                        .model("mail.tracking.value")
                        .search(Domain.of("id", ">", 0))
                        .ids());
    }

    @Test
    void messagesAreFoundByWhatTheySay() {
        long partner = customer();

        assertThat(model(PARTNER)
                        .search(Domain.<Record>of("id", "=", partner)
                                .and(Domain.of("message_ids.body", "ilike", "Contact created")))
                        .ids())
                .containsExactly(partner);
        assertThat(model(PARTNER)
                        .search(Domain.<Record>of("id", "=", partner).and(Domain.of("has_message", "=", false)))
                        .ids())
                .isEmpty();
    }

    @Test
    void modelsWithoutAChatterHaveNoMessages() {
        long tag = model("res.partner.category").create(values().set("name", unique()));

        assertThat(model("mail.message")
                        .search(Domain.<Record>of("model", "=", "res.partner.category")
                                .and(Domain.of("res_id", "=", tag)))
                        .ids())
                .isEmpty();
        failure(
                UnknownMethodException.class,
                () -> model("res.partner.category").call("message_subscribe", List.of(tag), Map.of()));
    }
}
