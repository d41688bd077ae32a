package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.TextField;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A domain finds the records that it says. Three records stand for all: "one", "two", and one with nothing but a name. */
class DomainsContractTest extends ContractTest {
    private static final TextField<Record> PARTNER_EMAIL =
            ModelType.of("res.partner").charField("email");
    private static final TextField<Record> TAG_NAME =
            ModelType.of("odoo.client.test.tag").charField("name");

    private String name = "";
    private long one;
    private long two;
    private long bare;
    private long partner;

    @BeforeEach
    void records() {
        name = unique();
        partner = model("res.partner")
                .create(new Values<Record>().set("name", name + " one").set("email", "a@example.com"));
        long other = model("res.partner").create(new Values<Record>().set("name", name));
        List<Long> ids = tests().create(List.of(
                named().set(ClientTest.CHAR, "One 100%")
                        .set(ClientTest.INTEGER, 1L)
                        .set(ClientTest.BOOLEAN, true)
                        .set(ClientTest.SELECTION, "low")
                        .set(ClientTest.PARTNER_ID, partner)
                        .set(ClientTest.TAG_IDS, Command.create(new Values<Record>().set("name", "red"))),
                named().set(ClientTest.CHAR, "two_2")
                        .set(ClientTest.INTEGER, 2L)
                        .set(ClientTest.PARTNER_ID, other)
                        .set(ClientTest.TAG_IDS, Command.create(new Values<Record>().set("name", "blue"))),
                named()));
        one = ids.get(0);
        two = ids.get(1);
        bare = ids.get(2);
    }

    private Values<ClientTest> named() {
        return new Values<ClientTest>().set(ClientTest.NAME, name);
    }

    private void finds(Domain<ClientTest> domain, Long... expected) {
        assertThat(tests().search(ClientTest.NAME.eq(name).and(domain)).ids())
                .as(domain.toString())
                .isEqualTo(List.copyOf(new TreeSet<>(List.of(expected))));
    }

    @Test
    void equality() {
        finds(ClientTest.CHAR.eq("two_2"), two);
        finds(ClientTest.INTEGER.eq(1L), one);
        finds(ClientTest.SELECTION.eq("low"), one);
    }

    @Test
    void inequalityMatchesRecordsWithoutAValueToo() {
        finds(ClientTest.CHAR.ne("two_2"), one, bare);
        finds(ClientTest.CHAR.notIn(List.of("two_2")), one, bare);
    }

    @Test
    void comparisons() {
        finds(ClientTest.INTEGER.gt(1L), two);
        finds(ClientTest.INTEGER.ge(1L), one, two);
        finds(ClientTest.INTEGER.lt(2L), one, bare);
        finds(ClientTest.INTEGER.le(0L), bare);
    }

    @Test
    void listsOfValues() {
        finds(ClientTest.CHAR.in("One 100%", "two_2"), one, two);
        finds(ClientTest.INTEGER.in(List.of(2L, 5L)), two);
        finds(ClientTest.CHAR.in(Arrays.asList("two_2", null)), two, bare);
        finds(ClientTest.CHAR.notIn(Arrays.asList("two_2", null)), one);
        finds(ClientTest.PARTNER_ID.in(Arrays.asList(partner, null)), one, bare);
        finds(ClientTest.PARTNER_ID.notIn(Arrays.asList(partner, null)), two);
        finds(ClientTest.TAG_IDS.in(Collections.singletonList(null)), bare);
    }

    @Test
    void anEmptyListMatchesNothingAndNotInItEverything() {
        finds(ClientTest.CHAR.in(List.of()));
        finds(ClientTest.CHAR.notIn(List.of()), one, two, bare);
        finds(ClientTest.PARTNER_ID.in(List.of()));
    }

    @Test
    void setAndNotSet() {
        finds(ClientTest.CHAR.isSet(), one, two);
        finds(ClientTest.CHAR.isNotSet(), bare);
        finds(ClientTest.PARTNER_ID.isNotSet(), bare);
        finds(ClientTest.TAG_IDS.isNotSet(), bare);
        finds(ClientTest.TAG_IDS.isSet(), one, two);
    }

    @Test
    void booleans() {
        finds(ClientTest.BOOLEAN.isTrue(), one);
        finds(ClientTest.BOOLEAN.isFalse(), two, bare);
    }

    @Test
    void partsOfATextWhateverTheCase() {
        finds(ClientTest.CHAR.ilike("ONE"), one);
        finds(ClientTest.CHAR.like("ONE"));
        finds(ClientTest.CHAR.like("One"), one);
        finds(ClientTest.CHAR.notIlike("one"), two, bare);
    }

    @Test
    void wildcardsInAPattern() {
        finds(ClientTest.CHAR.matches("O%"), one);
        finds(ClientTest.CHAR.matches("two__"), two);
        finds(ClientTest.CHAR.matchesIgnoringCase("ONE%"), one);
        finds(ClientTest.CHAR.ilike("100\\%"), one);
        finds(ClientTest.CHAR.notLike("One"), two, bare);
        finds(ClientTest.CHAR.matchesNot("O%"), two, bare);
        finds(ClientTest.CHAR.matchesNotIgnoringCase("ONE%"), two, bare);
    }

    @Test
    void relationsAreSearchedByDisplayName() {
        finds(ClientTest.TAG_IDS.ilike("RE"), one);
        finds(ClientTest.TAG_IDS.like("RE"));
        finds(ClientTest.TAG_IDS.like("re"), one);
        finds(ClientTest.TAG_IDS.notIlike("RE"), two, bare);
        finds(ClientTest.TAG_IDS.matches("re%"), one);
        finds(ClientTest.PARTNER_ID.ilike(name + " ONE"), one);
        finds(ClientTest.PARTNER_ID.notLike(name + " one"), two, bare);
        finds(ClientTest.PARTNER_ID.matchesIgnoringCase(name + " ON_"), one);
        finds(ClientTest.PARTNER_ID.matchesNot(name + " one"), two, bare);
    }

    @Test
    void and() {
        finds(ClientTest.CHAR.isSet().and(ClientTest.INTEGER.gt(1L)), two);
        finds(Domain.allOf(ClientTest.CHAR.isSet(), ClientTest.INTEGER.gt(0L), ClientTest.BOOLEAN.isTrue()), one);
    }

    @Test
    void or() {
        finds(ClientTest.INTEGER.eq(2L).or(ClientTest.CHAR.isNotSet()), two, bare);
        finds(Domain.anyOf(ClientTest.INTEGER.eq(1L), ClientTest.INTEGER.eq(2L), ClientTest.INTEGER.eq(3L)), one, two);
    }

    @Test
    void not() {
        finds(ClientTest.CHAR.eq("two_2").not(), one, bare);
        finds(ClientTest.CHAR.isSet().not(), bare);
        finds(ClientTest.CHAR.isSet().not().not(), one, two);
    }

    @Test
    void nesting() {
        Domain<ClientTest> either = ClientTest.INTEGER.eq(1L).or(ClientTest.INTEGER.eq(2L));

        finds(either.and(ClientTest.BOOLEAN.isTrue().or(ClientTest.CHAR.eq("x"))), one);
        finds(either.and(ClientTest.BOOLEAN.isTrue()).not(), two, bare);
        finds(either.not().or(ClientTest.INTEGER.eq(2L)), two, bare);
    }

    @Test
    void everythingAndNothing() {
        finds(Domain.all(), one, two, bare);
        finds(Domain.none());
        finds(Domain.<ClientTest>none().not(), one, two, bare);
    }

    @Test
    void paths() {
        finds(ClientTest.PARTNER_ID.dot(PARTNER_EMAIL).eq("a@example.com"), one);
        finds(ClientTest.PARTNER_ID.dot(PARTNER_EMAIL).isNotSet(), two);
    }

    @Test
    void notOverAPathMatchesRecordsWithoutTheRelation() {
        finds(ClientTest.PARTNER_ID.dot(PARTNER_EMAIL).eq("a@example.com").not(), two, bare);
        finds(ClientTest.PARTNER_ID.dot(PARTNER_EMAIL).ne("a@example.com"), two);
    }

    @Test
    void anyAndNotAny() {
        finds(ClientTest.PARTNER_ID.any(PARTNER_EMAIL.eq("a@example.com")), one);
        finds(ClientTest.PARTNER_ID.notAny(PARTNER_EMAIL.eq("a@example.com")), two, bare);
        finds(ClientTest.TAG_IDS.any(TAG_NAME.eq("red").or(TAG_NAME.eq("blue"))), one, two);
        finds(ClientTest.TAG_IDS.notAny(TAG_NAME.eq("red")), two, bare);
    }

    @Test
    void many2one() {
        finds(ClientTest.PARTNER_ID.eq(partner), one);
        finds(ClientTest.PARTNER_ID.ne(partner), two, bare);
        finds(ClientTest.PARTNER_ID.eq(Ref.of(partner)), one);
        finds(ClientTest.PARTNER_ID.ne(Ref.of(partner)), two, bare);
        finds(ClientTest.PARTNER_ID.eqIfGiven(partner), one);
        finds(ClientTest.PARTNER_ID.eqIfGiven(null), one, two, bare);
        finds(ClientTest.PARTNER_ID.in(List.of(partner)), one);
        finds(ClientTest.PARTNER_ID.notIn(List.of(partner)), two, bare);
    }

    @Test
    void x2many() {
        List<Long> tags = tests().read(List.of(one), ClientTest.TAG_IDS).get(0).ids(ClientTest.TAG_IDS);

        finds(ClientTest.TAG_IDS.contains(tags.get(0)), one);
        finds(ClientTest.TAG_IDS.notIn(tags), two, bare);
        finds(ClientTest.TAG_IDS.dot(TAG_NAME).eq("blue"), two);
    }

    @Test
    void hierarchies() {
        tests().update(two, new Values<ClientTest>().set(ClientTest.PARENT_ID, one));
        tests().update(bare, new Values<ClientTest>().set(ClientTest.PARENT_ID, two));

        finds(Domain.of("id", "child_of", two), two, bare);
        // Over the hierarchy's own parent field Odoo means the record itself, so that it is among them.
        finds(ClientTest.PARENT_ID.childOf(one), one, two, bare);
        finds(Domain.of("id", "parent_of", two), one, two);
        finds(ClientTest.PARENT_ID.parentOf(two), one, two);
        finds(ClientTest.PARENT_ID.parentOf(List.of(one, two)), one, two);
        finds(ClientTest.PARENT_ID.childOf(List.of(bare, two)), two, bare);
        finds(ClientTest.CHILD_IDS.isSet(), one, two);
    }

    @Test
    void equalOrUnset() {
        finds(ClientTest.INTEGER.eqIfGiven(2L), two);
        finds(ClientTest.INTEGER.eqIfGiven(null), one, two, bare);
    }

    @Test
    void domainsWrittenAsOdoosLists() {
        finds(Domain.raw(List.of("|", List.of("integer_field", "=", 1), List.of("char_field", "=", false))), one, bare);
        finds(Domain.raw(List.of("!", List.of("integer_field", "=", 1), List.of("char_field", "!=", false))), two);
    }

    @Test
    void domainsInsideACallOfAnotherMethod() {
        assertThat(callNamed(
                        "search_count",
                        Map.of("domain", ClientTest.NAME.eq(name).and(ClientTest.CHAR.isSet()))))
                .isEqualTo(2L);
    }

    @Test
    void idsBeyond32BitsMatchNothing() {
        finds(Domain.of("id", "in", List.of(one, 1L << 31, 1L << 53)), one);
        finds(ClientTest.PARTNER_ID.eq(1L << 40));
    }
}
