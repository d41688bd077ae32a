package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Posts, cancels and resets {@code account.move}, and keeps what is posted from being changed. */
final class Posting {
    private static final Set<String> FIXED = Set.of(
            "invoice_line_ids",
            "line_ids",
            "invoice_date",
            "date",
            "partner_id",
            "invoice_payment_term_id",
            "currency_id");

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM/dd/uuuu");

    private final Series series;

    static Posting of(Series series) {
        return new Posting(series);
    }

    private Posting(Series series) {
        this.series = series;
    }

    static void define(ModelDefinition move, Series series) {
        Posting posting = of(series);
        move.method("action_post", posting::post)
                .method("button_draft", posting::draft)
                .method("button_cancel", posting::cancel)
                .method("action_register_payment", Posting::registerPayment)
                .beforeWrite(Posting::demandChangeable)
                .afterCreate(Posting::demandDraft);
        if (series.atLeast(Series.V18)) {
            move.method("action_toggle_block_payment", Posting::toggleBlock)
                    .stored("checked", record -> record.text("state").equals("posted"), "state");
        }
    }

    private static void demandDraft(Records move) {
        if (move.text("state").equals("posted") && !move.flag("posted_before")) {
            throw FakeErrors.userError(
                    "You cannot create a move already in the posted state. Please create a draft move"
                            + " and post it after.");
        }
    }

    private static void demandChangeable(Records moves, Map<String, ? extends @Nullable Object> values) {
        Set<String> written = values.keySet();
        Set<String> fixed = new TreeSet<>(written);
        fixed.retainAll(FIXED);
        for (Records move : moves.each()) {
            if (!written.contains("state") && move.text("state").equals("posted") && !fixed.isEmpty()) {
                throw FakeErrors.userError("You cannot modify the following readonly fields on a posted move: "
                        + String.join(", ", fixed));
            }
            boolean isMoved = written.contains("journal_id") && !written.contains("name") && move.flag("posted_before");
            if (isMoved && Names.hasNumber(move)) {
                throw FakeErrors.userError(
                        "You cannot edit the journal of an account move if it has been posted once, unless the name is"
                                + " removed or set to \"/\". This might create a gap in the sequence.");
            }
        }
    }

    // --------------------------------------------------------------------------------------------- post

    private Object post(MethodCall call) {
        post(call.existing());
        return false;
    }

    void post(Records moves) {
        List<Records> all = moves.browse(moves.model(), List.copyOf(new java.util.LinkedHashSet<>(moves.ids())))
                .each();
        all.forEach(Posting::demandPostable);
        List<Records> byDate = new ArrayList<>(all);
        byDate.sort(Comparator.<Records, String>comparing(move -> move.text("date"))
                .thenComparing(move -> move.text("ref"))
                .thenComparing(Records::id));
        for (Records move : byDate) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            if (MoveTypes.isSale(move) && move.get("invoice_date") == null) {
                values.put("invoice_date", Today.of(move).toString());
            }
            values.put("state", "posted");
            values.put("posted_before", true);
            move.write(values);
        }
        all.forEach(Posting::rank);
        for (Records move : all) {
            Records original = move.related("reversed_entry_id");
            if (!original.isEmpty() && original.text("state").equals("posted")) {
                Reconciliation.match(move, original);
            }
        }
    }

    /** Counts what a partner and its company have bought or sold. */
    private static void rank(Records move) {
        String rank = MoveTypes.isSale(move) ? "customer_rank" : "supplier_rank";
        Records partner = move.related("partner_id");
        if (!MoveTypes.isInvoice(move)
                || MoveTypes.of(move).endsWith("_receipt")
                || !partner.has(rank)
                || !partner.has("commercial_partner_id")) {
            return;
        }
        Set<Long> counted = new TreeSet<>(partner.ids());
        counted.addAll(partner.related("commercial_partner_id").ids());
        for (long id : counted) {
            Records one = partner.browse("res.partner", List.of(id));
            one.set(rank, (long) one.number(rank) + 1);
        }
    }

    /** Whether Odoo is to post it on a day to come. */
    static boolean isLater(Records move) {
        return !List.of("", "no").contains(move.text("auto_post"))
                && move.text("date").compareTo(Today.of(move).toString()) > 0;
    }

    private static void demandPostable(Records move) {
        if (!move.text("state").equals("draft")) {
            throw FakeErrors.userError("The entry " + move.get("name") + " (id " + move.id() + ") must be in draft.");
        }
        if (isLater(move)) {
            throw FakeErrors.userError("This move is configured to be auto-posted on "
                    + LocalDate.parse(move.text("date")).format(SHOWN));
        }
        if (!List.of("", "no", "at_date").contains(move.text("auto_post"))) {
            throw new UnsupportedByFakeException(
                    "posting account.move that Odoo makes anew each period (auto_post " + move.text("auto_post") + ")");
        }
        boolean hasLines = move.related("line_ids").each().stream().anyMatch(line -> !MoveLines.isNote(line));
        if (!hasLines) {
            throw FakeErrors.userError("There is nothing to post: the entry has no lines.");
        }
        if (!MoveTypes.isInvoice(move)) {
            return;
        }
        if (move.get("partner_id") == null) {
            throw FakeErrors.userError(
                    MoveTypes.isSale(move)
                            ? "The 'Customer' field is required to validate the invoice."
                            : "The field 'Vendor' is required, please complete it to validate the Vendor Bill.");
        }
        if (move.number("amount_total") < 0) {
            throw FakeErrors.userError(
                    "You cannot validate an invoice with a negative total amount. You should create a"
                            + " credit note instead.");
        }
        if (MoveTypes.isPurchase(move) && move.get("invoice_date") == null) {
            throw FakeErrors.userError("The Bill/Refund date is required to validate this document.");
        }
    }

    // -------------------------------------------------------------------------------- draft and cancel

    private @Nullable Object draft(MethodCall call) {
        Records moves = call.existing();
        for (Records move : moves.each()) {
            if (move.text("state").equals("draft")) {
                throw FakeErrors.userError("Only posted/cancelled journal entries can be reset to draft.");
            }
        }
        if (!series.atLeast(Series.V19)) {
            Reconciliation.undo(moves.related("line_ids"));
        }
        moves.set("state", "draft");
        return null;
    }

    private @Nullable Object cancel(MethodCall call) {
        Records moves = call.existing();
        for (Records move : moves.each()) {
            boolean isTaken = move.text("state").equals("draft")
                    || (series.atLeast(Series.V19) && move.text("state").equals("posted"));
            if (!isTaken) {
                throw FakeErrors.userError("Only draft journal entries can be cancelled.");
            }
        }
        Reconciliation.undo(moves.related("line_ids"));
        moves.set("state", "cancel");
        return null;
    }

    private static @Nullable Object toggleBlock(MethodCall call) {
        for (Records move : call.existing().each()) {
            if (move.text("payment_state").equals("blocked")) {
                move.set("payment_state", "not_paid");
                move.set("state", move.get("state"));
            } else {
                move.set("payment_state", "blocked");
            }
        }
        return null;
    }

    private static Object registerPayment(MethodCall call) {
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("name", "Pay");
        action.put("res_model", "account.payment.register");
        action.put("view_mode", "form");
        action.put("views", List.of(List.of(false, "form")));
        action.put(
                "context",
                Map.of(
                        "active_model",
                        "account.move.line",
                        "active_ids",
                        new ArrayList<>(call.existing().related("line_ids").ids())));
        action.put("target", "new");
        action.put("type", "ir.actions.act_window");
        return action;
    }
}
