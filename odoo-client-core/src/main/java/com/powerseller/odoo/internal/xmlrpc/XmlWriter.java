package com.powerseller.odoo.internal.xmlrpc;

import com.powerseller.odoo.error.FieldValueException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a call as XML-RPC, UTF-8. Used once. */
final class XmlWriter {
    private final StringBuilder xml = new StringBuilder(1_024);

    /** The whole document of a call. */
    static byte[] call(String method, List<?> params) {
        XmlWriter writer = new XmlWriter();
        writer.xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?><methodCall><methodName>");
        writer.text(method);
        writer.xml.append("</methodName><params>");
        for (Object param : params) {
            writer.xml.append("<param>");
            writer.value(param);
            writer.xml.append("</param>");
        }
        writer.xml.append("</params></methodCall>");
        return writer.xml.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void value(@Nullable Object value) {
        xml.append("<value>");
        if (value == null) {
            xml.append("<nil/>");
        } else if (value instanceof String text) {
            xml.append("<string>");
            text(text);
            xml.append("</string>");
        } else if (value instanceof Long number) {
            integer(number);
        } else if (value instanceof Boolean flag) {
            xml.append(flag ? "<boolean>1</boolean>" : "<boolean>0</boolean>");
        } else if (value instanceof Double || value instanceof BigDecimal) {
            xml.append("<double>").append(value).append("</double>");
        } else if (value instanceof BigInteger number) {
            throw new FieldValueException(
                    "XML-RPC cannot carry an integer of " + number.bitLength() + " bits: use JSON-RPC or JSON-2", null);
        } else if (value instanceof byte[] bytes) {
            // Odoo wants base64 as text: <base64> would arrive as Python bytes, which it refuses.
            xml.append("<string>")
                    .append(Base64.getEncoder().encodeToString(bytes))
                    .append("</string>");
        } else if (value instanceof List<?> list) {
            xml.append("<array><data>");
            list.forEach(this::value);
            xml.append("</data></array>");
        } else if (value instanceof Map<?, ?> map) {
            xml.append("<struct>");
            map.forEach((name, member) -> {
                xml.append("<member><name>");
                text((String) name);
                xml.append("</name>");
                value(member);
                xml.append("</member>");
            });
            xml.append("</struct>");
        } else {
            throw new IllegalArgumentException(
                    "not a wire value: " + value.getClass().getName());
        }
        xml.append("</value>");
    }

    private void integer(long number) {
        String tag = number == (int) number ? "int" : "i8";
        xml.append('<')
                .append(tag)
                .append('>')
                .append(number)
                .append("</")
                .append(tag)
                .append('>');
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                // A parser would make a line feed of a bare one.
                case '\r' -> xml.append("&#13;");
                case '\t', '\n' -> xml.append(c);
                default -> {
                    if (c < ' ' || c == '\uFFFE' || c == '\uFFFF') {
                        throw unsendable(c);
                    }
                    if (Character.isSurrogate(c)) {
                        if (!Character.isHighSurrogate(c)
                                || i + 1 == text.length()
                                || !Character.isLowSurrogate(text.charAt(i + 1))) {
                            throw unsendable(c);
                        }
                        xml.append(c);
                        c = text.charAt(++i);
                    }
                    xml.append(c);
                }
            }
        }
    }

    private static FieldValueException unsendable(char c) {
        return new FieldValueException(
                String.format(
                        "XML-RPC cannot carry the character U+%04X: remove it, or use JSON-RPC or JSON-2", (int) c),
                null);
    }
}
