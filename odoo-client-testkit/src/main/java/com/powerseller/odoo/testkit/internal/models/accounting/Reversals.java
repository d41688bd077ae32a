package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.model.Behaviour;
import com.powerseller.odoo.testkit.model.FakeErrors;
import com.powerseller.odoo.testkit.model.MethodCall;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code account.move.reversal}: the wizard that reverses entries, those of the context. */
final class Reversals implements Behaviour {
    private static final List<String> COPIED = List.of(
            "name", "display_type", "product_id", "product_uom_id", "quantity", "price_unit", "discount", "sequence");

    private final Series series;
    private final Posting posting;

    Reversals(Series series) {
        this.series = series;
        this.posting = Posting.of(series);
    }

    @Override
    public void define(ModelDefinition wizard) {
        wizard.defaultValue("date", records -> Today.of(records).toString())
                .defaultValue("move_ids", records -> List.of(List.of(6L, 0L, moves(records))))
                .defaultValue("company_id", records -> records.company())
                .defaultValue("refund_method", "refund")
                .defaultValue("date_mode", "custom");
        if (!series.atLeast(Series.V19)) {
            wizard.stored(
                    "journal_id",
                    record -> record.related("move_ids").isEmpty()
                            ? null
                            : record.related("move_ids").each().get(0).get("journal_id"));
        }
        if (series.atLeast(Series.V17)) {
            wizard.method("refund_moves", call -> reverse(call, "refund"))
                    .method("modify_moves", call -> reverse(call, "modify"));
        } else {
            wizard.method("reverse_moves", call -> reverse(call, call.records().text("refund_method")));
        }
    }

    private static List<Long> moves(Records wizard) {
        List<Long> ids = new ArrayList<>();
        if ("account.move".equals(wizard.context().get("active_model"))
                && wizard.context().get("active_ids") instanceof List<?> active) {
            active.forEach(id -> ids.add((Long) id));
        }
        for (Records move : wizard.browse("account.move", ids).each()) {
            if (wizard.search("account.move", List.of(List.of("id", "=", move.id())))
                    .isEmpty()) {
                throw PythonException.missingRecord("account.move", move.id(), wizard.uid());
            }
            if (!move.text("state").equals("posted")) {
                throw FakeErrors.userError("To reverse a journal entry, it has to be posted first.");
            }
        }
        return ids;
    }

    private Object reverse(MethodCall call, String method) {
        Records wizard = call.existing();
        List<Long> made = new ArrayList<>();
        for (Records move : wizard.related("move_ids").each()) {
            Records reversal = move.create(reversal(wizard, move));
            boolean isSettled = !method.equals("refund") || !MoveTypes.isInvoice(move);
            if (isSettled && !Posting.isLater(reversal)) {
                posting.post(reversal);
            }
            if (method.equals("modify")) {
                made.add(move.create(renewed(wizard, move)).id());
            } else {
                made.add(reversal.id());
            }
        }
        wizard.set("new_move_ids", List.of(List.of(6L, 0L, made)));
        return action(wizard, made);
    }

    private static Map<String, @Nullable Object> reversal(Records wizard, Records move) {
        String reason = wizard.text("reason");
        Object date = wizard.has("date_mode") && wizard.text("date_mode").equals("entry")
                ? move.get("date")
                : wizard.get("date");
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("move_type", MoveTypes.reversed(move));
        values.put("ref", "Reversal of: " + move.text("name") + (reason.isEmpty() ? "" : ", " + reason));
        values.put("date", date);
        values.put("journal_id", wizard.get("journal_id"));
        values.put("partner_id", move.get("partner_id"));
        values.put("currency_id", move.get("currency_id"));
        values.put("reversed_entry_id", move.id());
        values.put("auto_post", Today.of(move).toString().compareTo(String.valueOf(date)) < 0 ? "at_date" : "no");
        values.put("invoice_date_due", date);
        if (MoveTypes.isInvoice(move)) {
            values.put("invoice_date", date);
            values.put("invoice_payment_term_id", null);
            values.put("invoice_user_id", move.get("invoice_user_id"));
            values.put("line_ids", invoiced(move));
        } else {
            values.put("line_ids", negated(move));
        }
        return values;
    }

    /** A draft like the one that is reversed. */
    private static Map<String, @Nullable Object> renewed(Records wizard, Records move) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("move_type", MoveTypes.of(move));
        values.put("date", wizard.get("date"));
        values.put("journal_id", wizard.get("journal_id"));
        values.put("partner_id", move.get("partner_id"));
        values.put("currency_id", move.get("currency_id"));
        values.put("line_ids", invoiced(move));
        return values;
    }

    private static List<Object> invoiced(Records move) {
        List<Object> lines = new ArrayList<>();
        for (Records line : move.related("invoice_line_ids").each()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            COPIED.forEach(field -> values.put(field, line.get(field)));
            values.put("account_id", line.get("account_id"));
            values.put(
                    "tax_ids", List.of(List.of(6L, 0L, line.related("tax_ids").ids())));
            lines.add(List.of(0L, 0L, values));
        }
        return lines;
    }

    private static List<Object> negated(Records move) {
        List<Object> lines = new ArrayList<>();
        for (Records line : move.related("line_ids").each()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("name", line.get("name"));
            values.put("account_id", line.get("account_id"));
            values.put("partner_id", line.get("partner_id"));
            values.put("currency_id", line.get("currency_id"));
            values.put("amount_currency", -line.number("amount_currency"));
            values.put("balance", -line.number("balance"));
            lines.add(List.of(0L, 0L, values));
        }
        return lines;
    }

    private Map<String, Object> action(Records wizard, List<Long> made) {
        Records first = wizard.browse("account.move", List.of(Objects.requireNonNull(made.get(0))));
        Map<String, Object> action = new LinkedHashMap<>();
        action.put("name", "Reverse Moves");
        action.put("type", "ir.actions.act_window");
        action.put("res_model", "account.move");
        if (made.size() == 1) {
            action.put("view_mode", "form");
            action.put("res_id", made.get(0));
        } else {
            action.put("view_mode", series.atLeast(Series.V18) ? "list,form" : "tree,form");
            action.put("domain", List.of(List.of("id", "in", made)));
        }
        action.put("context", Map.of("default_move_type", MoveTypes.of(first)));
        return action;
    }
}
