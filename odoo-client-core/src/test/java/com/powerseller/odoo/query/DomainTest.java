package com.powerseller.odoo.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.TextField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DomainTest {
    private static final ModelType<Record> PARTNER = ModelType.of("res.partner");
    private static final TextField<Record> NAME = PARTNER.charField("name");
    private static final Many2OneField<Record, Record> COUNTRY = PARTNER.many2oneField("country_id", "res.country");
    private static final Domain<Record> A = Domain.of("a", "=", 1L);
    private static final Domain<Record> B = Domain.of("b", "=", 2L);
    private static final Domain<Record> C = Domain.of("c", "=", 3L);

    @Test
    void combinationsArePrefixedSoThatTheyMeanWhatTheySay() {
        assertThat(A.and(B).or(C)).hasToString("[|, &, [a, =, 1], [b, =, 2], [c, =, 3]]");
        assertThat(A.and(B.or(C))).hasToString("[&, [a, =, 1], |, [b, =, 2], [c, =, 3]]");
        assertThat(A.or(B).not().and(C)).hasToString("[&, !, |, [a, =, 1], [b, =, 2], [c, =, 3]]");
        assertThat(A.not().not()).hasToString("[!, !, [a, =, 1]]");
        assertThat(Domain.allOf(A, B, C)).hasToString("[&, &, [a, =, 1], [b, =, 2], [c, =, 3]]");
        assertThat(Domain.anyOf(A, B, C)).hasToString("[|, |, [a, =, 1], [b, =, 2], [c, =, 3]]");
    }

    @Test
    void everythingAndNothingAreNeutralOrDecisive() {
        Domain<Record> all = Domain.all();
        Domain<Record> none = Domain.none();
        assertThat(all.toWire()).isEmpty();
        assertThat(all.and(A)).isEqualTo(A);
        assertThat(A.and(all)).isEqualTo(A);
        assertThat(A.or(all)).isEqualTo(all);
        assertThat(all.or(A)).isEqualTo(all);
        assertThat(all.not()).isEqualTo(none);
        assertThat(none).hasToString("[[0, =, 1]]");
        assertThat(Domain.allOf()).isEqualTo(all);
        assertThat(Domain.anyOf()).isEqualTo(none);
        assertThat(Domain.anyOf(A)).isEqualTo(A);
    }

    @Test
    void notStaysBeforeAConditionOverAPath() {
        assertThat(COUNTRY.dot(PARTNER.charField("code")).eq("CH").not()).hasToString("[!, [country_id.code, =, CH]]");
        assertThat(COUNTRY.any(Domain.<Record>of("code", "=", "CH")).not())
                .hasToString("[!, [country_id, any, [[code, =, CH]]]]");
    }

    @Test
    void rawListsAreBroughtToNormalFormAsOdooDoes() {
        assertThat(Domain.raw(List.of(A, B, C))).hasToString("[&, &, [a, =, 1], [b, =, 2], [c, =, 3]]");
        assertThat(Domain.raw(List.of("|", A, B, C))).hasToString("[&, |, [a, =, 1], [b, =, 2], [c, =, 3]]");
        assertThat(Domain.raw(List.of("!", "|", A, B.and(C))))
                .hasToString("[!, |, [a, =, 1], &, [b, =, 2], [c, =, 3]]");
        assertThat(Domain.raw(List.of(Arrays.asList("a", "=", null), List.of("b", "in", List.of(1)))))
                .hasToString("[&, [a, =, false], [b, in, [1]]]");
        assertThat(Domain.raw(List.of())).isEqualTo(Domain.all());
        Domain<Record> normal = A.or(B).and(C.not());
        assertThat(Domain.raw(normal.toWire())).as("a normal form is itself").isEqualTo(normal);
    }

    @Test
    void malformedListsAreRefusedHereAndNotByTheServer() {
        for (List<?> bad : List.of(
                List.of("&"),
                List.of("|", A),
                List.of("!"),
                List.of("&&", A, B),
                List.of(List.of("a", "=")),
                List.of(List.of("a", 1, 2)),
                List.of(7),
                List.of(Domain.all()))) {
            assertThatThrownBy(() -> Domain.raw(bad)).as("%s", bad).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aMissingValueIsOdoosFalse() {
        assertThat(Domain.of("a", "=", null)).hasToString("[[a, =, false]]");
        assertThat(NAME.isSet()).hasToString("[[name, !=, false]]");
        assertThat(NAME.isNotSet()).hasToString("[[name, =, false]]");
    }

    @Test
    void aDomainCannotBeChangedAfterwards() {
        List<Object> wire = A.and(B).toWire();
        assertThatThrownBy(() -> wire.add("x")).isInstanceOf(UnsupportedOperationException.class);
        assertThat(A.and(B)).isEqualTo(A.and(B)).hasSameHashCodeAs(A.and(B)).isNotEqualTo(B.and(A));
    }

    @Test
    void whatTheCallerChangesLaterDoesNotChangeADomain() {
        List<Long> ids = new ArrayList<>(List.of(1L, 2L));
        Domain<Object> one = Domain.of("id", "in", ids);
        Domain<Object> raw = Domain.raw(List.of(List.of("id", "in", ids)));
        ids.clear();
        assertThat(one).isEqualTo(raw).isEqualTo(Domain.of("id", "in", List.of(1L, 2L)));
        assertThat(Domain.raw(List.of(Arrays.asList("a", "=", null)))).isEqualTo(Domain.of("a", "=", null));
    }
}
