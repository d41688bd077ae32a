package com.powerseller.odoo.models.invoicing;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Model;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.AccountJournal;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountPayment;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is done with invoices, vendor bills and credit notes ({@code account.move}), the same on 16.0 to 19.0. Immutable, thread-safe.
 *
 * <p>What Odoo refuses is a {@link UserErrorException} with its reason; every method throws {@link OdooException} as any call does. Each request is a transaction
 * of its own. None is repeated when it is not known whether it took place: look at the state of the invoice before doing it again, above all after {@link
 * #registerPayment} and {@link #reverse}.
 */
public final class Invoices {
    private static final Set<AccountJournal.Type> NOT_FOR_PAYMENTS =
            Set.of(AccountJournal.Type.SALE, AccountJournal.Type.PURCHASE, AccountJournal.Type.GENERAL);

    private final OdooClient odoo;
    private final Model<AccountMove> moves;

    private Invoices(OdooClient odoo) {
        this.odoo = odoo;
        this.moves = odoo.model(AccountMove.TYPE);
    }

    /** The invoices that this client sees. No request. */
    public static Invoices of(OdooClient odoo) {
        return new Invoices(odoo);
    }

    /**
     * The invoices of these ids, in the order of the ids, with {@code name}, {@code move_type}, {@code state}, {@code payment_state}, {@code partner_id}, {@code
     * invoice_date}, {@code invoice_date_due}, {@code currency_id}, {@code amount_total}, {@code amount_residual} and {@code ref}. Those that do not exist are left
     * out. One request; none for no ids.
     */
    public List<AccountMove> find(Collection<Long> ids) {
        return moves.read(
                ids,
                AccountMove.NAME,
                AccountMove.MOVE_TYPE,
                AccountMove.STATE,
                AccountMove.PAYMENT_STATE,
                AccountMove.PARTNER_ID,
                AccountMove.INVOICE_DATE,
                AccountMove.INVOICE_DATE_DUE,
                AccountMove.CURRENCY_ID,
                AccountMove.AMOUNT_TOTAL,
                AccountMove.AMOUNT_RESIDUAL,
                AccountMove.REF);
    }

    /**
     * Posts drafts, all or none ({@code action_post}). One request; none for no ids; one more if Odoo answers with a wizard, which on 18.0 and later it may do
     * before posting and also after it.
     *
     * @throws DecisionRequiredException if Odoo wants a person to decide first; its message says in which wizard
     * @throws UserErrorException if one is not a draft, or lacks something
     */
    public void post(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return;
        }
        if (!(moves.call("action_post", ids, Map.of()) instanceof Map<?, ?> action)) {
            return;
        }
        List<Long> left = moves.read(ids, AccountMove.STATE).stream()
                .filter(move -> !AccountMove.State.POSTED.equals(move.state()))
                .map(AccountMove::id)
                .toList();
        if (!left.isEmpty()) {
            throw new DecisionRequiredException(
                    left, String.valueOf(action.get("res_model")), String.valueOf(action.get("name")));
        }
    }

    /**
     * Makes posted or cancelled ones drafts again, all or none. One request; none for no ids. Payments that are journal entries are no longer matched with them then;
     * others (18.0 and later: those of a journal without an outstanding account) stay, so that the draft is as paid as the invoice was.
     *
     * @throws UserErrorException if one is a draft, or may no longer be changed
     */
    public void resetToDraft(Collection<Long> ids) {
        callOnAny("button_draft", ids);
    }

    /**
     * Cancels drafts, all or none. One request; none for no ids. Odoo 19 also takes posted ones; so that other series do, {@link #resetToDraft} them first.
     *
     * @throws UserErrorException if one cannot be cancelled
     */
    public void cancel(Collection<Long> ids) {
        callOnAny("button_cancel", ids);
    }

    private void callOnAny(String method, Collection<Long> ids) {
        if (!ids.isEmpty()) {
            moves.call(method, ids, Map.of());
        }
    }

    /**
     * Registers a payment of all that is due, whatever instalments or discounts Odoo would propose, and returns the id of the {@link AccountPayment}. Four requests.
     *
     * @param date the day of the payment
     * @param journal the id of the {@link AccountJournal}, of type bank or cash, that the payment is in
     * @throws IllegalStateException if the invoice is not posted, or nothing is due; nothing was registered
     * @throws IllegalArgumentException if the journal is not for payments; nothing was registered
     * @throws NoSuchElementException if there is no such invoice or journal
     */
    public long registerPayment(long id, LocalDate date, long journal) {
        AccountMove due = due(id);
        BigDecimal amount = Objects.requireNonNull(due.amountResidual());
        if (amount.signum() == 0) {
            throw new IllegalStateException("nothing is due on " + due.name() + ", " + id + " of account.move");
        }
        return pay(due, date, amount, journal);
    }

    /**
     * Registers a payment of this amount and returns the id of the {@link AccountPayment}. Four requests. What is still due then stays due; what is paid too much
     * stays with the customer.
     *
     * @param date the day of the payment
     * @param amount how much, positive, in the currency of the invoice, which Odoo rounds it to, whatever the company's or the journal's is; credit notes too
     * @param journal the id of the {@link AccountJournal}, of type bank or cash, that the payment is in
     * @throws IllegalArgumentException if the amount is not positive, or the journal not for payments; nothing was registered
     * @throws IllegalStateException if the invoice is not posted; nothing was registered
     * @throws UserErrorException if nothing is due
     * @throws NoSuchElementException if there is no such invoice or journal
     */
    public long registerPayment(long id, LocalDate date, BigDecimal amount, long journal) {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("an amount of " + amount + "; it must be positive");
        }
        return pay(due(id), date, amount, journal);
    }

    /** Odoo 19 would register the payment of a draft, earlier series would not. */
    private AccountMove due(long id) {
        AccountMove invoice =
                only(id, AccountMove.NAME, AccountMove.STATE, AccountMove.AMOUNT_RESIDUAL, AccountMove.CURRENCY_ID);
        if (!AccountMove.State.POSTED.equals(invoice.state())) {
            throw new IllegalStateException(
                    id + " of account.move is in the state '" + invoice.state() + "': only posted ones are paid");
        }
        return invoice;
    }

    private long pay(AccountMove invoice, LocalDate date, BigDecimal amount, long journal) {
        demandPayments(journal);
        Values<Record> values = new Values<Record>()
                .set("payment_date", date)
                .set("amount", amount)
                .set("currency_id", invoice.currencyId())
                .set("journal_id", journal)
                .set("payment_difference_handling", "open");
        return throughWizard(
                "account.payment.register", invoice.id(), values, "action_create_payments", "registered a payment of");
    }

    /** What Odoo says of a journal that is not there, or not for payments, is about something else. */
    private void demandPayments(long journal) {
        List<AccountJournal> found =
                odoo.model(AccountJournal.TYPE).read(List.of(journal), AccountJournal.NAME, AccountJournal.TYPE_);
        if (found.isEmpty()) {
            throw new NoSuchElementException("there is no account.journal " + journal);
        }
        AccountJournal.Type type = found.get(0).type();
        if (type != null && NOT_FOR_PAYMENTS.contains(type)) {
            throw new IllegalArgumentException("account.journal " + journal + ", "
                    + found.get(0).name() + ", is of type " + type + ": payments are in one of type bank or cash");
        }
    }

    /**
     * Makes a draft that reverses an invoice, a credit note in most cases, and returns its id. Three requests, and one for the version if the client does not know
     * it yet. {@link #post} it, and Odoo matches it with the invoice, whose payment state is then {@code reversed} unless it had been paid.
     *
     * @param date the accounting date of the reversal
     * @param reason what customers read on it
     * @throws UserErrorException if the invoice is not posted
     * @throws NoSuchElementException if there is no such invoice
     */
    public long reverse(long id, LocalDate date, String reason) {
        Ref<AccountJournal> journal = only(id, AccountMove.JOURNAL_ID).journalId();
        Values<Record> values =
                new Values<Record>().set("date", date).set("reason", reason).set("journal_id", journal);
        boolean refundMoves = odoo.version().isAtLeast(17);
        if (!refundMoves) {
            values.set("refund_method", "refund").set("date_mode", "custom");
        }
        String method = refundMoves ? "refund_moves" : "reverse_moves";
        return throughWizard("account.move.reversal", id, values, method, "reversed");
    }

    /**
     * How far an invoice is paid. One request. {@code blocked} is of 18.0 and later; {@code in_payment} needs Enterprise's accounting. A draft that was
     * never posted is {@code not_paid}.
     *
     * @throws NoSuchElementException if there is no such invoice
     */
    public AccountMove.PaymentState paymentState(long id) {
        AccountMove.@Nullable PaymentState state =
                only(id, AccountMove.PAYMENT_STATE).paymentState();
        return state == null ? AccountMove.PaymentState.NOT_PAID : state;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final AccountMove only(long id, Field<AccountMove, ?>... fields) {
        List<AccountMove> found = moves.read(List.of(id), fields);
        if (found.isEmpty()) {
            throw new NoSuchElementException("there is no account.move " + id);
        }
        return found.get(0);
    }

    /** Makes a wizard for one invoice, calls its method, and returns the id of the record that the method leads to. */
    private long throughWizard(String wizard, long invoice, Values<Record> values, String method, String done) {
        Model<Record> wizards = odoo.withContext(odoo.context()
                        .with("active_model", AccountMove.TYPE.name())
                        .with("active_ids", List.of(invoice)))
                .model(wizard);
        long id = wizards.create(values);
        if (wizards.call(method, List.of(id), Map.of()) instanceof Map<?, ?> action
                && action.get("res_id") instanceof Long made) {
            return made;
        }
        throw new IllegalStateException("Odoo has " + done + " the account.move " + invoice
                + ", but does not say which record that made: a module on the server has changed " + wizard + "."
                + method);
    }
}
