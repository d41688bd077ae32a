package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A call in XML-RPC as Python's {@code xmlrpc.client} takes it, with its errors. A date and time becomes the text that Odoo writes for it, bytes become the
 * text that they are. A document type is refused.
 */
final class XmlRpcReader {
    private static final String JDK_MAX_DEPTH = "jdk.xml.maxElementDepth";
    private static final XMLInputFactory FACTORY = factory();
    private static final int MAX_DEPTH = 900;

    private final XMLStreamReader xml;
    private int depth;
    /** Of records that come in one request, each has the same names: once in memory is enough. */
    private final Map<String, String> names = new HashMap<>();

    private XmlRpcReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * What is called.
     *
     * @param method null if the document names none
     */
    record Call(@Nullable String method, List<@Nullable Object> params) {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Ours is the limit: newer JDKs have a lower one, which fails as something else than too deep a nesting.
        if (factory.isPropertySupported(JDK_MAX_DEPTH)) {
            factory.setProperty(JDK_MAX_DEPTH, "0");
        }
        return factory;
    }

    /**
     * Reads a call.
     *
     * @throws PythonException what Python says of a document that is none
     */
    static Call read(byte[] document) {
        try {
            XMLStreamReader xml = newReader(document);
            try {
                return new XmlRpcReader(xml).call();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw notWellFormed(document, e);
        }
    }

    private static XMLStreamReader newReader(byte[] document) throws XMLStreamException {
        // Factories are not promised to be thread-safe.
        synchronized (FACTORY) {
            return FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
        }
    }

    private static PythonException notWellFormed(byte[] document, XMLStreamException e) {
        String text = new String(document, StandardCharsets.ISO_8859_1);
        if (text.isBlank() || e.getLocation().getCharacterOffset() >= text.length()) {
            int lines = (int) text.chars().filter(c -> c == '\n').count();
            int last = text.length() - text.lastIndexOf('\n') - 1;
            return expat("no element found: line " + (lines + 1) + ", column " + last);
        }
        int line = Math.max(1, e.getLocation().getLineNumber());
        int column = Math.max(0, e.getLocation().getColumnNumber() - 1);
        return expat("not well-formed (invalid token): line " + line + ", column " + column);
    }

    private static PythonException expat(String message) {
        return PythonException.of("xml.parsers.expat.ExpatError", message);
    }

    private static PythonException responseError(String message) {
        return PythonException.of("xmlrpc.client.ResponseError", message);
    }

    private Call call() throws XMLStreamException {
        String method = null;
        List<@Nullable Object> params = new ArrayList<>();
        boolean any = false;
        while (xml.hasNext()) {
            int event = next();
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (name()) {
                case "params" -> any = true;
                case "methodName" -> {
                    method = text();
                    any = true;
                }
                case "value" -> params.add(value());
                default -> {
                    // Out here, Python looks at no other names.
                }
            }
        }
        if (!any && params.isEmpty()) {
            throw responseError("ResponseError()");
        }
        return new Call(method, params);
    }

    private PythonException unknownTag() {
        return responseError("ResponseError(\"unknown tag '" + name() + "'\")");
    }

    private int next() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.DTD) {
            throw new UnsupportedByFakeException("a document type in XML-RPC");
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw expat("undefined entity: line " + xml.getLocation().getLineNumber() + ", column "
                    + xml.getLocation().getColumnNumber());
        }
        return event;
    }

    /** The element's name without a prefix. */
    private String name() {
        String name = xml.getLocalName();
        return name.substring(name.indexOf(':') + 1);
    }

    /** The text up to the end of the present element. */
    private String text() throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            switch (event) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(xml.getText());
                case XMLStreamConstants.START_ELEMENT -> throw unknownTag();
                default -> {}
            }
        }
        return text.toString();
    }

    /** What is in {@code <value>}, up to its end: a typed element, or text. */
    private @Nullable Object value() throws XMLStreamException {
        if (++depth > MAX_DEPTH) {
            throw PythonException.of("builtins.RecursionError", "maximum recursion depth exceeded");
        }
        StringBuilder text = new StringBuilder();
        Object typed = null;
        boolean isTyped = false;
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                typed = typed();
                isTyped = true;
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(xml.getText());
            }
        }
        depth--;
        return isTyped ? typed : text.toString();
    }

    private @Nullable Object typed() throws XMLStreamException {
        return switch (name()) {
            case "array" -> array();
            case "struct" -> struct();
            case "nil" -> none();
            case "string" -> text();
            case "boolean" -> flag(text());
            case "int", "i1", "i2", "i4", "i8", "biginteger" -> whole(text());
            case "double", "float", "bigdecimal" -> decimal(text());
            case "dateTime.iso8601" -> dateTime(text());
            case "base64" -> bytes(text());
            default -> throw unknownTag();
        };
    }

    private @Nullable Object none() throws XMLStreamException {
        text();
        return null;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "0" -> false;
            case "1" -> true;
            default -> throw PythonException.typeError("bad boolean value");
        };
    }

    private static Object whole(String text) {
        try {
            return JsonReader.whole(new BigInteger(text.strip()));
        } catch (NumberFormatException e) {
            throw PythonException.valueError("invalid literal for int() with base 10: " + Python.repr(text));
        }
    }

    private static double decimal(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw PythonException.valueError("could not convert string to float: " + Python.repr(text));
        }
    }

    /** {@code 20260102T03:04:05} as {@code 2026-01-02 03:04:05}. */
    private static String dateTime(String text) {
        if (!text.matches("\\d{8}T\\d{2}:\\d{2}:\\d{2}")) {
            throw PythonException.valueError(
                    "time data " + Python.repr(text) + " does not match format '%Y%m%dT%H:%M:%S'");
        }
        return text.substring(0, 4) + "-" + text.substring(4, 6) + "-" + text.substring(6, 8) + " " + text.substring(9);
    }

    private static String bytes(String base64) {
        byte[] bytes = Base64.getMimeDecoder().decode(base64);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private List<@Nullable Object> array() throws XMLStreamException {
        List<@Nullable Object> items = new ArrayList<>();
        int open = 1;
        while (open > 0) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (name()) {
                    case "data" -> open++;
                    case "value" -> items.add(value());
                    default -> throw unknownTag();
                }
            }
        }
        return items;
    }

    private Map<String, @Nullable Object> struct() throws XMLStreamException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        String name = "";
        int open = 1;
        while (open > 0) {
            int event = next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (name()) {
                    case "member" -> open++;
                    case "name" -> name = names.computeIfAbsent(text(), same -> same);
                    case "value" -> map.put(name, value());
                    default -> throw unknownTag();
                }
            }
        }
        return map;
    }
}
