package com.powerseller.odoo.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.powerseller.odoo.model.Ref;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who knows Jackson well would write by hand to get rows as objects with the types that the generated models have: as {@link BareJackson}, and the
 * fields only in the order in which they are expected, dates and times read from the parser's own characters, each value converted once.
 */
final class BareModels {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private BareModels() {}

    /** Reads the fields of a row that has begun. */
    interface RowReader<R> {
        R read(JsonParser json) throws IOException;
    }

    /** The rows in an answer over JSON-RPC. */
    static <R> List<R> jsonRpc(InputStream body, String id, RowReader<R> reader) throws IOException {
        List<R> rows = List.of();
        String answered = null;
        try (JsonParser json = FACTORY.createParser(body)) {
            expect(json.nextToken() == JsonToken.START_OBJECT, "an answer");
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "result" -> rows = rows(json, reader);
                    case "id" -> answered = json.getText();
                    default -> json.skipChildren();
                }
            }
        }
        expect(id.equals(answered), "the answer to this request");
        return rows;
    }

    private static <R> List<R> rows(JsonParser json, RowReader<R> reader) throws IOException {
        expect(json.currentToken() == JsonToken.START_ARRAY, "a list of rows");
        List<R> rows = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            rows.add(reader.read(json));
            expect(json.nextToken() == JsonToken.END_OBJECT, "the end of a row");
        }
        return rows;
    }

    /** Goes to the value of the next field; false if it has none. */
    private static boolean value(JsonParser json, SerializedString name) throws IOException {
        expect(json.nextFieldName(name), name.getValue());
        return json.nextToken() != JsonToken.VALUE_FALSE;
    }

    static boolean flag(JsonParser json, SerializedString name) throws IOException {
        return value(json, name);
    }

    static @Nullable String text(JsonParser json, SerializedString name) throws IOException {
        return value(json, name) ? json.getText() : null;
    }

    static <S> @Nullable S selection(JsonParser json, SerializedString name, Function<String, S> values)
            throws IOException {
        return value(json, name) ? values.apply(json.getText()) : null;
    }

    static @Nullable Long integer(JsonParser json, SerializedString name) throws IOException {
        return value(json, name) ? (Long) json.getLongValue() : null;
    }

    static @Nullable Double floating(JsonParser json, SerializedString name) throws IOException {
        return value(json, name) ? (Double) json.getDoubleValue() : null;
    }

    static @Nullable BigDecimal monetary(JsonParser json, SerializedString name) throws IOException {
        return value(json, name) ? json.getDecimalValue() : null;
    }

    static <R> @Nullable Ref<R> many2one(JsonParser json, SerializedString name) throws IOException {
        if (!value(json, name)) {
            return null;
        }
        long id = json.nextLongValue(0);
        String displayName = json.nextTextValue();
        expect(json.nextToken() == JsonToken.END_ARRAY, "the end of a pair");
        return new Ref<>(id, displayName);
    }

    static List<Long> x2many(JsonParser json, SerializedString name) throws IOException {
        value(json, name);
        List<Long> ids = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ids.add(json.getLongValue());
        }
        return ids;
    }

    static @Nullable LocalDate date(JsonParser json, SerializedString name) throws IOException {
        if (!value(json, name)) {
            return null;
        }
        char[] text = json.getTextCharacters();
        int at = json.getTextOffset();
        expect(json.getTextLength() == 10 && text[at + 4] == '-' && text[at + 7] == '-', "a date");
        return LocalDate.of(two(text, at) * 100 + two(text, at + 2), two(text, at + 5), two(text, at + 8));
    }

    static @Nullable Instant datetime(JsonParser json, SerializedString name) throws IOException {
        if (!value(json, name)) {
            return null;
        }
        char[] text = json.getTextCharacters();
        int at = json.getTextOffset();
        expect(
                json.getTextLength() == 19
                        && text[at + 4] == '-'
                        && text[at + 7] == '-'
                        && text[at + 10] == ' '
                        && text[at + 13] == ':'
                        && text[at + 16] == ':',
                "a datetime");
        return LocalDateTime.of(
                        two(text, at) * 100 + two(text, at + 2),
                        two(text, at + 5),
                        two(text, at + 8),
                        two(text, at + 11),
                        two(text, at + 14),
                        two(text, at + 17))
                .toInstant(ZoneOffset.UTC);
    }

    /** A number of two digits. What is none must not become a date of some kind: the client refuses it too. */
    private static int two(char[] text, int at) throws IOException {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        expect(tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9, "digits");
        return tens * 10 + ones;
    }

    private static void expect(boolean found, String what) throws IOException {
        if (!found) {
            throw new IOException("expected " + what);
        }
    }
}
