package com.powerseller.odoo.benchmarks;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** The benchmarks check themselves when they are set up: all variants decode the same values. No times are asserted. */
class BenchmarksTest {
    @Test
    void allJsonDecodersGiveTheSameValues() {
        assertThatCode(() -> new DecodeJson(50)).doesNotThrowAnyException();
    }

    @Test
    void generatedModelsReadTheValuesThatAreReadByHand() {
        assertThatCode(() -> new ReadModels(50)).doesNotThrowAnyException();
    }

    @Test
    void bothXmlRpcClientsGiveAndWriteTheSameValues() {
        assertThatCode(() -> new XmlRpc(50, 5)).doesNotThrowAnyException();
    }

    @Test
    void aCallGivesTheSameValuesWithOursAndByHand() {
        assertThatCode(() -> new OneRecord().close()).doesNotThrowAnyException();
    }
}
