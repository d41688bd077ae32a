package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.model.Records;
import java.util.Map;
import java.util.Set;

/** What the types of entries ({@code move_type}) mean. */
final class MoveTypes {
    private static final Set<String> SALE = Set.of("out_invoice", "out_refund", "out_receipt");
    private static final Set<String> PURCHASE = Set.of("in_invoice", "in_refund", "in_receipt");
    private static final Set<String> INBOUND = Set.of("out_invoice", "in_refund", "out_receipt");
    private static final Map<String, String> NAMES = Map.of(
            "entry", "Journal Entry",
            "out_invoice", "Invoice",
            "out_refund", "Credit Note",
            "in_invoice", "Vendor Bill",
            "in_refund", "Vendor Credit Note",
            "out_receipt", "Sales Receipt",
            "in_receipt", "Purchase Receipt");
    private static final Map<String, String> REVERSED = Map.of(
            "entry", "entry",
            "out_invoice", "out_refund",
            "out_refund", "entry",
            "in_invoice", "in_refund",
            "in_refund", "entry",
            "out_receipt", "out_refund",
            "in_receipt", "in_refund");

    private MoveTypes() {}

    static String of(Records move) {
        String type = move.text("move_type");
        return type.isEmpty() ? "entry" : type;
    }

    static boolean isSale(Records move) {
        return SALE.contains(of(move));
    }

    static boolean isPurchase(Records move) {
        return PURCHASE.contains(of(move));
    }

    static boolean isInvoice(Records move) {
        return isSale(move) || isPurchase(move);
    }

    static boolean isRefund(Records move) {
        return of(move).endsWith("_refund");
    }

    static boolean isInbound(Records move) {
        return INBOUND.contains(of(move));
    }

    /** What the balances of an invoice's own lines have to be multiplied by to be positive. */
    static long direction(Records move) {
        return of(move).equals("entry") || !isInbound(move) ? 1 : -1;
    }

    static String name(Records move) {
        return NAMES.getOrDefault(of(move), "");
    }

    /** The type of what reverses one. */
    static String reversed(Records move) {
        return REVERSED.getOrDefault(of(move), "entry");
    }
}
