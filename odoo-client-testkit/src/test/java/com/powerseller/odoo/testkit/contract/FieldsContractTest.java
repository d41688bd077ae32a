package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Reference;
import com.powerseller.odoo.model.Values;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A field of each type gives back what was written, null when it was cleared, and its default when it was left alone. */
class FieldsContractTest extends ContractTest {
    private <T> @Nullable T read(long id, Field<ClientTest, T> field) {
        return tests().read(List.of(id), field).get(0).value(field);
    }

    private <T> @Nullable T written(Field<ClientTest, T> field, T value) {
        return read(create(new Values<ClientTest>().set(field, value)), field);
    }

    private <T> @Nullable T cleared(Field<ClientTest, T> field, T before) {
        long id = create(new Values<ClientTest>().set(field, before));
        tests().update(id, new Values<ClientTest>().clear(field));
        return read(id, field);
    }

    private <T> @Nullable T unset(Field<ClientTest, T> field) {
        return read(create(), field);
    }

    private Ref<Record> partner() {
        return Ref.of(model("res.partner").create(new Values<Record>().set("name", unique())));
    }

    private long tag(String name) {
        return model("odoo.client.test.tag").create(new Values<Record>().set("name", name));
    }

    @Test
    void charFields() {
        assertThat(written(ClientTest.CHAR, "some text")).isEqualTo("some text");
        assertThat(cleared(ClientTest.CHAR, "some text")).isNull();
        assertThat(unset(ClientTest.CHAR)).isNull();
    }

    @Test
    void anEmptyTextIsNotNull() {
        assertThat(written(ClientTest.CHAR, "")).isEmpty();
        assertThat(written(ClientTest.TEXT, "")).isEmpty();
    }

    @Test
    void charFieldsWithASizeCutWhatIsLonger() {
        assertThat(written(ClientTest.SIZED_CHAR, "123456789")).isEqualTo("12345678");
    }

    @Test
    void textFields() {
        assertThat(written(ClientTest.TEXT, "line 1\nline 2\n")).isEqualTo("line 1\nline 2\n");
        assertThat(cleared(ClientTest.TEXT, "x")).isNull();
        assertThat(unset(ClientTest.TEXT)).isNull();
    }

    @Test
    void htmlFieldsAreSanitizedByTheServer() {
        assertThat(written(ClientTest.HTML, "<p>a &lt; b &amp; <b>c</b></p>"))
                .isEqualTo("<p>a &lt; b &amp; <b>c</b></p>");
        assertThat(written(ClientTest.HTML, "<p>x</p><script>alert(1)</script>"))
                .isEqualTo("<p>x</p>");
        assertThat(cleared(ClientTest.HTML, "<p>x</p>")).isNull();
        assertThat(unset(ClientTest.HTML)).isNull();
    }

    @Test
    void integerFields() {
        for (long value : new long[] {1, -1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThat(written(ClientTest.INTEGER, value)).isEqualTo(value);
        }
        assertThat(cleared(ClientTest.INTEGER, 5L)).isZero();
        assertThat(unset(ClientTest.INTEGER)).isZero();
    }

    @Test
    void integersBeyond32Bits() {
        for (long value : new long[] {1L << 31, (1L << 32) + 1, (1L << 53) - 1, 1L << 53}) {
            assertThat(written(ClientTest.BIG_INTEGER, value)).isEqualTo(value);
        }
    }

    @Test
    void negativeIntegersBeyond32Bits() {
        long id = create(new Values<ClientTest>().set(ClientTest.BIG_INTEGER, -(1L << 53)));

        if (KnownDifference.BIG_INTEGERS.appliesTo(protocol)) {
            assertThatThrownBy(() -> read(id, ClientTest.BIG_INTEGER)).hasMessageContaining("XML-RPC cannot carry");
        } else {
            assertThat(read(id, ClientTest.BIG_INTEGER)).isEqualTo(-(1L << 53));
        }
    }

    @Test
    void floatFields() {
        for (double value :
                new double[] {1.5, -1.5, 0.1 + 0.2, 1 / 3.0, 1e-300, 1e300, Double.MIN_VALUE, 123456789.123}) {
            assertThat(written(ClientTest.FLOAT, value)).isEqualTo(value);
        }
        assertThat(cleared(ClientTest.FLOAT, 1.5)).isZero();
        assertThat(unset(ClientTest.FLOAT)).isZero();
    }

    @Test
    void floatFieldsWithoutAFraction() {
        assertThat(written(ClientTest.FLOAT, 3.0)).isEqualTo(3.0);
        assertThat(written(ClientTest.FLOAT, 1e15)).isEqualTo(1e15);
    }

    @Test
    void floatFieldsWithDigitsAreRoundedByTheServer() {
        assertThat(written(ClientTest.FLOAT_DIGITS, 12.345)).isEqualTo(12.35);
        assertThat(written(ClientTest.FLOAT_DIGITS, 0.1)).isEqualTo(0.1);
    }

    @Test
    void monetaryFieldsAreExact() {
        for (String amount : List.of("0.01", "19.99", "-19.99", "1234567.89", "99999999999.99", "1000000.1")) {
            assertThat(written(ClientTest.MONETARY, new BigDecimal(amount))).isEqualByComparingTo(amount);
        }
        assertThat(written(ClientTest.MONETARY, new BigDecimal("1E+3"))).isEqualByComparingTo("1000");
        assertThat(cleared(ClientTest.MONETARY, BigDecimal.TEN)).isEqualByComparingTo("0");
        assertThat(unset(ClientTest.MONETARY)).isEqualByComparingTo("0");
    }

    @Test
    void monetaryFieldsAreRoundedToTheirCurrency() {
        assertThat(written(ClientTest.MONETARY, new BigDecimal("0.125"))).isEqualByComparingTo("0.13");
    }

    @Test
    void booleanFields() {
        assertThat(written(ClientTest.BOOLEAN, true)).isTrue();
        assertThat(written(ClientTest.BOOLEAN, false)).isFalse();
        assertThat(cleared(ClientTest.BOOLEAN, true)).isFalse();
        assertThat(unset(ClientTest.BOOLEAN)).isFalse();
    }

    @Test
    void dateFields() {
        assertThat(written(ClientTest.DATE, LocalDate.of(2024, 5, 17))).isEqualTo("2024-05-17");
        assertThat(cleared(ClientTest.DATE, LocalDate.EPOCH)).isNull();
        assertThat(unset(ClientTest.DATE)).isNull();
    }

    @Test
    void datetimeFields() {
        Instant instant = Instant.parse("2024-05-17T21:59:59Z");
        assertThat(written(ClientTest.DATETIME, instant)).isEqualTo(instant);
        assertThat(cleared(ClientTest.DATETIME, instant)).isNull();
        assertThat(unset(ClientTest.DATETIME)).isNull();
    }

    @Test
    void selectionFields() {
        assertThat(written(ClientTest.SELECTION, "medium")).isEqualTo("medium");
        assertThat(cleared(ClientTest.SELECTION, "low")).isNull();
        assertThat(unset(ClientTest.SELECTION)).isNull();
    }

    @Test
    void many2oneFields() {
        Ref<Record> partner = partner();
        String name = (String) model("res.partner")
                .read(List.of(partner.id()), List.of("display_name"))
                .get(0)
                .get("display_name");

        assertThat(written(ClientTest.PARTNER_ID, partner)).isEqualTo(new Ref<>(partner.id(), name));
        assertThat(cleared(ClientTest.PARTNER_ID, partner)).isNull();
        assertThat(unset(ClientTest.PARTNER_ID)).isNull();
    }

    @Test
    void many2oneFieldsReadByNameAreAPairOfIdAndName() {
        Ref<Record> partner = partner();
        long id = create(new Values<ClientTest>().set(ClientTest.PARTNER_ID, partner));

        Object value =
                tests().read(List.of(id), List.of("partner_id")).get(0).record().get("partner_id");

        assertThat(value)
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .startsWith(partner.id());
    }

    @Test
    void one2manyFields() {
        long id = create();
        tests().update(
                        id,
                        new Values<ClientTest>()
                                .set(
                                        ClientTest.LINE_IDS,
                                        List.of(
                                                Command.create(new Values<Record>().set("name", "b")),
                                                Command.create(new Values<Record>()
                                                        .set("name", "a")
                                                        .set("quantity", 2.5)))));

        List<Long> lines = read(id, ClientTest.LINE_IDS);

        assertThat(lines).hasSize(2);
        assertThat(read(id, ClientTest.STORED_COMPUTED)).isEqualTo(2.5);
        assertThat(unset(ClientTest.LINE_IDS)).isEmpty();
    }

    @Test
    void many2manyFields() {
        long a = tag("a");
        long b = tag("b");

        assertThat(written(ClientTest.TAG_IDS, List.of(b, a))).containsExactly(a, b);
        assertThat(written(ClientTest.TAG_IDS, List.of())).isEmpty();
        assertThat(unset(ClientTest.TAG_IDS)).isEmpty();
    }

    @Test
    void clearingAnX2manyFieldRemovesItsLinks() {
        long id = create(new Values<ClientTest>().set(ClientTest.TAG_IDS, Command.link(tag("a"))));

        tests().update(id, new Values<ClientTest>().set(ClientTest.TAG_IDS, Command.clear()));

        assertThat(read(id, ClientTest.TAG_IDS)).isEmpty();
    }

    @Test
    void binaryFieldsKeepEveryByte() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        assertThat(written(ClientTest.BINARY, bytes)).isEqualTo(bytes);
        assertThat(written(ClientTest.BINARY_COLUMN, bytes)).isEqualTo(bytes);
        assertThat(cleared(ClientTest.BINARY, bytes)).isNull();
        assertThat(cleared(ClientTest.BINARY_COLUMN, bytes)).isNull();
        assertThat(unset(ClientTest.BINARY)).isNull();
    }

    @Test
    void binaryFieldsAskedForTheirSizeGiveText() {
        long id = create(new Values<ClientTest>().set(ClientTest.BINARY, new byte[2048]));

        OdooClient sized = odoo().withContext(odoo().context().with("bin_size", true));

        assertThat(sized.model(TEST)
                        .read(List.of(id), List.of("binary_field"))
                        .get(0)
                        .get("binary_field"))
                .isEqualTo("2.00 Kb");
    }

    @Test
    void imageFields() {
        byte[] png = Base64.getDecoder()
                .decode(
                        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

        assertThat(written(ClientTest.IMAGE, png)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(cleared(ClientTest.IMAGE, png)).isNull();
        assertThat(unset(ClientTest.IMAGE)).isNull();
    }

    @Test
    void referenceFields() {
        Reference reference = new Reference("res.partner", partner().id());

        assertThat(written(ClientTest.REFERENCE, reference)).isEqualTo(reference);
        assertThat(cleared(ClientTest.REFERENCE, reference)).isNull();
        assertThat(unset(ClientTest.REFERENCE)).isNull();
    }

    @Test
    void many2oneReferenceFields() {
        long partner = partner().id();
        long id = create(new Values<ClientTest>()
                .set(ClientTest.RES_MODEL, "res.partner")
                .set(ClientTest.RES_ID, partner));

        assertThat(read(id, ClientTest.RES_ID)).isEqualTo(partner);
        tests().update(id, new Values<ClientTest>().clear(ClientTest.RES_ID));
        assertThat(read(id, ClientTest.RES_ID)).isIn(null, 0L);
    }

    @Test
    void jsonFields() {
        Map<String, Object> json = Map.of(
                "text",
                "é😀",
                "number",
                12L,
                "fraction",
                0.5,
                "yes",
                true,
                "list",
                List.of(1L, List.of()),
                "map",
                Map.of());

        assertThat(written(ClientTest.JSON, JsonValue.of(json))).isEqualTo(JsonValue.of(json));
        assertThat(cleared(ClientTest.JSON, JsonValue.of(json))).isNull();
        assertThat(unset(ClientTest.JSON)).isNull();
    }

    @Test
    void jsonFieldsWithNull() {
        Map<String, @Nullable Object> json = new HashMap<>();
        json.put("nothing", null);
        long id = create(new Values<ClientTest>().set("json_field", json));

        if (KnownDifference.NESTED_NONE.appliesTo(protocol)) {
            assertThatThrownBy(() -> read(id, ClientTest.JSON)).hasMessageContaining("XML-RPC cannot carry");
        } else {
            assertThat(read(id, ClientTest.JSON)).isEqualTo(JsonValue.of(json));
        }
    }

    @Test
    void companyDependentFieldsHaveAValuePerCompany() {
        List<Long> companies = model("res.company")
                .search()
                .orderBy(com.powerseller.odoo.query.Order.of("id", false))
                .ids();
        long first = companies.get(0);
        long second = companies.get(1);
        long id = create();

        odoo().withCompany(first)
                .model(ClientTest.TYPE)
                .update(id, new Values<ClientTest>().set(ClientTest.COMPANY_DEPENDENT, "one"));
        odoo().withCompany(second)
                .model(ClientTest.TYPE)
                .update(id, new Values<ClientTest>().set(ClientTest.COMPANY_DEPENDENT, "two"));

        assertThat(in(odoo().withCompany(first), id, ClientTest.COMPANY_DEPENDENT))
                .isEqualTo("one");
        assertThat(in(odoo().withCompany(second), id, ClientTest.COMPANY_DEPENDENT))
                .isEqualTo("two");
    }

    @Test
    void translatedFieldsHaveAValuePerLanguage() {
        long id = create(new Values<ClientTest>().set(ClientTest.TRANSLATED, "cheese"));
        OdooClient french = odoo().withLang("fr_FR");

        assertThat(in(french, id, ClientTest.TRANSLATED)).isEqualTo("cheese");
        french.model(ClientTest.TYPE).update(id, new Values<ClientTest>().set(ClientTest.TRANSLATED, "fromage"));

        assertThat(in(french, id, ClientTest.TRANSLATED)).isEqualTo("fromage");
        assertThat(in(odoo().withLang("en_US"), id, ClientTest.TRANSLATED)).isEqualTo("cheese");
    }

    private static <T> @Nullable T in(OdooClient client, long id, Field<ClientTest, T> field) {
        return client.model(ClientTest.TYPE).read(List.of(id), field).get(0).value(field);
    }

    @Test
    void computedFields() {
        long id = create(new Values<ClientTest>().set(ClientTest.NAME, "n").set(ClientTest.CHAR, "c"));

        assertThat(read(id, ClientTest.COMPUTED)).isEqualTo("n/c");
    }

    @Test
    void relatedFieldsWriteThrough() {
        Ref<Record> partner = partner();
        long id = create(new Values<ClientTest>().set(ClientTest.PARTNER_ID, partner));

        tests().update(id, new Values<ClientTest>().set(ClientTest.RELATED, "a@example.com"));

        assertThat(read(id, ClientTest.RELATED)).isEqualTo("a@example.com");
        assertThat(model("res.partner")
                        .read(List.of(partner.id()), List.of("email"))
                        .get(0)
                        .get("email"))
                .isEqualTo("a@example.com");
    }

    @Test
    void aFieldThatIsUnsetGetsItsDefaultAndOneThatIsClearedDoesNot() {
        assertThat(unset(ClientTest.DEFAULT)).isEqualTo("the default");
        assertThat(read(create(new Values<ClientTest>().clear(ClientTest.DEFAULT)), ClientTest.DEFAULT))
                .isNull();
    }

    @Test
    void updatingLeavesFieldsThatAreUnsetAlone() {
        long id = create(new Values<ClientTest>().set(ClientTest.CHAR, "stays").set(ClientTest.TEXT, "goes"));

        tests().update(id, new Values<ClientTest>().clear(ClientTest.TEXT));

        assertThat(read(id, ClientTest.CHAR)).isEqualTo("stays");
        assertThat(read(id, ClientTest.TEXT)).isNull();
    }

    @Test
    void aFieldThatWasNotFetchedIsAnErrorAndNotNull() {
        ClientTest record = tests().read(List.of(create()), ClientTest.NAME).get(0);

        assertThatThrownBy(() -> record.value(ClientTest.CHAR)).isInstanceOf(FieldNotFetchedException.class);
    }

    @Test
    void readingWithoutFieldsGivesEveryFieldOfEveryType() {
        long id = create();

        Record all = model(TEST).read(List.of(id), List.of()).get(0);

        assertThat(all.fields())
                .containsAll(
                        Arrays.asList("id", "display_name", "char_field", "json_field", "properties_field", "res_id"));
        assertThat(all.toMap()).hasSameSizeAs(tests().fields().fields());
    }
}
