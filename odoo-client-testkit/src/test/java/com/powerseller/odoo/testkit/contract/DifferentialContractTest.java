package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Random questions get the same answers from the fake as from the real server. The seed is printed, and can be given as {@code odoo.differential.seed}; how many questions
 * there are of each kind, as {@code odoo.differential.cases}.
 */
@Tag("real-odoo")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DifferentialContractTest {
    private static final long SEED = Long.getLong("odoo.differential.seed", 20);
    private static final int CASES = Integer.getInteger("odoo.differential.cases", 600);

    /** A database of its own: what other tests leave in theirs is no answer of the fake's. */
    private final ContractTarget realTarget = RealOdoo.start();

    private final ContractTarget fakeTarget = FakeTarget.start("19.0");
    private final SeededRecords real = SeededRecords.on(new JsonRpcWire(realTarget));
    private final SeededRecords fake = SeededRecords.on(new JsonRpcWire(fakeTarget));

    @AfterAll
    void close() {
        fakeTarget.close();
        realTarget.close();
    }

    @Test
    @Order(1)
    void domains() {
        agree("domains", 0.995, questions -> questions.domains(CASES));
    }

    @Test
    @Order(1)
    void conditions() {
        agree("conditions", 0.995, questions -> questions.leaves(CASES));
    }

    @Test
    @Order(1)
    void ordersAndPages() {
        agree("ordersAndPages", 0.995, questions -> questions.orders(CASES));
    }

    @Test
    @Order(1)
    void groups() {
        agree("groups", 0.995, questions -> questions.groups(CASES));
    }

    @Test
    @Order(2)
    void commands() {
        agree("commands", 0.995, questions -> questions.commands(CASES / 4));
    }

    @Test
    @Order(2)
    void values() {
        agree("values", 0.995, questions -> questions.values(CASES / 4));
    }

    private void agree(String name, double share, Consumer<Differential> ask) {
        Comparison comparison = new Comparison(real, fake);
        ask.accept(new Differential(comparison, new Random(SEED)));
        System.out.printf(
                "%s, seed %d: %d cases, %.2f %% agree%n", name, SEED, comparison.cases(), comparison.agreement() * 100);
        assertThat(comparison.agreement())
                .as("seed %d, unlike %s, not supported %s", SEED, comparison.disagreements(), comparison.unsupported())
                .isGreaterThanOrEqualTo(share);
    }
}
