package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random questions get the same answers from the fake as from the real server. The seed is printed, and can be given as {@code odoo.differential.seed}; how many questions
 * there are of each kind, as {@code odoo.differential.cases}.
 */
@Tag("real-odoo")
@ExtendWith(ContractRun.Extension.class)
class DifferentialTest {
    private static final long SEED = Long.getLong("odoo.differential.seed", 20);
    private static final int CASES = Integer.getInteger("odoo.differential.cases", 400);

    private final SeededRecords real;

    DifferentialTest(ContractRun run) {
        real = SeededRecords.on(new JsonRpcWire(run.target()));
    }

    @Test
    void domains() {
        agree(0.995, questions -> questions.domains(CASES));
    }

    @Test
    void conditions() {
        agree(0.995, questions -> questions.leaves(CASES));
    }

    @Test
    void ordersAndPages() {
        agree(0.99, questions -> questions.orders(CASES));
    }

    @Test
    void commands() {
        agree(0.95, questions -> questions.commands(CASES / 4));
    }

    @Test
    void values() {
        agree(0.95, questions -> questions.values(CASES / 4));
    }

    private void agree(double share, Consumer<Differential> ask) {
        Comparison comparison = new Comparison(real, fake());
        ask.accept(new Differential(comparison, new Random(SEED)));
        System.out.printf("seed %d: %d cases, %.2f %% agree%n", SEED, comparison.cases(), comparison.agreement() * 100);
        assertThat(comparison.agreement())
                .as("seed %d, unlike %s, not supported %s", SEED, comparison.disagreements(), comparison.unsupported())
                .isGreaterThanOrEqualTo(share);
    }

    private static SeededRecords fake() {
        return SeededRecords.on(new JsonRpcWire(FakeTarget.start("19.0")));
    }
}
