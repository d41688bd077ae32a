package com.powerseller.odoo.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.powerseller.odoo.model.Ref;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who knows Jackson well would write by hand for these very fields: names compared as bytes in the order in which they are expected, each value
 * read as its type, nothing looked up, nothing checked that need not be.
 */
final class BareJackson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();
    private static final SerializedString[] NAMES = {
        new SerializedString("id"),
        new SerializedString("name"),
        new SerializedString("email"),
        new SerializedString("parent_id"),
        new SerializedString("country_id"),
        new SerializedString("child_ids"),
        new SerializedString("category_id"),
        new SerializedString("is_company"),
        new SerializedString("color"),
        new SerializedString("partner_latitude"),
        new SerializedString("credit_limit"),
        new SerializedString("write_date"),
        new SerializedString("type"),
        new SerializedString("comment")
    };

    private BareJackson() {}

    /** The rows in an answer over JSON-RPC. */
    static List<@Nullable Object[]> jsonRpc(InputStream body, String id) throws IOException {
        List<@Nullable Object[]> rows = List.of();
        String answered = null;
        try (JsonParser json = FACTORY.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT);
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "result" -> rows = rows(json);
                    case "id" -> answered = json.getText();
                    default -> json.skipChildren();
                }
            }
        }
        if (!id.equals(answered)) {
            throw new IOException("the answer to another request");
        }
        return rows;
    }

    /** The rows in an answer over JSON-2. */
    static List<@Nullable Object[]> json2(InputStream body) throws IOException {
        try (JsonParser json = FACTORY.createParser(body)) {
            json.nextToken();
            return rows(json);
        }
    }

    private static List<@Nullable Object[]> rows(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (json.nextToken() == JsonToken.START_OBJECT) {
            @Nullable Object[] row = new Object[NAMES.length];
            for (int i = 0; i < NAMES.length; i++) {
                int column = json.nextFieldName(NAMES[i]) ? i : column(json.currentName());
                row[column] = value(json, column);
            }
            expect(json.nextToken(), JsonToken.END_OBJECT);
            rows.add(row);
        }
        return rows;
    }

    /** Fields in another order than expected; it does not happen. */
    private static int column(String name) throws IOException {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].getValue().equals(name)) {
                return i;
            }
        }
        throw new IOException("unknown field " + name);
    }

    private static Object value(JsonParser json, int column) throws IOException {
        JsonToken token = json.nextToken();
        if (token == JsonToken.VALUE_FALSE) {
            return false;
        }
        return switch (column) {
            case 0, 8 -> json.getLongValue();
            case 3, 4 -> ref(json);
            case 5, 6 -> ids(json);
            case 7 -> json.getBooleanValue();
            case 9, 10 -> json.getDoubleValue();
            default -> json.getText();
        };
    }

    private static Ref<?> ref(JsonParser json) throws IOException {
        long id = json.nextLongValue(0);
        String name = json.nextTextValue();
        expect(json.nextToken(), JsonToken.END_ARRAY);
        return new Ref<>(id, name);
    }

    private static long[] ids(JsonParser json) throws IOException {
        long[] ids = new long[8];
        int size = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (size == ids.length) {
                ids = Arrays.copyOf(ids, size * 2);
            }
            ids[size++] = json.getLongValue();
        }
        return Arrays.copyOf(ids, size);
    }

    private static void expect(@Nullable JsonToken token, JsonToken expected) throws IOException {
        if (token != expected) {
            throw new IOException(expected + " expected, not " + token);
        }
    }
}
