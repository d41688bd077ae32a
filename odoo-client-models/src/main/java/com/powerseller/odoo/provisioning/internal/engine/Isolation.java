package com.powerseller.odoo.provisioning.internal.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Asks for many things at once, and when that fails for halves of them, until those are found that make it fail. Used by one thread.
 *
 * @param <T> what is asked for
 * @param <R> what is answered
 */
final class Isolation<T, R> {
    /** If so many fail alone and none succeeds, it is not theirs: the rest is not asked for. */
    private static final int ALL = 8;

    private final Function<List<T>, ? extends Map<T, R>> question;
    private final Map<T, R> answers = new LinkedHashMap<>();
    private final Map<T, RuntimeException> failures = new LinkedHashMap<>();
    private boolean answered;

    private Isolation(Function<List<T>, ? extends Map<T, R>> question) {
        this.question = question;
    }

    /**
     * What came out.
     *
     * @param answers of those that could be asked for
     * @param failures of the others
     * @param isGeneral whether so many failed, and none did not, that the fault is in none of them
     */
    record Result<T, R>(Map<T, R> answers, Map<T, RuntimeException> failures, boolean isGeneral) {}

    /**
     * Asks for all.
     *
     * @param question may leave things out that it has no answer for
     * @throws RuntimeException what the question throws if it is an outage
     */
    static <T, R> Result<T, R> ask(List<T> things, Function<List<T>, ? extends Map<T, R>> question) {
        Isolation<T, R> isolation = new Isolation<>(question);
        isolation.ask(things);
        return new Result<>(isolation.answers, isolation.failures, isolation.isGeneral());
    }

    private boolean isGeneral() {
        return !answered && failures.size() >= ALL;
    }

    private void ask(List<T> things) {
        try {
            answers.putAll(question.apply(things));
            answered = true;
        } catch (RuntimeException e) {
            if (Failures.isOutage(e)) {
                throw e;
            }
            if (things.size() == 1) {
                failures.put(things.get(0), e);
                return;
            }
            int half = things.size() / 2;
            ask(things.subList(0, half));
            if (isGeneral()) {
                things.subList(half, things.size()).forEach(thing -> failures.put(thing, e));
            } else {
                ask(things.subList(half, things.size()));
            }
        }
    }
}
