package com.powerseller.odoo.testkit.internal.http;

import com.powerseller.odoo.testkit.internal.orm.Python;
import com.powerseller.odoo.testkit.internal.orm.PythonException;
import com.powerseller.odoo.testkit.internal.orm.UnsupportedByFakeException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer in XML-RPC, letter by letter as Python's {@code xmlrpc.client} writes it, without the characters that XML cannot have. */
final class XmlRpcWriter {
    private final StringBuilder out = new StringBuilder();

    private XmlRpcWriter() {}

    /**
     * The answer with a value.
     *
     * @throws PythonException if XML-RPC has no form for it: {@code None}, a number beyond 32 bits, or bytes that are no text
     */
    static String value(@Nullable Object value) {
        XmlRpcWriter writer = new XmlRpcWriter();
        writer.out.append("<?xml version=\"1.0\"?>\n<methodResponse>\n<params>\n<param>\n");
        writer.write(value);
        return writer.out.append("</param>\n</params>\n\n</methodResponse>\n").toString();
    }

    /** The answer that something went wrong. */
    static String fault(Object code, String text) {
        XmlRpcWriter writer = new XmlRpcWriter();
        writer.out.append("<?xml version=\"1.0\"?>\n<methodResponse>\n<fault>\n<value><struct>\n");
        writer.member("faultCode", code);
        writer.member("faultString", text);
        return writer.out
                .append("</struct></value>\n</fault>\n\n</methodResponse>\n")
                .toString();
    }

    private void member(@Nullable Object name, @Nullable Object value) {
        if (!(name instanceof String text)) {
            throw PythonException.typeError("dictionary key must be string");
        }
        out.append("<member>\n<name>");
        text(text);
        out.append("</name>\n");
        write(value);
        out.append("</member>\n");
    }

    private void write(@Nullable Object value) {
        out.append("<value>");
        if (value == null) {
            throw PythonException.typeError("cannot marshal None unless allow_none is enabled");
        } else if (value instanceof String text) {
            out.append("<string>");
            text(text);
            out.append("</string>");
        } else if (value instanceof Boolean flag) {
            out.append("<boolean>").append(flag ? '1' : '0').append("</boolean>");
        } else if (value instanceof Double number) {
            out.append("<double>").append(Python.repr(number.doubleValue())).append("</double>");
        } else if (value instanceof Long || value instanceof Integer || value instanceof BigInteger) {
            whole((Number) value);
        } else if (value instanceof List<?> list) {
            out.append("<array><data>\n");
            list.forEach(this::write);
            out.append("</data></array>");
        } else if (value instanceof Map<?, ?> map) {
            out.append("<struct>\n");
            map.forEach(this::member);
            out.append("</struct>");
        } else if (value instanceof byte[]) {
            throw PythonException.of(
                    "builtins.UnicodeDecodeError", "'utf-8' codec can't decode the bytes of an answer");
        } else {
            throw new UnsupportedByFakeException(
                    "a value of the class " + value.getClass().getName() + " in XML-RPC");
        }
        out.append("</value>\n");
    }

    private void whole(Number number) {
        if (number instanceof BigInteger
                || number.longValue() > Integer.MAX_VALUE
                || number.longValue() < Integer.MIN_VALUE) {
            throw PythonException.of("builtins.OverflowError", "int exceeds XML-RPC limits");
        }
        out.append("<int>").append(number).append("</int>");
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '\t', '\n', '\r' -> out.append(c);
                default -> {
                    if (c >= ' ') {
                        out.append(c);
                    }
                }
            }
        }
    }
}
