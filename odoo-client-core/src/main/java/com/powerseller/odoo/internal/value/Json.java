package com.powerseller.odoo.internal.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.schema.FieldType;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes values as JSON, straight from and to the stream. */
public final class Json {
    /**
     * How deep an answer may be nested. Odoo's own answers stay below twenty levels, and reading recurses.
     */
    public static final int MAX_DEPTH = 200;

    /** How many characters a number may have: reading one takes time that grows with the square of its length. */
    public static final int MAX_NUMBER_LENGTH = 1_000;

    /** Python writes NaN and Infinity, which JSON does not know. */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(new Limits())
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    private static final JsonFactory STRICT = JsonFactory.builder()
            .streamReadConstraints(new Limits())
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /**
     * Attachments are long texts, so texts may be much longer than by the parser's defaults. Depth and numbers are limited lower, and the length of names (50,000
     * characters) as by default; that of the whole answer is limited elsewhere.
     */
    private static final class Limits extends StreamReadConstraints {
        private static final long serialVersionUID = 1L;

        Limits() {
            super(
                    MAX_DEPTH,
                    DEFAULT_MAX_DOC_LEN,
                    MAX_NUMBER_LENGTH,
                    MemoryBudget.LONGEST_TEXT,
                    DEFAULT_MAX_NAME_LEN,
                    DEFAULT_MAX_TOKEN_COUNT);
        }

        @Override
        public void validateStringLength(int length) throws StreamConstraintsException {
            if (length > getMaxStringLength()) {
                throw new TextTooLong(MemoryBudget.textTooLong());
            }
        }
    }

    /** A text takes too much memory. */
    public static final class TextTooLong extends StreamConstraintsException {
        private static final long serialVersionUID = 1L;

        TextTooLong(String message) {
            super(message);
        }
    }

    /** Reads the value that the parser stands at, in the shape asked for. */
    public static <T> @Nullable T read(JsonParser parser, Shape<T> shape) throws IOException {
        return read(parser, shape, new MemoryBudget());
    }

    /** Reads the value that the parser stands at, in the shape asked for, as one of several of an answer. */
    public static <T> @Nullable T read(JsonParser parser, Shape<T> shape, MemoryBudget budget) throws IOException {
        return shape.cast(shape.isRows() ? readRows(parser, shape, budget) : readAny(parser, budget));
    }

    /** Reads the value that the parser stands at, whatever it is. */
    public static @Nullable Object readAny(JsonParser parser) throws IOException {
        return readAny(parser, new MemoryBudget());
    }

    /** Reads the value that the parser stands at, whatever it is, as one of several of an answer. */
    public static @Nullable Object readAny(JsonParser parser, MemoryBudget budget) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> {
                return readObject(parser, budget);
            }
            case START_ARRAY -> {
                return readArray(parser, budget);
            }
            case VALUE_STRING -> {
                return readText(parser, budget);
            }
            case VALUE_NUMBER_INT -> {
                return readInteger(parser, budget);
            }
            case VALUE_NUMBER_FLOAT -> {
                budget.takeNumber();
                return parser.getDoubleValue();
            }
            case VALUE_TRUE -> {
                return true;
            }
            case VALUE_FALSE -> {
                return false;
            }
            case VALUE_NULL -> {
                return null;
            }
            default -> throw new JsonParseException(parser, "a value was expected");
        }
    }

    private static Object readObject(JsonParser parser, MemoryBudget budget) throws IOException {
        String name = parser.nextFieldName();
        if (name == null) {
            return Collections.emptyMap();
        }
        budget.takeMap();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (; name != null; name = parser.nextFieldName()) {
            budget.takeMember(name);
            parser.nextToken();
            map.put(name, readAny(parser, budget));
        }
        return map;
    }

    private static Object readArray(JsonParser parser, MemoryBudget budget) throws IOException {
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return Collections.emptyList();
        }
        budget.takeList();
        return readRest(parser, new ArrayList<>(), budget);
    }

    /** Reads the elements of an array from the one that the parser stands at. */
    private static Object readRest(JsonParser parser, List<@Nullable Object> list, MemoryBudget budget)
            throws IOException {
        while (parser.currentToken() != JsonToken.END_ARRAY) {
            budget.takePlace();
            list.add(readAny(parser, budget));
            parser.nextToken();
        }
        return list;
    }

    /** Reads a text, the parser's limit of which keeps it small enough; asking for its length first would make the parser go over it twice. */
    static String readText(JsonParser parser, MemoryBudget budget) throws IOException {
        String text = parser.getText();
        budget.takeText(text.length());
        return text;
    }

    private static Object readInteger(JsonParser parser, MemoryBudget budget) throws IOException {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
            budget.takeText(parser.getTextLength());
            return parser.getBigIntegerValue();
        }
        budget.takeNumber();
        return parser.getLongValue();
    }

    private static Object readRows(JsonParser parser, Shape<?> shape, MemoryBudget budget) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new JsonParseException(parser, "a list of records was expected");
        }
        RowCollector rows = new RowCollector(shape.types(), budget);
        SerializedString[] expected = {};
        IdReader ids = new IdReader();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "a record was expected");
            }
            if (rows.hasRows() && expected.length < rows.width()) {
                expected = withNew(expected, rows);
            }
            rows.startRow();
            for (int column = nextColumn(parser, rows, expected);
                    column >= 0;
                    column = nextColumn(parser, rows, expected)) {
                JsonToken token = parser.nextToken();
                rows.put(column, readColumn(parser, token, rows, column, ids, budget));
            }
            if (!rows.endRow()) {
                throw new JsonParseException(parser, "the records have too few fields in common");
            }
        }
        return rows.records();
    }

    private static @Nullable Object readColumn(
            JsonParser parser, JsonToken token, RowCollector rows, int column, IdReader ids, MemoryBudget budget)
            throws IOException {
        FieldType type = rows.type(column);
        if (type != null && token == JsonToken.START_ARRAY) {
            return switch (type) {
                case MANY2ONE -> readMany2one(parser, rows.repeated(column), budget);
                case ONE2MANY, MANY2MANY -> ids.read(parser, budget);
                default -> readArray(parser, budget);
            };
        }
        return type == FieldType.SELECTION && token == JsonToken.VALUE_STRING
                ? rows.repeated(column).text(parser, budget)
                : readAny(parser, budget);
    }

    private static SerializedString[] withNew(SerializedString[] names, RowCollector rows) {
        SerializedString[] all = Arrays.copyOf(names, rows.width());
        for (int column = names.length; column < all.length; column++) {
            all[column] = new SerializedString(rows.name(column));
        }
        return all;
    }

    /**
     * The column of the row's next field, or -1 at the row's end. The field that came next in the rows before is compared as bytes, which is quicker than to make a
     * name of them and look that up.
     */
    private static int nextColumn(JsonParser parser, RowCollector rows, SerializedString[] expected)
            throws IOException {
        int next = rows.nextColumn();
        String name;
        if (next >= expected.length) {
            name = parser.nextFieldName();
        } else if (parser.nextFieldName(expected[next])) {
            rows.takeNextColumn();
            return next;
        } else {
            name = parser.currentToken() == JsonToken.FIELD_NAME ? parser.currentName() : null;
        }
        return name == null ? -1 : rows.column(name);
    }

    /** Reads an id and a display name; anything else is kept as it is, for the field to complain about when it is read. */
    private static Object readMany2one(JsonParser parser, RepeatedValues repeated, MemoryBudget budget)
            throws IOException {
        budget.takeList();
        if (parser.nextToken() != JsonToken.VALUE_NUMBER_INT) {
            return readRest(parser, new ArrayList<>(), budget);
        }
        Object id = readInteger(parser, budget);
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
            return readRest(parser, new ArrayList<>(List.of(id)), budget);
        }
        if (!(id instanceof Long number)) {
            return readRest(parser, new ArrayList<>(List.of(id)), budget);
        }
        Ref<?> ref = repeated.ref(number, parser, budget);
        if (parser.nextToken() == JsonToken.END_ARRAY) {
            return ref;
        }
        return readRest(parser, new ArrayList<>(List.of(id, String.valueOf(ref.displayName()))), budget);
    }

    /** Reads the ids of x2many fields; anything else is kept as it is, for the field to complain about when it is read. Used by one thread. */
    private static final class IdReader {
        private long[] buffer = new long[16];

        Object read(JsonParser parser, MemoryBudget budget) throws IOException {
            int size = 0;
            while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT
                    && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                if (size == buffer.length) {
                    buffer = Arrays.copyOf(buffer, size * 2);
                }
                budget.takePlace();
                buffer[size++] = parser.getLongValue();
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                return readRest(parser, new ArrayList<>(new IdList(Arrays.copyOf(buffer, size))), budget);
            }
            if (size == 0) {
                return IdList.EMPTY;
            }
            budget.takeList();
            return new IdList(Arrays.copyOf(buffer, size));
        }
    }

    /**
     * The value that a text is, and nothing after it.
     *
     * @throws IllegalArgumentException if it is none, too large, or null
     */
    public static Object parse(String text) {
        try (JsonParser parser = STRICT.createParser(text)) {
            if (parser.nextToken() == null) {
                throw new IllegalArgumentException("no JSON: the text is empty");
            }
            Object value = readAny(parser);
            if (value == null) {
                throw new IllegalArgumentException("the JSON is null, which is no value");
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something after the value");
            }
            return value;
        } catch (StreamConstraintsException | MemoryBudget.Exceeded e) {
            throw new IllegalArgumentException("JSON beyond the limits: " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            // Without Jackson's own message, which quotes the text.
            throw new IllegalArgumentException(
                    "no JSON: see line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr(),
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON of a value that {@link WireArguments} let through. */
    public static String text(@Nullable Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(json, value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** Writes a value that {@link WireArguments} let through. */
    public static void write(JsonGenerator json, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            json.writeNumber(number);
        } else if (value instanceof BigInteger number) {
            json.writeNumber(number);
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                write(json, entry.getValue());
            }
            json.writeEndObject();
        } else {
            throw new IllegalArgumentException(
                    "not a wire value: " + value.getClass().getName());
        }
    }
}
