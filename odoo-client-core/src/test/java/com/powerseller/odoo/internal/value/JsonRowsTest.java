package com.powerseller.odoo.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.schema.FieldType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class JsonRowsTest {
    private static final Map<String, FieldType> TYPES =
            Map.of("partner_id", FieldType.MANY2ONE, "tag_ids", FieldType.MANY2MANY, "state", FieldType.SELECTION);

    private static List<Record> rows(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        try (JsonParser parser = Json.FACTORY.createParser(new ByteArrayInputStream(bytes))) {
            parser.nextToken();
            return Objects.requireNonNull(Json.read(parser, Shape.rows(TYPES)));
        }
    }

    @Test
    void rowsInOneOrderAreReadByName() throws IOException {
        List<Record> rows = rows("[{\"id\": 1, \"name\": \"a\"}, {\"id\": 2, \"name\": \"b\"}]");

        assertThat(rows)
                .extracting(Record::toMap)
                .containsExactly(Map.of("id", 1L, "name", "a"), Map.of("id", 2L, "name", "b"));
    }

    @Test
    void rowsInAnotherOrderAreReadByNameToo() throws IOException {
        List<Record> rows = rows(
                "[{\"id\": 1, \"name\": \"a\", \"x\": 3}, {\"x\": 6, \"name\": \"b\", \"id\": 2}, {\"id\": 7, \"x\": 9, \"name\": \"c\"}]");

        assertThat(rows)
                .extracting(Record::toMap)
                .containsExactly(
                        Map.of("id", 1L, "name", "a", "x", 3L),
                        Map.of("id", 2L, "name", "b", "x", 6L),
                        Map.of("id", 7L, "name", "c", "x", 9L));
    }

    @Test
    void rowsMayHaveMoreAndLessFieldsThanTheFirst() throws IOException {
        List<Record> rows = rows(
                "[{\"id\": 1}, {\"id\": 2, \"name\": \"b\", \"x\": 1}, {}, {\"x\": 4}, {\"id\": 5, \"name\": null, \"y\": 2}]");

        assertThat(rows)
                .extracting(Record::fields)
                .containsExactly(
                        List.of("id"), List.of("id", "name", "x"), List.of(), List.of("x"), List.of("id", "name", "y"));
        assertThat(rows.get(4).get("name")).isNull();
        assertThatThrownBy(() -> rows.get(0).get("name")).isInstanceOf(FieldNotFetchedException.class);
    }

    @Test
    void namesThatBeginAlikeOrAreEscapedAreToldApart() throws IOException {
        List<Record> rows = rows(
                "[{\"name\": 1, \"name2\": 2}, {\"name2\": 3, \"name\": 4}, {\"n\\u0061me\": 5, \"nam\": 6}, {\"naïve\": 7}, {\"naïve\": 8}]");

        assertThat(rows)
                .extracting(Record::toMap)
                .containsExactly(
                        Map.of("name", 1L, "name2", 2L),
                        Map.of("name", 4L, "name2", 3L),
                        Map.of("name", 5L, "nam", 6L),
                        Map.of("naïve", 7L),
                        Map.of("naïve", 8L));
    }

    @Test
    void idsOfOneRowAreNotThoseOfTheNext() throws IOException {
        List<Record> rows = rows(
                "[{\"tag_ids\": [1, 2, 3]}, {\"tag_ids\": []}, {\"tag_ids\": [9007199254740993]}, {\"tag_ids\": false}, {\"tag_ids\":"
                        + " [1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]}]");

        assertThat(rows)
                .extracting(row -> row.get("tag_ids"))
                .containsExactly(
                        List.of(1L, 2L, 3L),
                        List.of(),
                        List.of(9007199254740993L),
                        false,
                        List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L));
    }

    @Test
    void doublesKeepTheirEveryBit() throws IOException {
        List<Record> rows = rows(
                "[{\"x\": 0.1}, {\"x\": 123456.78}, {\"x\": 5e-324}, {\"x\": 1.7976931348623157e308}, {\"x\": 9007199254740993.0}, {\"x\": NaN}, {\"x\": -Infinity}, {\"x\": -0.0}]");

        assertThat(rows)
                .extracting(row -> row.get("x"))
                .containsExactly(
                        0.1,
                        123456.78,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        9007199254740992.0,
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        -0.0);
    }

    @Test
    void manyToOneIsAReference() throws IOException {
        assertThat(rows("[{\"partner_id\": [7, \"Acme\"]}]").get(0).get("partner_id"))
                .isEqualTo(new Ref<>(7, "Acme"));
    }

    @Test
    void aRelationOfAnotherFormThanTheSchemaSaysIsKeptAsItIs() throws IOException {
        List<Record> rows = rows("[{\"partner_id\": [1, 2, 3], \"tag_ids\": [1, \"a\", 2]},"
                + " {\"partner_id\": [], \"tag_ids\": []},"
                + " {\"partner_id\": [1, \"a\", true], \"tag_ids\": [[1]]},"
                + " {\"partner_id\": [1], \"tag_ids\": [99999999999999999999]},"
                + " {\"partner_id\": [{}], \"tag_ids\": 7},"
                + " {\"partner_id\": [2, false], \"tag_ids\": [8]}]");

        assertThat(rows)
                .extracting(row -> row.get("partner_id"))
                .containsExactly(
                        List.of(1L, 2L, 3L),
                        List.of(),
                        List.of(1L, "a", true),
                        List.of(1L),
                        List.of(Map.of()),
                        List.of(2L, false));
        assertThat(rows)
                .extracting(row -> row.get("tag_ids"))
                .containsExactly(
                        List.of(1L, "a", 2L),
                        List.of(),
                        List.of(List.of(1L)),
                        List.of(new java.math.BigInteger("99999999999999999999")),
                        7L,
                        List.of(8L));
    }

    @Test
    void referencesAreSharedOnlyIfIdAndNameAreTheSame() throws IOException {
        List<Record> rows = rows(
                "[{\"partner_id\": [7, \"Acme\"]}, {\"partner_id\": [7, \"Acme\"]}, {\"partner_id\": [7, \"Acne\"]}, {\"partner_id\": [7, \"Acm\"]},"
                        + " {\"partner_id\": [23, \"Acme\"]}, {\"partner_id\": [7, \"\"]}, {\"partner_id\": [7, \"A\\u0063me\"]}, {\"partner_id\": [-7, \"Zoë 日本\"]},"
                        + " {\"partner_id\": [-7, \"Zoë 日本\"]}]");

        assertThat(rows)
                .extracting(row -> row.get("partner_id"))
                .containsExactly(
                        new Ref<>(7, "Acme"),
                        new Ref<>(7, "Acme"),
                        new Ref<>(7, "Acne"),
                        new Ref<>(7, "Acm"),
                        new Ref<>(23, "Acme"),
                        new Ref<>(7, ""),
                        new Ref<>(7, "Acme"),
                        new Ref<>(-7, "Zoë 日本"),
                        new Ref<>(-7, "Zoë 日本"));
        assertThat(rows.get(0).get("partner_id")).isSameAs(rows.get(1).get("partner_id"));
    }

    @Test
    void selectionsThatLookAlikeAreToldApart() throws IOException {
        List<String> states =
                List.of("draft", "draft", "daaft", "drzft", "", "d", "dt", "draft", "日本", "日本", "日月本", "");
        List<Record> rows = rows(states.stream()
                .map(state -> "{\"state\": \"" + state + "\"}")
                .collect(Collectors.joining(", ", "[", ", {\"state\": false}, {\"state\": 3}]")));

        assertThat(rows.subList(0, states.size()))
                .extracting(row -> row.get("state"))
                .isEqualTo(states);
        assertThat(rows.get(0).get("state")).isSameAs(rows.get(1).get("state"));
        assertThat(rows.get(states.size()).get("state")).isEqualTo(false);
        assertThat(rows.get(states.size() + 1).get("state")).isEqualTo(3L);
    }

    @Test
    void fieldsAreFoundHoweverTheirNamesHash() throws IOException {
        List<Record> rows =
                rows("[{\"Aa\": 1, \"BB\": 2, \"AaAa\": 3, \"BBBB\": 4, \"AaBB\": 5, \"BBAa\": 6, \"state\": \"x\"}]");

        assertThat(rows.get(0).toMap())
                .isEqualTo(Map.of("Aa", 1L, "BB", 2L, "AaAa", 3L, "BBBB", 4L, "AaBB", 5L, "BBAa", 6L, "state", "x"));
        assertThat(rows.get(0).get(new String("state"))).isEqualTo("x");
        assertThat(rows.get(0).has("AaB")).isFalse();
    }
}
