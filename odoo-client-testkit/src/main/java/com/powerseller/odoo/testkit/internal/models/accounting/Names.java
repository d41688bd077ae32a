package com.powerseller.odoo.testkit.internal.models.accounting;

import com.powerseller.odoo.testkit.internal.orm.FakeField;
import com.powerseller.odoo.testkit.internal.orm.FakeModel;
import com.powerseller.odoo.testkit.internal.orm.RecordSet;
import com.powerseller.odoo.testkit.internal.orm.Series;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import com.powerseller.odoo.testkit.model.ModelDefinition;
import com.powerseller.odoo.testkit.model.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The numbers of entries ({@code name}), such as {@code INV/2026/00001}: the next one of the journal's in the year or month, once an entry is posted. */
final class Names {
    private static final Pattern LAST_NUMBER = Pattern.compile("(.*?)(\\d{0,9})(\\D*)");

    /** What may put an entry before others in their series, once it is written. */
    private static final Set<String> NUMBERING = Set.of("name", "date", "invoice_date", "journal_id", "move_type");

    private Names() {}

    /** Entries of a journal that are counted together within a period. */
    private record Counted(long journal, String prefix) {}

    /** The highest entries that this transaction knows. */
    private static Map<Object, Long> highest(Records move) {
        return ((RecordSet) move).environment().transaction().found();
    }

    /** Entries that have a number may be other ones' highest now. */
    private static void forgetHighest(Records moves) {
        FakeModel model = ((RecordSet) moves).ofModel();
        FakeField name = model.existing("name");
        boolean hasNumbers = moves.ids().stream()
                .map(id -> model.kept(id, name))
                .anyMatch(kept -> kept != null && !kept.equals("/"));
        if (hasNumbers) {
            highest(moves).keySet().removeIf(Counted.class::isInstance);
        }
    }

    static void define(ModelDefinition move, Series series) {
        String none = series.atLeast(Series.V18) ? "" : "/";
        move.stored("name", record -> name(record, none), "state", "date", "journal_id", "move_type")
                .stored("sequence_prefix", record -> parts(record)[0], "name")
                .stored("sequence_number", record -> number(record), "name")
                .stored("payment_reference", Names::reference, "name", "state", "move_type")
                .afterCreate(Names::forgetHighest)
                .afterWrite((moves, written) -> {
                    if (!Collections.disjoint(written, NUMBERING)) {
                        forgetHighest(moves);
                    }
                });
    }

    private static @Nullable Object name(Records move, String none) {
        String name = move.text("name");
        if (hasNumber(move)) {
            return name;
        }
        if (!move.text("state").equals("posted")) {
            return none.isEmpty() ? null : none;
        }
        return next(move);
    }

    static boolean hasNumber(Records move) {
        return !move.text("name").isEmpty() && !move.text("name").equals("/");
    }

    /** A text's beginning, and the last digits in it: nine at most. */
    private static String[] parts(Records move) {
        Matcher parts = LAST_NUMBER.matcher(hasNumber(move) ? move.text("name") : "");
        return parts.matches() ? new String[] {parts.group(1), parts.group(2)} : new String[] {"", ""};
    }

    private static Object number(Records move) {
        String digits = parts(move)[1];
        return digits.isEmpty() ? 0L : Long.parseLong(digits);
    }

    /** One more than the highest number of those in the same series. */
    private static String next(Records move) {
        String year = move.text("date").substring(0, 4);
        String month = move.text("date").substring(5, 7);
        Counted counted = new Counted(move.related("journal_id").id(), prefix(move));
        Long known = highest(move).put(counted, move.id());
        Records highest = move.browse("account.move", known == null ? List.of() : List.of(known));
        boolean isLatest = known != null && ((RecordSet) move).ofModel().has(known) && isOfPeriod(highest, year, month);
        Records latest = isLatest ? highest : latest(move, year, month);
        return latest == null ? first(move, year, month) : after(latest.text("name"));
    }

    static String after(String name) {
        Matcher parts = LAST_NUMBER.matcher(name);
        if (!parts.matches() || parts.group(2).isEmpty()) {
            throw new UnsupportedByFakeException("the number after '" + name + "', which has none");
        }
        String digits = parts.group(2);
        return parts.group(1)
                + String.format(Locale.ROOT, "%0" + digits.length() + "d", Long.parseLong(digits) + 1)
                + parts.group(3);
    }

    private static String first(Records move, String year, String month) {
        Records journal = move.related("journal_id");
        String code = journal.text("code");
        String type = journal.text("type");
        String prefix = prefix(move);
        boolean isYearly = type.equals("sale") || type.equals("bank") || type.equals("cash") || type.equals("credit");
        return prefix + code + "/" + year + "/" + (isYearly ? "00001" : month + "/0001");
    }

    /** {@code R} for refunds and {@code P} for payments, where the journal counts those apart. */
    private static String prefix(Records move) {
        if (MoveTypes.isRefund(move) && move.related("journal_id").flag("refund_sequence")) {
            return "R";
        }
        return isPayment(move) ? "P" : "";
    }

    private static boolean isPayment(Records move) {
        return move.has("origin_payment_id") && move.get("origin_payment_id") != null;
    }

    /** The highest of the same journal, kind and year, or month if the numbers have months in them. */
    private static @Nullable Records latest(Records move, String year, String month) {
        List<Object> domain = new ArrayList<>();
        domain.add(List.of("journal_id", "=", move.related("journal_id").id()));
        domain.add(List.of("name", "not in", List.of("/", "")));
        domain.add(List.of("id", "!=", move.id()));
        Records highest = null;
        for (Records other : move.search("account.move", domain).each()) {
            boolean isSame = hasNumber(other) && prefix(other).equals(prefix(move)) && isOfPeriod(other, year, month);
            if (isSame && (highest == null || isLater(other, highest))) {
                highest = other;
            }
        }
        return highest;
    }

    private static boolean isOfPeriod(Records move, String year, String month) {
        String name = move.text("name");
        return period(name, move.text("date")).equals(period(name, year + "-" + month + "-01"));
    }

    private static boolean isLater(Records one, Records other) {
        return one.text("sequence_prefix").equals(other.text("sequence_prefix"))
                ? one.number("sequence_number") > other.number("sequence_number")
                : one.id() > other.id();
    }

    /** What a number begins anew in: a month, a year or never. */
    private static String period(String name, String date) {
        if (name.matches(".*\\d{4}/\\d{2}/\\d+$")) {
            return date.substring(0, 7);
        }
        return name.matches(".*\\d{4}/\\d+$") ? date.substring(0, 4) : "";
    }

    private static @Nullable Object reference(Records move) {
        String reference = move.text("payment_reference");
        boolean isDue = reference.isEmpty()
                && MoveTypes.of(move).equals("out_invoice")
                && move.text("state").equals("posted");
        if (!isDue) {
            return reference.isEmpty() ? null : reference;
        }
        Records journal = move.related("journal_id");
        return switch (journal.text("invoice_reference_type")) {
            case "none" -> null;
            case "invoice" -> move.text("name");
            default ->
                throw new UnsupportedByFakeException(
                        "the payment reference of journals of the kind " + journal.text("invoice_reference_type"));
        };
    }
}
