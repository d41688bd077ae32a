package com.powerseller.odoo.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.model.Many2OneField;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.TextField;
import java.time.Instant;
import java.time.LocalDate;
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
        assertThat(wire(A.and(B).or(C))).isEqualTo("['|','&',['a','=',1],['b','=',2],['c','=',3]]");
        assertThat(wire(A.and(B.or(C)))).isEqualTo("['&',['a','=',1],'|',['b','=',2],['c','=',3]]");
        assertThat(wire(A.or(B).not().and(C))).isEqualTo("['&','!','|',['a','=',1],['b','=',2],['c','=',3]]");
        assertThat(wire(A.not().not())).isEqualTo("['!','!',['a','=',1]]");
        assertThat(wire(Domain.allOf(A, B, C))).isEqualTo("['&','&',['a','=',1],['b','=',2],['c','=',3]]");
        assertThat(wire(Domain.anyOf(A, B, C))).isEqualTo("['|','|',['a','=',1],['b','=',2],['c','=',3]]");
    }

    @Test
    void everythingAndNothingAreNeutralOrDecisive() {
        Domain<Record> all = Domain.all();
        Domain<Record> none = Domain.none();
        assertThat(all.terms()).isEmpty();
        assertThat(all.and(A)).isEqualTo(A);
        assertThat(A.and(all)).isEqualTo(A);
        assertThat(A.or(all)).isEqualTo(all);
        assertThat(all.or(A)).isEqualTo(all);
        assertThat(all.not()).isEqualTo(none);
        assertThat(wire(none)).isEqualTo("[[0,'=',1]]");
        assertThat(Domain.allOf()).isEqualTo(all);
        assertThat(Domain.anyOf()).isEqualTo(none);
        assertThat(Domain.anyOf(A)).isEqualTo(A);
    }

    @Test
    void notStaysBeforeAConditionOverAPath() {
        assertThat(wire(COUNTRY.dot(PARTNER.charField("code")).eq("CH").not()))
                .isEqualTo("['!',['country_id.code','=','CH']]");
        assertThat(wire(COUNTRY.any(Domain.<Record>of("code", "=", "CH")).not()))
                .isEqualTo("['!',['country_id','any',[['code','=','CH']]]]");
    }

    @Test
    void rawListsAreBroughtToNormalFormAsOdooDoes() {
        assertThat(wire(Domain.raw(List.of(A, B, C)))).isEqualTo("['&','&',['a','=',1],['b','=',2],['c','=',3]]");
        assertThat(wire(Domain.raw(List.of("|", A, B, C)))).isEqualTo("['&','|',['a','=',1],['b','=',2],['c','=',3]]");
        assertThat(wire(Domain.raw(List.of("!", "|", A, B.and(C)))))
                .isEqualTo("['!','|',['a','=',1],'&',['b','=',2],['c','=',3]]");
        assertThat(wire(Domain.raw(List.of(Arrays.asList("a", "=", null), List.of("b", "in", List.of(1))))))
                .isEqualTo("['&',['a','=',false],['b','in',[1]]]");
        assertThat(Domain.raw(List.of())).isEqualTo(Domain.all());
        Domain<Record> normal = A.or(B).and(C.not());
        assertThat(Domain.raw(normal.terms())).as("a normal form is itself").isEqualTo(normal);
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
        assertThat(wire(Domain.of("a", "=", null))).isEqualTo("[['a','=',false]]");
        assertThat(wire(NAME.isSet())).isEqualTo("[['name','!=',false]]");
        assertThat(wire(NAME.isNotSet())).isEqualTo("[['name','=',false]]");
    }

    @Test
    void aDomainCannotBeChangedAfterwards() {
        List<Object> wire = A.and(B).terms();
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

    @Test
    void itPrintsWhatGoesOverTheWire() {
        assertThat(wire(PARTNER.datetimeField("date").ge(Instant.parse("2026-01-02T03:04:05.678Z"))))
                .isEqualTo("[['date','>=','2026-01-02 03:04:05']]");
        assertThat(wire(PARTNER.dateField("day").in(Arrays.asList(LocalDate.of(2026, 1, 2), null))))
                .isEqualTo("[['day','in',['2026-01-02',false]]]");
        assertThat(wire(COUNTRY.ne(Ref.of(3)))).isEqualTo("[['country_id','!=',3]]");
        assertThat(wire(COUNTRY.any(NAME.like("x\"y").not())))
                .isEqualTo("[['country_id','any',['!',['name','like','x\\'y']]]]");
        assertThat(PARTNER.floatField("rate").eq(Double.NaN))
                .as("what cannot be sent must not break a log line")
                .hasToString("[[rate, =, NaN]]");
    }

    /** As JSON, with the other quotation marks. */
    private static String wire(Domain<?> domain) {
        return domain.toString().replace('"', '\'');
    }
}
