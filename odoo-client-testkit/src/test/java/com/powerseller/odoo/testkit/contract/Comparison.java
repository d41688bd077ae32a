package com.powerseller.odoo.testkit.contract;

import com.powerseller.odoo.testkit.contract.Wire.NotSupported;
import com.powerseller.odoo.testkit.contract.Wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a fake and a server the same, and keeps count of where they agree. */
final class Comparison {
    /** One case that the two answer differently. */
    record Disagreement(String question, String real, String fake) {
        @Override
        public String toString() {
            return question + "\n    real " + real + "\n    fake " + fake;
        }
    }

    private final SeededRecords real;
    private final SeededRecords fake;
    private final List<Disagreement> disagreements = new ArrayList<>();
    private final List<Disagreement> unsupported = new ArrayList<>();
    private int cases;

    Comparison(SeededRecords real, SeededRecords fake) {
        this.real = real;
        this.fake = fake;
    }

    /** Compares what both answer to one question. */
    void compare(String question, Function<SeededRecords, @Nullable Object> ask) {
        cases++;
        String theirs = answer(real, ask);
        String ours = answer(fake, ask);
        if (ours.startsWith("not supported")) {
            unsupported.add(new Disagreement(question, theirs, ours));
        } else if (!theirs.equals(ours)) {
            disagreements.add(new Disagreement(question, theirs, ours));
        }
    }

    /** Creates records on both sides, for one case alone. */
    List<SeededRecords.Key> createOthers(String model, List<? extends Map<String, ?>> rows) {
        List<SeededRecords.Key> keys = new ArrayList<>();
        for (Map<String, ?> row : rows) {
            keys.add(real.create(model, row));
            fake.create(model, row);
        }
        return keys;
    }

    private static String answer(SeededRecords records, Function<SeededRecords, @Nullable Object> ask) {
        try {
            return String.valueOf(ask.apply(records));
        } catch (Refusal e) {
            return told(e);
        } catch (NotSupported e) {
            return "not supported: " + e.getMessage();
        }
    }

    /** An error as far as clients may rely on it: without PostgreSQL's words, and without what follows the condition. */
    static String told(Refusal refusal) {
        return refusal.name() + textFor(refusal);
    }

    private static String textFor(Refusal refusal) {
        if (refusal.name().startsWith("psycopg2")) {
            return "";
        }
        String text = refusal.text().lines().findFirst().orElse("");
        // Conditions name records by their ids.
        int condition = Math.max(text.indexOf(" in condition"), text.indexOf(" in domain"));
        return ": " + (condition < 0 ? text : text.substring(0, condition));
    }

    int cases() {
        return cases;
    }

    List<Disagreement> disagreements() {
        return disagreements;
    }

    List<Disagreement> unsupported() {
        return unsupported;
    }

    /** The share of the cases that both answer alike, from 0 to 1. */
    double agreement() {
        return cases == 0 ? 1 : 1 - (double) (disagreements.size() + unsupported.size()) / cases;
    }
}
