package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.error.ValidationException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import com.powerseller.odoo.query.Order;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** What the tests of invoices, payments and reversals share. */
abstract class AccountingContractTest extends ContractTest {
    static final String MOVE = "account.move";
    static final String LINE = "account.move.line";
    static final String PAYMENT = "account.payment";
    static final LocalDate INVOICED = LocalDate.of(2026, 1, 15);

    static Values<Record> values() {
        return new Values<>();
    }

    /** A line without taxes. */
    static Command<Record> line(String name, double quantity, double price) {
        return Command.create(values().set("name", name)
                .set("quantity", quantity)
                .set("price_unit", price)
                .set("tax_ids", List.of(Command.clear())));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final long invoice(String type, Values<Record> more, Command<Record>... lines) {
        Values<Record> values =
                values().set("move_type", type).set("partner_id", customer()).set("invoice_date", INVOICED);
        values.set("invoice_line_ids", Arrays.asList(lines));
        more.asMap().forEach(values::set);
        return model(MOVE).create(values);
    }

    /** A draft of 200.25. */
    long invoice(String type) {
        return invoice(type, values(), line("Set-up", 1, 200.25));
    }

    /** A journal entry of 10. */
    long postedEntry(Values<Record> more) {
        Values<Record> values =
                values().set("line_ids", List.of(booked("101000", "debit"), booked("400000", "credit")));
        more.asMap().forEach(values::set);
        long id = model(MOVE).create(values);
        post(id);
        return id;
    }

    private Command<Record> booked(String account, String side) {
        return Command.create(
                values().set("name", side).set("account_id", account(account)).set(side, 10));
    }

    long posted(String type) {
        long id = invoice(type);
        post(id);
        return id;
    }

    long customer() {
        return model("res.partner").create(values().set("name", unique()));
    }

    @Nullable Object post(long... ids) {
        return run(MOVE, "action_post", ids);
    }

    @Nullable Object run(String model, String method, long... ids) {
        return model(model).call(method, Arrays.stream(ids).boxed().toList(), Map.of());
    }

    Record read(String model, long id, String... fields) {
        return model(model).read(List.of(id), List.of(fields)).get(0);
    }

    @Nullable Object value(String model, long id, String field) {
        return read(model, id, field).get(field);
    }

    @Nullable Object value(long move, String field) {
        return value(MOVE, move, field);
    }

    double number(long move, String field) {
        return ((Number) Objects.requireNonNull(value(move, field))).doubleValue();
    }

    /** The lines of an entry in the order of their ids. */
    List<Record> lines(long move, String... fields) {
        return model(LINE)
                .search(Domain.of("move_id", "=", move))
                .select(fields.length == 0 ? new String[] {"display_type"} : fields)
                .orderBy(Order.of("id", false))
                .list();
    }

    long found(String model, Domain<Record> domain) {
        return model(model).search(domain).orderBy(Order.of("id", false)).ids().get(0);
    }

    long journal(String type) {
        return found("account.journal", Domain.of("type", "=", type));
    }

    long account(String code) {
        return found("account.account", Domain.of("code", "=", code));
    }

    OdooServerException refused(ThrowingCallable call) {
        return failure(UserErrorException.class, call);
    }

    /** A ValidationError, which XML-RPC does not tell from a UserError. */
    OdooServerException invalid(ThrowingCallable call) {
        return KnownDifference.USER_ERROR_FAMILY.appliesTo(protocol)
                ? failure(UserErrorException.class, call)
                : failure(ValidationException.class, call);
    }

    /** Creates a wizard for entries, and calls its method. */
    @Nullable Object throughWizard(String wizard, Values<Record> values, String method, long... moves) {
        var wizards = odoo().withContext(odoo().context()
                        .with("active_model", MOVE)
                        .with("active_ids", Arrays.stream(moves).boxed().toList()))
                .model(wizard);
        long id = wizards.create(values);
        return wizards.call(method, List.of(id), Map.of());
    }

    /** The payment that a wizard makes. */
    long pay(Values<Record> values, long... moves) {
        return made(throughWizard("account.payment.register", values, "action_create_payments", moves));
    }

    static long made(@Nullable Object action) {
        return action instanceof Map<?, ?> window && window.get("res_id") instanceof Long id ? id : -1;
    }

    /** The id that a many2one has. */
    static @Nullable Object id(Record record, String many2one) {
        return record.get(many2one) instanceof List<?> named ? named.get(0) : null;
    }
}
