package com.powerseller.odoo.testserver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.testserver.RawServer.Request;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The three protocols, seen from the server: what a request asks, and what a good answer looks like. */
public enum Wire {
    JSON_RPC(Protocol.JSON_RPC, "application/json"),
    XML_RPC(Protocol.XML_RPC, "text/xml; charset=utf-8"),
    JSON2(Protocol.JSON2, "application/json");

    /** What all clients log in with. */
    public static final String SECRET = "S3cr3t-k3y-0123456789abcdef";

    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"}$");
    private static final JsonFactory JSON = new JsonFactory();

    private final Protocol protocol;
    private final String contentType;

    Wire(Protocol protocol, String contentType) {
        this.protocol = protocol;
        this.contentType = contentType;
    }

    public boolean isJson() {
        return this != XML_RPC;
    }

    public String contentType() {
        return contentType;
    }

    public String ok() {
        return "200 OK\r\nContent-Type: " + contentType;
    }

    /** A client that speaks this protocol. */
    public OdooClient.Builder client(String url) {
        return OdooClient.builder()
                .url(url)
                .database("acme")
                .credentials(Credentials.apiKey("saas-app@acme.com", SECRET))
                .protocol(protocol);
    }

    /** Whether a request is {@code common.authenticate}. */
    public boolean isLogin(Request request) {
        return switch (this) {
            case JSON_RPC -> request.body().contains("\"service\":\"common\"");
            case XML_RPC -> request.path().endsWith("/common");
            case JSON2 -> false;
        };
    }

    /** The id of a JSON-RPC request. */
    public static String id(Request request) {
        Matcher matcher = ID.matcher(request.body());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** The body of a good answer. */
    public String result(Request request, Object value) {
        return raw(request, encoded(value));
    }

    /** The body of an answer around a value that is written in the protocol's own notation. */
    public String raw(Request request, String value) {
        return before(request) + value + after();
    }

    /** What comes before the value of an answer. */
    public String before(Request request) {
        return switch (this) {
            case JSON_RPC -> "{\"jsonrpc\":\"2.0\",\"id\":\"" + id(request) + "\",\"result\":";
            case XML_RPC -> "<?xml version='1.0'?>\n<methodResponse><params><param>";
            case JSON2 -> "";
        };
    }

    /** What comes after it. */
    public String after() {
        return switch (this) {
            case JSON_RPC -> "}";
            case XML_RPC -> "</param></params></methodResponse>";
            case JSON2 -> "";
        };
    }

    /** An error: the Python class and message. */
    public void fault(Request request, RawServer.Exchange exchange, String name, String message) throws IOException {
        switch (this) {
            case JSON_RPC ->
                exchange.answer(
                        ok(),
                        "{\"jsonrpc\":\"2.0\",\"id\":\"" + id(request)
                                + "\",\"error\":{\"code\":200,\"message\":\"Odoo Server Error\",\"data\":"
                                + faultObject(name, message) + "}}");
            case XML_RPC -> exchange.answer(ok(), xmlFault(1, traceback(name, message)));
            case JSON2 -> exchange.answer("500 Oops\r\nContent-Type: application/json", faultObject(name, message));
        }
    }

    private static String faultObject(String name, String message) {
        return encoded(
                JSON2, Map.of("name", name, "message", message, "arguments", List.of(message), "debug", "Traceback …"));
    }

    private static String traceback(String name, String message) {
        return "Traceback (most recent call last):\n  File \"/odoo/service/model.py\", line 1, in retrying\n    x()\n"
                + name.replaceFirst("^builtins\\.", "") + ": " + message + "\n";
    }

    /** A fault of XML-RPC. */
    public static String xmlFault(int code, String text) {
        return "<?xml version='1.0'?>\n<methodResponse><fault>"
                + encoded(XML_RPC, Map.of("faultCode", code, "faultString", text))
                + "</fault></methodResponse>";
    }

    /** A value in the protocol's notation. */
    public String encoded(Object value) {
        return encoded(this, value);
    }

    private static String encoded(Wire wire, Object value) {
        if (wire == XML_RPC) {
            StringBuilder xml = new StringBuilder();
            xml(xml, value);
            return xml.toString();
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json(json, value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }

    private static void json(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName((String) entry.getKey());
                json(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                json(json, element);
            }
            json.writeEndArray();
        } else {
            json.writeObject(value);
        }
    }

    private static void xml(StringBuilder xml, Object value) {
        xml.append("<value>");
        if (value instanceof Map<?, ?> map) {
            xml.append("<struct>");
            map.forEach((name, member) -> {
                xml.append("<member><name>").append(name).append("</name>");
                xml(xml, member);
                xml.append("</member>");
            });
            xml.append("</struct>");
        } else if (value instanceof List<?> list) {
            xml.append("<array><data>");
            list.forEach(element -> xml(xml, element));
            xml.append("</data></array>");
        } else if (value instanceof Integer || value instanceof Long) {
            xml.append("<int>").append(value).append("</int>");
        } else if (value instanceof Double) {
            xml.append("<double>").append(value).append("</double>");
        } else if (value instanceof Boolean flag) {
            xml.append("<boolean>").append(flag ? 1 : 0).append("</boolean>");
        } else if (value == null) {
            xml.append("<nil/>");
        } else {
            xml.append("<string>")
                    .append(value.toString().replace("&", "&amp;").replace("<", "&lt;"))
                    .append("</string>");
        }
        xml.append("</value>");
    }
}
