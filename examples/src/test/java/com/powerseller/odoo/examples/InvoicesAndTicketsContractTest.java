package com.powerseller.odoo.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.MissingRecordException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.AccountJournal;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountMoveLine;
import com.powerseller.odoo.models.AccountPayment;
import com.powerseller.odoo.models.HelpdeskStage;
import com.powerseller.odoo.models.HelpdeskTeam;
import com.powerseller.odoo.models.HelpdeskTicket;
import com.powerseller.odoo.models.ResCurrency;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.helpdesk.Tickets;
import com.powerseller.odoo.models.invoicing.Invoices;
import com.powerseller.odoo.query.Domain;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Invoices and tickets on a real Odoo 19, over every protocol: Odoo's own accounting, and the test addon's helpdesk. */
@Tag("real-odoo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvoicesAndTicketsContractTest {
    private static final LocalDate INVOICED = LocalDate.of(2026, 1, 15);
    private static final LocalDate PAID = LocalDate.of(2026, 1, 20);
    private static final long NOBODY = 999_999;

    @AutoClose
    private final RealServer server = RealServer.copyOfTheTemplate();

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void anInvoiceGoesFromDraftToPostedAndBack(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long id = invoice(odoo, AccountMove.MoveType.OUT_INVOICE);
            long other = invoice(odoo, AccountMove.MoveType.OUT_INVOICE);

            assertThat(state(invoices, id)).isEqualTo(AccountMove.State.DRAFT);
            invoices.post(List.of(id, other));
            assertThat(invoices.find(List.of(other, NOBODY, id)))
                    .extracting(AccountMove::id)
                    .containsExactly(other, id);
            assertThat(invoices.find(List.of(id, other)))
                    .extracting(AccountMove::state)
                    .containsOnly(AccountMove.State.POSTED);
            assertThatThrownBy(() -> invoices.post(List.of(id))).isInstanceOf(UserErrorException.class);

            invoices.resetToDraft(List.of(id, other));
            assertThat(state(invoices, id)).isEqualTo(AccountMove.State.DRAFT);
            assertThatThrownBy(() -> invoices.resetToDraft(List.of(id))).isInstanceOf(UserErrorException.class);
            invoices.cancel(List.of(id));
            assertThat(state(invoices, id)).isEqualTo(AccountMove.State.CANCEL);
            invoices.resetToDraft(List.of(id));
            invoices.post(List.of(id));
            invoices.cancel(List.of(id));
            assertThat(state(invoices, id)).isEqualTo(AccountMove.State.CANCEL);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void anInvoiceIsPaidInParts(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long id = posted(odoo, invoices, AccountMove.MoveType.OUT_INVOICE);
            long bank = bank(odoo);

            assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.NOT_PAID);
            long part = invoices.registerPayment(id, PAID, new BigDecimal("50.10"), bank);
            assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.PARTIAL);
            assertThat(invoices.find(List.of(id)).get(0).amountResidual()).isEqualByComparingTo("150.15");
            long rest = invoices.registerPayment(id, PAID, bank);

            assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.PAID);
            assertThat(invoices.find(List.of(id)).get(0).amountResidual()).isZero();
            List<AccountPayment> payments = odoo.model(AccountPayment.TYPE)
                    .read(List.of(part, rest), AccountPayment.AMOUNT, AccountPayment.DATE, AccountPayment.JOURNAL_ID);
            assertThat(payments)
                    .extracting(AccountPayment::amount)
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(new BigDecimal("50.10"), new BigDecimal("150.15"));
            assertThat(payments).extracting(AccountPayment::date).containsOnly(PAID);
            assertThatThrownBy(() -> invoices.registerPayment(id, PAID, bank))
                    .isInstanceOf(IllegalStateException.class);

            // The journal has no outstanding account: its payments are no journal entries, and stay matched.
            invoices.resetToDraft(List.of(id));
            assertThat(state(invoices, id)).isEqualTo(AccountMove.State.DRAFT);
            assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.PAID);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void allThatIsDueIsPaidWhateverInstalmentsOrDiscountsOdooProposes(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long bank = bank(odoo);
            for (long terms : List.of(instalments(odoo), discount(odoo))) {
                long id = invoice(odoo, AccountMove.MoveType.OUT_INVOICE);
                odoo.model(AccountMove.TYPE).update(id, AccountMove.values().invoicePaymentTermId(terms));
                invoices.post(List.of(id));

                long payment = invoices.registerPayment(id, PAID, bank);

                assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.PAID);
                assertThat(odoo.model(AccountPayment.TYPE)
                                .read(List.of(payment), AccountPayment.AMOUNT)
                                .get(0)
                                .amount())
                        .isEqualByComparingTo("200.25");
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void draftsAndInvoicesThatAreNotThereAreNotPaid(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long draft = invoice(odoo, AccountMove.MoveType.OUT_INVOICE);
            long bank = bank(odoo);

            assertThatThrownBy(() -> invoices.registerPayment(draft, PAID, bank))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("draft");
            assertThat(invoices.paymentState(draft)).isEqualTo(AccountMove.PaymentState.NOT_PAID);
            assertThatThrownBy(() -> invoices.registerPayment(NOBODY, PAID, bank))
                    .isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> invoices.paymentState(NOBODY)).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> invoices.post(List.of(NOBODY))).isInstanceOf(UserErrorException.class);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void anInvoiceInAnotherCurrencyIsPaidInThatCurrency(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long euro = euro(odoo);
            long id = invoice(odoo, AccountMove.MoveType.OUT_INVOICE);
            odoo.model(AccountMove.TYPE).update(id, AccountMove.values().currencyId(euro));
            invoices.post(List.of(id));
            AccountMove posted = odoo.model(AccountMove.TYPE)
                    .read(List.of(id), AccountMove.AMOUNT_TOTAL, AccountMove.AMOUNT_TOTAL_SIGNED)
                    .get(0);
            assertThat(posted.amountTotal()).isEqualByComparingTo("200.25");
            assertThat(posted.amountTotalSigned()).isEqualByComparingTo("400.50");

            // The rate changes between the invoice and its payments.
            long part = invoices.registerPayment(id, PAID, new BigDecimal("50.10"), bank(odoo));

            AccountMove partly = invoices.find(List.of(id)).get(0);
            assertThat(partly.paymentState()).isEqualTo(AccountMove.PaymentState.PARTIAL);
            assertThat(partly.amountResidual()).isEqualByComparingTo("150.15");
            long rest = invoices.registerPayment(id, PAID, bank(odoo));
            AccountMove paid = invoices.find(List.of(id)).get(0);
            assertThat(paid.paymentState()).isEqualTo(AccountMove.PaymentState.PAID);
            assertThat(paid.amountResidual()).isZero();
            List<AccountPayment> payments = odoo.model(AccountPayment.TYPE)
                    .read(List.of(part, rest), AccountPayment.AMOUNT, AccountPayment.CURRENCY_ID);
            assertThat(payments)
                    .extracting(AccountPayment::amount)
                    .usingElementComparator(BigDecimal::compareTo)
                    .containsExactly(new BigDecimal("50.10"), new BigDecimal("150.15"));
            assertThat(payments)
                    .extracting(AccountPayment::currencyId)
                    .extracting(Ref::id)
                    .containsOnly(euro);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aJournalInAnotherCurrencyTakesTheInvoices(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long journal = odoo.model(AccountJournal.TYPE)
                    .create(AccountJournal.values()
                            .name("Euros")
                            .type(AccountJournal.Type.BANK)
                            .currencyId(euro(odoo)));
            long id = posted(odoo, invoices, AccountMove.MoveType.OUT_INVOICE);

            invoices.registerPayment(id, PAID, new BigDecimal("100.00"), journal);

            assertThat(invoices.find(List.of(id)).get(0).amountResidual()).isEqualByComparingTo("100.25");
            assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.PARTIAL);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void paymentsThatCannotBeAreRefusedAndRegisterNothing(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long id = posted(odoo, invoices, AccountMove.MoveType.OUT_INVOICE);
            long sales = odoo.model(AccountJournal.TYPE)
                    .search(AccountJournal.TYPE_.eq(AccountJournal.Type.SALE))
                    .ids()
                    .get(0);
            long payments = odoo.model(AccountPayment.TYPE).search().count();

            assertThatThrownBy(() -> invoices.registerPayment(id, PAID, sales))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("of type sale");
            assertThatThrownBy(() -> invoices.registerPayment(id, PAID, NOBODY))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("account.journal");
            assertThat(odoo.model(AccountPayment.TYPE).search().count()).isEqualTo(payments);
            assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.NOT_PAID);

            invoices.registerPayment(id, PAID, new BigDecimal("500"), bank(odoo));
            assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.PAID);
            assertThatThrownBy(() -> invoices.registerPayment(id, PAID, BigDecimal.TEN, bank(odoo)))
                    .isInstanceOf(UserErrorException.class);
            assertThat(odoo.model(AccountPayment.TYPE).search().count()).isEqualTo(payments + 1);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void invoicesArePostedAllOrNone(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long draft = invoice(odoo, AccountMove.MoveType.OUT_INVOICE);
            long posted = posted(odoo, invoices, AccountMove.MoveType.OUT_INVOICE);
            long empty = odoo.model(AccountMove.TYPE)
                    .create(AccountMove.values()
                            .moveType(AccountMove.MoveType.OUT_INVOICE)
                            .partnerId(odoo.model(ResPartner.TYPE)
                                    .create(ResPartner.values().name("Acme"))));

            for (long other : new long[] {posted, empty, NOBODY}) {
                assertThatThrownBy(() -> invoices.post(List.of(draft, other))).isInstanceOf(UserErrorException.class);
                assertThat(state(invoices, draft)).isEqualTo(AccountMove.State.DRAFT);
            }
            assertThatThrownBy(() -> invoices.resetToDraft(List.of(posted, draft)))
                    .isInstanceOf(UserErrorException.class);
            assertThat(state(invoices, posted)).isEqualTo(AccountMove.State.POSTED);
            assertThatThrownBy(() -> invoices.resetToDraft(List.of(NOBODY))).isInstanceOf(MissingRecordException.class);
            assertThatThrownBy(() -> invoices.cancel(List.of(NOBODY))).isInstanceOf(MissingRecordException.class);

            invoices.post(List.of(draft, draft));
            assertThat(state(invoices, draft)).isEqualTo(AccountMove.State.POSTED);
            List<Long> many = Stream.concat(
                            LongStream.range(1_000_000, 1_003_000).boxed(), Stream.of(draft, posted, draft))
                    .toList();
            assertThat(invoices.find(many)).extracting(AccountMove::id).contains(draft, posted);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aReversalIsADraftThatSettlesTheInvoiceOncePosted(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long id = posted(odoo, invoices, AccountMove.MoveType.OUT_INVOICE);

            long reversal = invoices.reverse(id, PAID, "wrong tier");

            AccountMove made = odoo.model(AccountMove.TYPE)
                    .read(
                            List.of(reversal),
                            AccountMove.STATE,
                            AccountMove.MOVE_TYPE,
                            AccountMove.DATE,
                            AccountMove.REF,
                            AccountMove.REVERSED_ENTRY_ID)
                    .get(0);
            assertThat(made.state()).isEqualTo(AccountMove.State.DRAFT);
            assertThat(made.moveType()).isEqualTo(AccountMove.MoveType.OUT_REFUND);
            assertThat(made.date()).isEqualTo(PAID);
            assertThat(made.ref()).contains("wrong tier");
            assertThat(made.reversedEntryId())
                    .extracting(ref -> ref == null ? null : ref.id())
                    .isEqualTo(id);
            assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.NOT_PAID);
            invoices.post(List.of(reversal));
            assertThat(invoices.paymentState(id)).isEqualTo(AccountMove.PaymentState.REVERSED);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void onlyWhatIsPostedIsReversed(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long draft = invoice(odoo, AccountMove.MoveType.OUT_INVOICE);

            assertThatThrownBy(() -> invoices.reverse(draft, PAID, "wrong")).isInstanceOf(UserErrorException.class);
            assertThatThrownBy(() -> invoices.reverse(NOBODY, PAID, "wrong"))
                    .isInstanceOf(NoSuchElementException.class);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void billsAndCreditNotesArePaidToo(Protocol protocol) {
        invoicing(protocol, (odoo, invoices) -> {
            long bank = bank(odoo);
            for (AccountMove.MoveType type :
                    List.of(AccountMove.MoveType.IN_INVOICE, AccountMove.MoveType.OUT_REFUND)) {
                long id = posted(odoo, invoices, type);

                long payment = invoices.registerPayment(id, PAID, bank);

                assertThat(invoices.paymentState(id)).as("%s", type).isEqualTo(AccountMove.PaymentState.PAID);
                assertThat(odoo.model(AccountPayment.TYPE)
                                .read(List.of(payment), AccountPayment.PAYMENT_TYPE)
                                .get(0)
                                .paymentType())
                        .isEqualTo(AccountPayment.PaymentType.OUTBOUND);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aTicketIsOpenedAssignedMovedAndClosed(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Tickets tickets = Tickets.of(odoo);
            long team = odoo.model(HelpdeskTeam.TYPE)
                    .search(HelpdeskTeam.NAME.eq("Customer Care"))
                    .ids()
                    .get(0);
            List<Tickets.Stage> stages = tickets.stages(team);
            assertThat(stages)
                    .extracting(Tickets.Stage::name)
                    .containsExactly("New", "In Progress", "On Hold", "Solved", "Cancelled");
            assertThat(stages).extracting(Tickets.Stage::closed).containsExactly(false, false, false, true, true);

            long ticket =
                    tickets.open(HelpdeskTicket.values().name("Cannot log in").teamId(team));
            assertThat(stage(odoo, ticket)).isEqualTo(stages.get(0).id());
            assertThat(tickets.isClosed(ticket)).isFalse();
            tickets.assign(ticket, odoo.uid());
            assertThat(odoo.model(HelpdeskTicket.TYPE)
                            .read(List.of(ticket), HelpdeskTicket.USER_ID)
                            .get(0)
                            .userId())
                    .extracting(ref -> ref == null ? null : ref.id())
                    .isEqualTo(odoo.uid());
            tickets.move(ticket, stages.get(1).id());
            assertThat(stage(odoo, ticket)).isEqualTo(stages.get(1).id());
            tickets.close(ticket);
            assertThat(stage(odoo, ticket)).isEqualTo(stages.get(3).id());
            assertThat(tickets.isClosed(ticket)).isTrue();

            tickets.move(ticket, stages.get(4).id());
            tickets.close(ticket);
            assertThat(stage(odoo, ticket)).isEqualTo(stages.get(4).id());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void aTeamWithoutClosingStageCannotCloseItsTickets(Protocol protocol) {
        try (OdooClient odoo = server.client(protocol)) {
            Tickets tickets = Tickets.of(odoo);
            long team = odoo.model(HelpdeskTeam.TYPE)
                    .create(HelpdeskTeam.values()
                            .name("Endless")
                            .stageIds(
                                    Command.create(HelpdeskStage.values().name("Open")),
                                    Command.create(HelpdeskStage.values()
                                            .name("Archived")
                                            .fold(true)
                                            .active(false))));
            long ticket = tickets.open(HelpdeskTicket.values().name("Slow").teamId(team));
            long nobodys = tickets.open(HelpdeskTicket.values().name("Lost").teamId(null));

            assertThat(tickets.stages(team)).extracting(Tickets.Stage::name).containsExactly("Open");
            assertThatThrownBy(() -> tickets.close(ticket))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Endless");
            assertThatThrownBy(() -> tickets.close(nobodys))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no team");
            assertThat(tickets.isClosed(nobodys)).isFalse();
            tickets.move(nobodys, archived(odoo, team));
            tickets.close(nobodys);
            assertThat(tickets.isClosed(nobodys)).isTrue();
            assertThatThrownBy(() -> tickets.stages(NOBODY)).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> tickets.move(ticket, NOBODY)).isInstanceOf(UserErrorException.class);
            assertThatThrownBy(() -> tickets.assign(ticket, NOBODY)).isInstanceOf(UserErrorException.class);
            assertThatThrownBy(() -> tickets.move(NOBODY, archived(odoo, team)))
                    .isInstanceOf(MissingRecordException.class);
            assertThatThrownBy(() -> tickets.open(HelpdeskTicket.values())).isInstanceOf(UserErrorException.class);
            assertThat(tickets.isClosed(ticket)).isFalse();
            assertThatThrownBy(() -> tickets.close(NOBODY)).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> tickets.isClosed(NOBODY)).isInstanceOf(NoSuchElementException.class);
            assertThatThrownBy(() -> tickets.assign(NOBODY, odoo.uid())).isInstanceOf(MissingRecordException.class);
        }
    }

    private void invoicing(Protocol protocol, BiConsumer<OdooClient, Invoices> test) {
        try (OdooClient odoo = server.client(protocol)) {
            test.accept(odoo, Invoices.of(odoo));
        }
    }

    private static long posted(OdooClient odoo, Invoices invoices, AccountMove.MoveType type) {
        long id = invoice(odoo, type);
        invoices.post(List.of(id));
        return id;
    }

    private static long invoice(OdooClient odoo, AccountMove.MoveType type) {
        long customer = odoo.model(ResPartner.TYPE).create(ResPartner.values().name("Acme"));
        return odoo.model(AccountMove.TYPE)
                .create(AccountMove.values()
                        .moveType(type)
                        .partnerId(customer)
                        .invoiceDate(INVOICED)
                        .invoiceLineIds(Command.create(AccountMoveLine.values()
                                .name("Set-up")
                                .priceUnit(200.25)
                                .taxIds(Command.clear()))));
    }

    private static AccountMove.@Nullable State state(Invoices invoices, long id) {
        return invoices.find(List.of(id)).get(0).state();
    }

    private static long archived(OdooClient odoo, long team) {
        return odoo.withArchived()
                .model(HelpdeskStage.TYPE)
                .search(HelpdeskStage.TEAM_IDS.contains(team).and(HelpdeskStage.NAME.eq("Archived")))
                .ids()
                .get(0);
    }

    /** The euro: a dollar is half a one when invoiced, three when paid. */
    private static long euro(OdooClient odoo) {
        OdooClient all = odoo.withArchived();
        long euro = all.model(ResCurrency.TYPE)
                .search(ResCurrency.NAME.eq("EUR"))
                .ids()
                .get(0);
        all.model(ResCurrency.TYPE).update(euro, ResCurrency.values().active(true));
        if (!odoo.model("res.currency.rate")
                .search(Domain.of("currency_id", "=", euro))
                .exists()) {
            odoo.model("res.currency.rate").create(List.of(rate(euro, INVOICED, 0.5), rate(euro, PAID, 3)));
        }
        return euro;
    }

    private static Values<Record> rate(long currency, LocalDate from, double rate) {
        return new Values<Record>()
                .set("currency_id", currency)
                .set("name", from)
                .set("rate", rate);
    }

    private static long bank(OdooClient odoo) {
        return odoo.model(AccountJournal.TYPE)
                .search(AccountJournal.TYPE_.eq(AccountJournal.Type.BANK))
                .ids()
                .get(0);
    }

    private static long instalments(OdooClient odoo) {
        return terms(odoo, new Values<Record>().set("name", "30/70"), 30, 70);
    }

    private static long discount(OdooClient odoo) {
        return terms(
                odoo,
                new Values<Record>()
                        .set("name", "2/7")
                        .set("early_discount", true)
                        .set("discount_percentage", 2)
                        .set("discount_days", 7),
                100);
    }

    private static long terms(OdooClient odoo, Values<Record> values, int... percents) {
        List<Command<Record>> lines = new ArrayList<>();
        for (int i = 0; i < percents.length; i++) {
            lines.add(Command.create(new Values<Record>()
                    .set("value", "percent")
                    .set("value_amount", percents[i])
                    .set("nb_days", 30 * i)));
        }
        return odoo.model("account.payment.term").create(values.set("line_ids", lines));
    }

    private static @Nullable Long stage(OdooClient odoo, long ticket) {
        Ref<HelpdeskStage> stage = odoo.model(HelpdeskTicket.TYPE)
                .read(List.of(ticket), HelpdeskTicket.STAGE_ID)
                .get(0)
                .stageId();
        return stage == null ? null : stage.id();
    }
}
