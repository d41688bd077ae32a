package com.powerseller.odoo.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.query.Domain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {
    private static final ScalarField<Record, Reference> FIELD =
            ModelType.of("x.any").referenceField("ref");

    @Test
    void itIsWrittenAsItIsRead() {
        Reference reference = Reference.of(ModelType.of("res.partner"), 7);
        assertThat(reference).hasToString("res.partner,7");
        assertThat(FIELD.decode("res.partner,7")).isEqualTo(reference);
        assertThat(FIELD.decode(false)).isNull();
        assertThat(FIELD.eq(reference)).isEqualTo(Domain.of("ref", "=", reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", ",7", "res.partner,", "res.partner,x", "res.partner"})
    void whatIsNoReferenceIsAnError(String text) {
        assertThatThrownBy(() -> Reference.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("res.partner,7");
        assertThatThrownBy(() -> FIELD.decode(text)).isInstanceOf(FieldValueException.class);
    }
}
