package com.powerseller.odoo.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes values the way Odoo does it in Python: {@code json.dumps} (all but ASCII escaped), and {@code xmlrpc.client} with its line feeds. */
final class PythonWire {
    private PythonWire() {}

    /** The answer to a call over JSON-RPC. */
    static byte[] jsonRpc(String id, Object result) {
        StringBuilder json = new StringBuilder("{\"jsonrpc\": \"2.0\", \"id\": ");
        json(json, id);
        json.append(", \"result\": ");
        json(json, result);
        return json.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The answer to a call over JSON-2. */
    static byte[] json2(Object result) {
        StringBuilder json = new StringBuilder();
        json(json, result);
        return json.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void json(StringBuilder json, Object value) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.append(separator);
                json(json, entry.getKey());
                json.append(": ");
                json(json, entry.getValue());
                separator = ", ";
            }
            json.append('}');
        } else if (value instanceof List<?> list) {
            String separator = "";
            json.append('[');
            for (Object element : list) {
                json.append(separator);
                json(json, element);
                separator = ", ";
            }
            json.append(']');
        } else if (value instanceof String text) {
            json.append('"');
            text.chars().forEach(c -> jsonCharacter(json, (char) c));
            json.append('"');
        } else {
            json.append(value);
        }
    }

    private static void jsonCharacter(StringBuilder json, char c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c == '\n') {
            json.append("\\n");
        } else if (c < ' ' || c > '~') {
            json.append("\\u%04x".formatted((int) c));
        } else {
            json.append(c);
        }
    }

    /** The answer to a call over XML-RPC. */
    static byte[] xmlRpc(Object result) {
        StringBuilder xml = new StringBuilder("<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n");
        xml(xml, result);
        return xml.append("</param>\n</params>\n</methodResponse>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void xml(StringBuilder xml, Object value) {
        if (value instanceof Map<?, ?> map) {
            xml.append("<value><struct>\n");
            map.forEach((name, member) -> {
                xml.append("<member>\n<name>").append(name).append("</name>\n");
                xml(xml, member);
                xml.append("</member>\n");
            });
            xml.append("</struct></value>\n");
        } else if (value instanceof List<?> list) {
            xml.append("<value><array><data>\n");
            list.forEach(element -> xml(xml, element));
            xml.append("</data></array></value>\n");
        } else if (value instanceof String text) {
            String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            xml.append("<value><string>").append(escaped).append("</string></value>\n");
        } else if (value instanceof Boolean flag) {
            xml.append("<value><boolean>").append(flag ? 1 : 0).append("</boolean></value>\n");
        } else {
            String type = value instanceof Long ? "int" : "double";
            xml.append("<value><%s>%s</%s></value>\n".formatted(type, value, type));
        }
    }
}
