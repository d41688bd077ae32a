package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.models.Teams;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code account.move}: journal entries and invoices. */
final class Moves implements Behaviour {
    private final Series series;

    Moves(Series series) {
        this.series = series;
    }

    @Override
    public void define(ModelDefinition move) {
        move.order(
                        series.atLeast(Series.V17)
                                ? "date desc, name desc, invoice_date desc, id desc"
                                : "date desc, name desc, id desc")
                .displayName(Moves::shown)
                .namesSearched("name", "ref")
                .nameDomain(Moves::named)
                .defaultValue("state", "draft")
                .defaultValue("move_type", "entry")
                .defaultValue("auto_post", "no")
                .lines("invoice_line_ids", MoveLines::isOfInvoice)
                .plain("payment_state", "reversed_entry_id", "invoice_origin", "is_move_sent", "auto_post_origin_id")
                .plain("inalterable_hash", "secure_sequence_number", "tax_cash_basis_origin_move_id")
                .plain("transaction_ids", "amount_untaxed", "made_sequence_gap")
                .notCopied(
                        "name", "state", "posted_before", "payment_reference", "payment_state", "invoice_date", "date")
                .notCopied(
                        "invoice_date_due", "ref", "reversed_entry_id", "is_move_sent", "checked", "origin_payment_id")
                .copied("line_ids", MoveLines::isOfInvoice)
                .constraint(Moves::checkJournal)
                .constraint(Moves::checkName);
        related(move);
        dates(move);
        Names.define(move, series);
        MoveAmounts.define(move, series);
        Posting.define(move, series);
        DynamicLines.define(move, series);
        move.afterCreate(Moves::compute);
    }

    /** As Odoo, which works these out before automation rules know of a new entry. */
    private static void compute(Records move) {
        List.of("payment_state", "amount_total", "amount_residual", "invoice_date_due")
                .forEach(move::get);
    }

    private void related(ModelDefinition move) {
        move.stored("company_id", Moves::company, "journal_id")
                .stored("journal_id", Moves::journal, "move_type")
                .stored("currency_id", Moves::currency, "journal_id")
                .stored("commercial_partner_id", Moves::commercialPartner, "partner_id.commercial_partner_id")
                .stored("partner_shipping_id", Moves::shipping, "partner_id")
                .stored("invoice_partner_display_name", Moves::partnerName, "partner_id.complete_name")
                .stored("invoice_user_id", record -> MoveTypes.isSale(record) ? record.uid() : null, "move_type")
                .stored("team_id", Moves::team, "invoice_user_id")
                .stored("invoice_payment_term_id", Moves::terms, "partner_id")
                .stored("invoice_currency_rate", Moves::rate, "currency_id", "invoice_date")
                .computed(
                        "company_currency_id",
                        record -> record.related("company_id").get("currency_id"))
                .computed("bank_partner_id", Moves::bankPartner)
                .computed("direction_sign", MoveTypes::direction)
                .computed("type_name", record -> typeName(record))
                .computed("user_id", record -> record.get("invoice_user_id"))
                .computed("access_url", record -> "/my/invoices/" + record.id())
                .computed("move_sent_values", record -> record.flag("is_move_sent") ? "sent" : "not_sent");
    }

    /** The team of who sells. */
    private static @Nullable Object team(Records move) {
        Object own = move.get("team_id");
        if (own != null || !MoveTypes.isSale(move) || move.get("invoice_user_id") == null) {
            return own;
        }
        return Teams.of(move, move.get("invoice_user_id"));
    }

    private String typeName(Records move) {
        return MoveTypes.name(move);
    }

    private static void dates(ModelDefinition move) {
        move.stored("date", Moves::date, "invoice_date")
                .stored("invoice_date_due", DynamicLines::lastDue, "invoice_payment_term_id", "invoice_date");
    }

    // -------------------------------------------------------------------------------------------- names

    private static Object shown(Records move) {
        StringBuilder shown = new StringBuilder();
        String name = move.text("name").equals("/") ? "" : move.text("name");
        if (move.text("state").equals("draft")) {
            shown.append(
                    switch (MoveTypes.of(move)) {
                        case "entry" -> "Draft Entry";
                        case "in_invoice" -> "Draft Bill";
                        default -> "Draft " + MoveTypes.name(move);
                    });
            shown.append(name.isEmpty() ? "" : " " + name);
        } else {
            shown.append(name);
        }
        return move.text("ref").isEmpty() ? shown.toString() : shown + " (" + move.text("ref") + ")";
    }

    private static List<?> named(Records none, String operator, Object name) {
        return List.of(
                "|",
                "|",
                List.of("name", operator, name),
                List.of("ref", operator, name),
                List.of("partner_id.name", operator, name));
    }

    private static Object partnerName(Records move) {
        Records partner = move.related("partner_id");
        if (!partner.isEmpty()) {
            return String.valueOf(partner.get("display_name"));
        }
        Records user = move.browse("res.users", List.of(move.uid()));
        return "#Created by: " + user.get("name");
    }

    // ---------------------------------------------------------------------------------- related records

    private static @Nullable Object company(Records move) {
        Records journal = move.related("journal_id");
        return journal.isEmpty() ? (Object) move.company() : journal.get("company_id");
    }

    private static @Nullable Object journal(Records move) {
        if (move.get("journal_id") != null) {
            return move.get("journal_id");
        }
        String type = MoveTypes.isSale(move) ? "sale" : MoveTypes.isPurchase(move) ? "purchase" : "general";
        List<Long> journals = move.search(
                        "account.journal",
                        List.of(List.of("type", "=", type), List.of("company_id", "=", move.company())))
                .ids();
        if (journals.isEmpty()) {
            throw FakeErrors.userError(
                    "No journal could be found in company " + move.company() + " for any of those types: " + type);
        }
        return journals.get(0);
    }

    private static @Nullable Object currency(Records move) {
        Records journal = move.related("journal_id");
        Object own = journal.isEmpty() ? null : journal.get("currency_id");
        return own != null ? own : move.related("company_id").get("currency_id");
    }

    private static @Nullable Object commercialPartner(Records move) {
        Records partner = move.related("partner_id");
        return partner.isEmpty() ? null : partner.get("commercial_partner_id");
    }

    private static @Nullable Object shipping(Records move) {
        Records partner = move.related("partner_id");
        return partner.isEmpty() || !MoveTypes.isInvoice(move) ? null : Addresses.of(partner, "delivery");
    }

    private static @Nullable Object terms(Records move) {
        Records partner = move.related("partner_id").isEmpty()
                ? move.related("partner_id")
                : move.related("partner_id").related("commercial_partner_id");
        String field = MoveTypes.isPurchase(move) ? "property_supplier_payment_term_id" : "property_payment_term_id";
        boolean hasTerms = MoveTypes.isInvoice(move) && !partner.isEmpty() && partner.has(field);
        return hasTerms ? partner.get(field) : null;
    }

    private static Object rate(Records move) {
        Object day = move.get("invoice_date") == null ? move.get("date") : move.get("invoice_date");
        return Amounts.rate(move.related("currency_id"), move.related("company_id"), day);
    }

    private static @Nullable Object bankPartner(Records move) {
        if (MoveTypes.isInvoice(move) && MoveTypes.isInbound(move)) {
            return move.related("company_id").get("partner_id");
        }
        return move.get("commercial_partner_id");
    }

    private static void checkJournal(Records moves) {
        for (Records move : moves.each()) {
            String type = move.related("journal_id").text("type");
            if (MoveTypes.isSale(move) && !type.equals("sale")) {
                throw FakeErrors.validationError("Cannot create a sale document in a non sale journal");
            }
            if (MoveTypes.isPurchase(move) && !type.equals("purchase")) {
                throw FakeErrors.validationError("Cannot create a purchase document in a non purchase journal");
            }
        }
    }

    /** Of the posted entries of a journal, each has a name of its own. */
    private static void checkName(Records moves) {
        for (Records move : moves.each()) {
            if (!move.text("state").equals("posted") || !Names.hasNumber(move)) {
                continue;
            }
            Records same = move.search(
                    "account.move",
                    List.of(
                            List.of("name", "=", move.text("name")),
                            List.of(
                                    "journal_id",
                                    "=",
                                    move.related("journal_id").id()),
                            List.of("state", "=", "posted"),
                            List.of("id", "!=", move.id())));
            if (!same.isEmpty()) {
                throw FakeErrors.validationError(
                        "The operation cannot be completed: Another entry with the same name already exists.");
            }
        }
    }

    // ---------------------------------------------------------------------------------------------- dates

    /** When an entry is booked: bills of a month that is over on its last day. */
    private static Object date(Records move) {
        LocalDate today = Today.of(move);
        if (move.get("invoice_date") == null) {
            return move.get("date") == null ? today.toString() : move.text("date");
        }
        LocalDate invoiced = LocalDate.parse(move.text("invoice_date"));
        if (!MoveTypes.isPurchase(move)) {
            return invoiced.toString();
        }
        if (invoiced.withDayOfMonth(1).isBefore(today.withDayOfMonth(1))) {
            return invoiced.withDayOfMonth(invoiced.lengthOfMonth()).toString();
        }
        return (invoiced.isAfter(today) ? invoiced : today).toString();
    }
}
