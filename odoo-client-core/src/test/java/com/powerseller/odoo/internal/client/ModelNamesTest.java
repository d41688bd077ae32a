package com.powerseller.odoo.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelNamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"base", "res.partner", "x_studio_1", "ir.model.fields", "X9.y_Z"})
    void wordsWithDotsInBetweenAreModels(String name) {
        assertThat(DefaultOdooClient.isModel(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "res.",
                ".partner",
                "res..partner",
                "res/partner",
                "../x",
                "res partner",
                "rés.partner",
                "a\n",
                "a?b",
                "a%2f"
            })
    void anythingElseIsNot(String name) {
        assertThat(DefaultOdooClient.isModel(name)).isFalse();
    }
}
