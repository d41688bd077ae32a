package com.powerseller.odoo.internal.xmlrpc;

import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.MemoryBudget;
import com.powerseller.odoo.internal.value.RowCollector;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.schema.FieldType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an XML-RPC response straight from the stream. Knows the elements of the XML-RPC specification and {@code nil} and {@code i8}; anything else (other
 * elements, extensions, document types, entities) is refused, so that no byte of an answer can make it load, expand or instantiate anything.
 */
final class XmlReader {
    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final String JDK_MAX_DEPTH = "jdk.xml.maxElementDepth";

    private final XMLStreamReader xml;
    private final EventReader source;
    private final MemoryBudget budget = new MemoryBudget();

    private XmlReader(XMLStreamReader xml, EventReader source) {
        this.xml = xml;
        this.source = source;
    }

    /** The next event. */
    private int next() throws XMLStreamException {
        source.startEvent();
        return xml.next();
    }

    private static XMLInputFactory factory() {
        // The JDK's own, whatever else is on the class path. One for each answer, as it keeps the last one: that costs
        // some microseconds, as nothing is looked up.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        // The limit is that of values, three elements each: from JDK 24 on the parser has a lower one of its own.
        if (factory.isPropertySupported(JDK_MAX_DEPTH)) {
            factory.setProperty(JDK_MAX_DEPTH, "0");
        }
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are refused");
        });
        return factory;
    }

    /** What a response holds: a result, or the struct of a fault. */
    record Response(boolean isFault, @Nullable Object value) {}

    /** Reads a whole response; its result in the shape asked for, a fault as it is. */
    static Response read(InputStream body, Shape<?> shape) throws XMLStreamException, MemoryBudget.Exceeded {
        EventReader source = new EventReader(utf8(body));
        XMLStreamReader stream = factory().createXMLStreamReader(source);
        try {
            XmlReader reader = new XmlReader(stream, source);
            return reader.response(shape);
        } finally {
            stream.close();
        }
    }

    /** The body as text: Odoo writes UTF-8. Decoded by the JDK's own decoder, as the parser's prints to the standard error what it cannot decode. */
    private static Reader utf8(InputStream body) throws XMLStreamException {
        PushbackReader text = new PushbackReader(new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder()));
        try {
            int first = text.read();
            if (first >= 0 && first != BYTE_ORDER_MARK) {
                text.unread(first);
            }
        } catch (IOException e) {
            throw new XMLStreamException(e);
        }
        return text;
    }

    private Response response(Shape<?> shape) throws XMLStreamException, MemoryBudget.Exceeded {
        enter("methodResponse");
        nextTag();
        Response response;
        if (isAt("fault")) {
            enter("value");
            response = new Response(true, value(0));
            leave("fault");
        } else {
            require("params");
            enter("param");
            enter("value");
            response = new Response(false, shape.isRows() ? rows(shape) : value(0));
            leave("param");
            leave("params");
        }
        leave("methodResponse");
        while (xml.hasNext()) {
            int event = next();
            if (event == XMLStreamConstants.PROCESSING_INSTRUCTION) {
                throw unexpected(event);
            }
        }
        return response;
    }

    /** The value whose start tag the reader stands at; afterwards it stands at the end tag. */
    private @Nullable Object value(int depth) throws XMLStreamException, MemoryBudget.Exceeded {
        if (depth > Json.MAX_DEPTH) {
            throw error("nested more than " + Json.MAX_DEPTH + " levels deep");
        }
        String bare = textBeforeTag();
        if (xml.getEventType() == XMLStreamConstants.END_ELEMENT) {
            return counted(bare);
        }
        String type = xml.getLocalName();
        Object value = typed(type, depth);
        leave("value");
        return value;
    }

    private @Nullable Object typed(String type, int depth) throws XMLStreamException, MemoryBudget.Exceeded {
        switch (type) {
            case "string" -> {
                return counted(text());
            }
            case "int", "i4", "i8" -> {
                return integer(text().strip());
            }
            case "double" -> {
                return decimal(text().strip());
            }
            case "boolean" -> {
                return bool(text().strip());
            }
            case "nil" -> {
                text();
                return null;
            }
            case "array" -> {
                return array(depth);
            }
            case "struct" -> {
                return struct(depth);
            }
            case "base64" -> {
                return counted(text());
            }
            case "dateTime.iso8601" -> {
                return counted(datetime(text().strip()));
            }
            default -> throw error("unknown type '" + type + "'");
        }
    }

    private List<@Nullable Object> array(int depth) throws XMLStreamException, MemoryBudget.Exceeded {
        List<@Nullable Object> list = Collections.emptyList();
        enter("data");
        while (nextTag() == XMLStreamConstants.START_ELEMENT) {
            require("value");
            if (list.isEmpty()) {
                budget.takeList();
                list = new ArrayList<>();
            }
            budget.takePlace();
            list.add(value(depth + 1));
        }
        leave("array");
        return list;
    }

    private Map<String, @Nullable Object> struct(int depth) throws XMLStreamException, MemoryBudget.Exceeded {
        Map<String, @Nullable Object> map = Collections.emptyMap();
        while (nextTag() == XMLStreamConstants.START_ELEMENT) {
            require("member");
            if (map.isEmpty()) {
                budget.takeMap();
                map = new LinkedHashMap<>();
            }
            String name = memberName();
            budget.takeMember(name);
            enter("value");
            map.put(name, value(depth + 1));
            leave("member");
        }
        return map;
    }

    private String memberName() throws XMLStreamException, MemoryBudget.Exceeded {
        enter("name");
        return text();
    }

    private Object rows(Shape<?> shape) throws XMLStreamException, MemoryBudget.Exceeded {
        nextTag();
        if (!isAt("array")) {
            throw error("a list of records was expected");
        }
        RowCollector rows = new RowCollector(shape.types(), budget);
        enter("data");
        while (nextTag() == XMLStreamConstants.START_ELEMENT) {
            require("value");
            enter("struct");
            rows.startRow();
            while (nextTag() == XMLStreamConstants.START_ELEMENT) {
                require("member");
                int column = rows.column(memberName());
                enter("value");
                rows.put(column, cell(value(0), rows.type(column)));
                leave("member");
            }
            if (!rows.endRow()) {
                throw error("the records have too few fields in common");
            }
            leave("value");
        }
        leave("array");
        leave("value");
        return rows.records();
    }

    private static @Nullable Object cell(@Nullable Object value, @Nullable FieldType type) {
        if (type == FieldType.MANY2ONE
                && value instanceof List<?> pair
                && pair.size() == 2
                && pair.get(0) instanceof Long id) {
            return new Ref<>(id, pair.get(1) instanceof String name ? name : null);
        }
        return value;
    }

    private Object integer(String text) throws XMLStreamException, MemoryBudget.Exceeded {
        checkLength(text);
        budget.takeNumber();
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            budget.takeText(text.length());
            try {
                return new BigInteger(text);
            } catch (NumberFormatException notEven) {
                throw error("not an integer");
            }
        }
    }

    private Double decimal(String text) throws XMLStreamException, MemoryBudget.Exceeded {
        checkLength(text);
        budget.takeNumber();
        switch (text) {
            // Python's words for what XML-RPC does not know.
            case "nan" -> {
                return Double.NaN;
            }
            case "inf" -> {
                return Double.POSITIVE_INFINITY;
            }
            case "-inf" -> {
                return Double.NEGATIVE_INFINITY;
            }
            default -> {
                try {
                    // Java's own words, suffixes and hexadecimals are none of XML-RPC's.
                    for (int i = 0; i < text.length(); i++) {
                        if ("0123456789.-+eE".indexOf(text.charAt(i)) < 0) {
                            throw error("not a double");
                        }
                    }
                    return Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw error("not a double");
                }
            }
        }
    }

    private void checkLength(String number) throws XMLStreamException {
        if (number.length() > Json.MAX_NUMBER_LENGTH) {
            throw error("a number of more than " + Json.MAX_NUMBER_LENGTH + " characters");
        }
    }

    private Boolean bool(String text) throws XMLStreamException {
        return switch (text) {
            case "1" -> Boolean.TRUE;
            case "0" -> Boolean.FALSE;
            default -> throw error("not a boolean");
        };
    }

    /** Odoo sends datetimes as text; where one comes in XML-RPC's own form it becomes the same text. */
    private String datetime(String text) throws XMLStreamException {
        if (!text.matches("\\d{8}T\\d{2}:\\d{2}:\\d{2}")) {
            throw error("not a datetime");
        }
        return text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6, 8) + " " + text.substring(9);
    }

    private String counted(String text) throws MemoryBudget.Exceeded {
        if (!text.isEmpty()) {
            budget.takeText(text.length());
        }
        return text;
    }

    /** The text of the element that the reader stands at, which must hold no other element. */
    private String text() throws XMLStreamException, MemoryBudget.Exceeded {
        String text = textBeforeTag();
        if (xml.getEventType() != XMLStreamConstants.END_ELEMENT) {
            throw error("element '" + xml.getLocalName() + "' where text was expected");
        }
        return text;
    }

    /** The text up to the next tag, where the reader then stands. */
    private String textBeforeTag() throws XMLStreamException, MemoryBudget.Exceeded {
        String first = "";
        StringBuilder more = null;
        while (true) {
            int event = next();
            switch (event) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (more != null) {
                        MemoryBudget.checkText(more.length());
                        more.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    } else if (first.isEmpty()) {
                        first = xml.getText();
                    } else {
                        more = new StringBuilder(first.length() * 2)
                                .append(first)
                                .append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
                    }
                }
                case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT -> {
                    return more == null ? first : more.toString();
                }
                case XMLStreamConstants.COMMENT -> {}
                default -> throw unexpected(event);
            }
        }
    }

    /** Goes on to the next tag; only white space may be in between. */
    private int nextTag() throws XMLStreamException {
        while (true) {
            int event = next();
            switch (event) {
                case XMLStreamConstants.START_ELEMENT, XMLStreamConstants.END_ELEMENT -> {
                    return event;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!xml.isWhiteSpace()) {
                        throw error("text where a tag was expected");
                    }
                }
                case XMLStreamConstants.SPACE, XMLStreamConstants.COMMENT -> {}
                default -> throw unexpected(event);
            }
        }
    }

    private void enter(String name) throws XMLStreamException {
        nextTag();
        require(name);
    }

    private void require(String name) throws XMLStreamException {
        if (!isAt(name)) {
            throw error("'" + name + "' was expected, not '" + xml.getLocalName() + "'");
        }
    }

    private boolean isAt(String name) {
        return xml.getEventType() == XMLStreamConstants.START_ELEMENT
                && xml.getLocalName().equals(name);
    }

    /** Goes on to the end tag of the element inside which the reader is. */
    private void leave(String name) throws XMLStreamException {
        if (nextTag() != XMLStreamConstants.END_ELEMENT) {
            throw error("'" + xml.getLocalName() + "' where '" + name + "' should end");
        }
    }

    private XMLStreamException unexpected(int event) {
        return switch (event) {
            case XMLStreamConstants.DTD -> error("a document type is refused");
            case XMLStreamConstants.ENTITY_REFERENCE -> error("an entity is refused");
            case XMLStreamConstants.END_DOCUMENT -> error("the document ends too early");
            default -> error("a processing instruction is refused");
        };
    }

    private XMLStreamException error(String message) {
        return new XMLStreamException(message, xml.getLocation());
    }
}
