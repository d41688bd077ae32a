package com.powerseller.odoo.models;

import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.models.ServerModel.ServerField;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of a field: what Odoo sends, what Java should see, and what Odoo should be sent. All three are made from a number, none from another.
 *
 * @param sent what Odoo answers, over all protocols
 * @param read what the accessor should give; for the client's own classes of values, what is in them
 * @param written what Odoo should be sent for the value that was read; a one2many and many2many are not
 */
record OdooValue(Object sent, @Nullable Object read, Object written) {
    /** Declared {@code binary} in {@code fields_get}, but an invoice's or an order's JSON. */
    private static final Set<String> JSON_AS_BINARY = Set.of(
            "invoice_outstanding_credits_debits_widget",
            "invoice_payments_widget",
            "payment_term_details",
            "tax_totals");

    /** A value like no other field's in the row; a selection's is its option at this place, or one that nobody knows. */
    static OdooValue of(ServerField field, int row) {
        long n = 1_000L * (field.place() + 1) + row;
        return switch (JSON_AS_BINARY.contains(field.name()) ? "json" : field.type()) {
            case "boolean" -> same(true);
            case "char", "text", "html" -> same("<p>" + field.name() + " & \"Zoë\" \\ 日本 " + n + "</p>");
            case "integer", "many2one_reference" -> same(n);
            case "float" -> number(row % 2 == 0 ? n + ".125" : "0.30000000000000004");
            case "monetary" -> amount(row % 2 == 0 ? n + ".1" : n + ".0");
            case "date" -> {
                LocalDate date = LocalDate.of(2000, 1, 1).plusDays(n % 20_000);
                String text = "%04d-%02d-%02d".formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
                yield new OdooValue(text, date, text);
            }
            case "datetime" -> {
                int minute = (int) (n % 60);
                int second = (int) (n / 60 % 60);
                String text = "2024-02-29 23:%02d:%02d".formatted(minute, second);
                yield new OdooValue(text, Instant.ofEpochSecond(1_709_247_600L + minute * 60L + second), text);
            }
            case "selection" ->
                same(row < field.options().size() ? field.options().get(row) : "of_tomorrow_" + n);
            case "binary" -> {
                byte[] bytes = {0, -1, (byte) n, (byte) (n >> 8)};
                String text = Base64.getEncoder().encodeToString(bytes);
                yield new OdooValue(text, bytes, text);
            }
            case "many2one" ->
                new OdooValue(List.of(n, field.name() + " " + n), new Ref<>(n, field.name() + " " + n), n);
            case "one2many", "many2many" -> {
                List<Long> ids = List.of(n + 2, n, 2_000_000_000L);
                yield new OdooValue(ids, ids, List.of());
            }
            case "json" -> same(Map.of("deep", List.of(Map.of("n", n), 1.5, "b", false)));
            case "properties" -> {
                Object read = List.of(Map.of("name", "tier", "type", "char", "string", "Tier", "value", "gold " + n));
                yield new OdooValue(read, read, Map.of("tier", "gold " + n));
            }
            case "properties_definition" ->
                same(List.of(Map.of("name", "tier", "type", "char", "string", "Tier " + n)));
            default -> throw new IllegalArgumentException("what does Odoo send for a " + field.type() + "?");
        };
    }

    /** What Odoo sends for a field without a value, as the type has it. */
    static OdooValue empty(ServerField field) {
        return switch (field.type()) {
            case "integer", "many2one_reference" -> same(0L);
            case "float" -> number("0.0");
            case "monetary" -> amount("0.0");
            case "one2many", "many2many", "properties", "properties_definition" -> same(List.of());
            default -> none(field);
        };
    }

    /** Python's {@code False}, which any field may have. */
    static OdooValue none(ServerField field) {
        Object read = switch (field.type()) {
            case "boolean" -> false;
            case "one2many", "many2many", "properties" -> List.of();
            default -> null;
        };
        return new OdooValue(false, read, false);
    }

    private static OdooValue same(Object value) {
        return new OdooValue(value, value, value);
    }

    private static OdooValue number(String digits) {
        return new OdooValue(new BigDecimal(digits), Double.valueOf(digits), new BigDecimal(digits));
    }

    private static OdooValue amount(String digits) {
        return same(new BigDecimal(digits));
    }
}
