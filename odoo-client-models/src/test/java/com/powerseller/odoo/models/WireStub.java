package com.powerseller.odoo.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * A server over all three protocols that lets everybody in; its maker says what the methods of models answer. It reads and writes with what the JDK and Jackson
 * have, nothing of the client's own, and writes as Odoo's Python does.
 */
final class WireStub implements AutoCloseable {
    static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static final String JSON2 = "/json/2/";

    private final Answers answers;
    private final HttpServer server;
    private volatile @Nullable Throwable failure;
    private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());

    /** What the methods of models answer: a map, a list, a text, a number or a boolean. */
    interface Answers {
        Object result(Call call);
    }

    /**
     * A call of a method of a model.
     *
     * @param args by position; none over JSON-2
     * @param named by name
     * @param body the request as it came
     */
    record Call(String model, String method, List<?> args, Map<?, ?> named, String body) {
        /** An argument, however it was given. */
        Object argument(int position, String name) {
            Object value = position < args.size() ? args.get(position) : named.get(name);
            if (value == null) {
                throw new AssertionError(model + "." + method + " was called without " + name);
            }
            return value;
        }
    }

    WireStub(Answers answers) throws IOException {
        this.answers = answers;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    OdooClient client(Protocol protocol) {
        return client(url(), protocol);
    }

    static OdooClient client(String url, Protocol protocol) {
        return OdooClient.builder()
                .url(url)
                .database("acme")
                .credentials(Credentials.apiKey("anna", "key"))
                .protocol(protocol)
                .build();
    }

    /** The calls of models' methods so far. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Fails if a call could not be answered. */
    @Override
    public void close() {
        server.stop(0);
        if (failure != null) {
            throw new AssertionError("a call could not be answered", failure);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] answer = answer(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestBody().readAllBytes());
            String type = answer[0] == '<' ? "text/xml; charset=utf-8" : "application/json; charset=utf-8";
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (RuntimeException | AssertionError e) {
            failure = e;
            throw e;
        }
    }

    private byte[] answer(String path, byte[] body) throws IOException {
        if (path.equals("/jsonrpc")) {
            Map<?, ?> request = JSON.readValue(body, Map.class);
            Map<?, ?> params = (Map<?, ?>) some(request.get("params"));
            List<?> args = (List<?>) some(params.get("args"));
            Object result = "common".equals(params.get("service")) ? 2L : result(args, new String(body, UTF_8));
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("jsonrpc", "2.0");
            answer.put("id", some(request.get("id")));
            answer.put("result", result);
            return JSON.writeValueAsBytes(answer);
        }
        if (path.startsWith("/xmlrpc/2/")) {
            Object result = path.endsWith("/common") ? 2L : result(params(body), new String(body, UTF_8));
            StringBuilder xml = new StringBuilder("<?xml version='1.0'?>\n<methodResponse>\n<params>\n<param>\n");
            writeXml(xml, result);
            return xml.append("</param>\n</params>\n</methodResponse>\n")
                    .toString()
                    .getBytes(UTF_8);
        }
        if (path.startsWith(JSON2)) {
            String[] called = path.substring(JSON2.length()).split("/", -1);
            Map<?, ?> named = JSON.readValue(body, Map.class);
            return JSON.writeValueAsBytes(
                    result(new Call(called[0], called[1], List.of(), named, new String(body, UTF_8))));
        }
        throw new IllegalArgumentException("nothing is at " + path);
    }

    /** The result of {@code execute_kw}. */
    private Object result(List<?> params, String body) {
        return result(new Call(
                (String) params.get(3),
                (String) params.get(4),
                (List<?>) params.get(5),
                params.size() > 6 ? (Map<?, ?>) params.get(6) : Map.of(),
                body));
    }

    private Object result(Call call) {
        calls.add(call);
        return answers.result(call);
    }

    private static List<?> params(byte[] document) throws IOException {
        try {
            Element call = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(document))
                    .getDocumentElement();
            return children(children(call).get(1)).stream()
                    .map(param -> readXml(children(param).get(0)))
                    .toList();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IllegalArgumentException("no XML", e);
        }
    }

    /** What is in a {@code <value>}. */
    private static @Nullable Object readXml(Element value) {
        Element typed = children(value).get(0);
        return switch (typed.getTagName()) {
            case "string" -> typed.getTextContent();
            case "int", "i8" -> Long.valueOf(typed.getTextContent());
            case "double" -> Double.valueOf(typed.getTextContent());
            case "boolean" -> typed.getTextContent().equals("1");
            case "nil" -> null;
            case "array" ->
                children(children(typed).get(0)).stream().map(WireStub::readXml).toList();
            case "struct" -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (Element member : children(typed)) {
                    map.put(
                            children(member).get(0).getTextContent(),
                            readXml(children(member).get(1)));
                }
                yield map;
            }
            default -> throw new IllegalArgumentException("Odoo takes no <" + typed.getTagName() + ">");
        };
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    /** A value as Python's {@code xmlrpc.client} writes it, with Odoo's own ways: binaries are texts. */
    static void writeXml(StringBuilder xml, Object value) {
        if (value instanceof Map<?, ?> map) {
            xml.append("<value><struct>\n");
            map.forEach((name, member) -> {
                xml.append("<member>\n<name>").append(name).append("</name>\n");
                writeXml(xml, member);
                xml.append("</member>\n");
            });
            xml.append("</struct></value>\n");
        } else if (value instanceof List<?> list) {
            xml.append("<value><array><data>\n");
            list.forEach(element -> writeXml(xml, element));
            xml.append("</data></array></value>\n");
        } else if (value instanceof Boolean flag) {
            xml.append("<value><boolean>").append(flag ? 1 : 0).append("</boolean></value>\n");
        } else if (value instanceof Long) {
            xml.append("<value><int>").append(value).append("</int></value>\n");
        } else if (value instanceof Number) {
            xml.append("<value><double>").append(value).append("</double></value>\n");
        } else {
            String text = value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : (String) value;
            String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
            xml.append("<value><string>").append(escaped).append("</string></value>\n");
        }
    }

    private static Object some(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("a part of the request is missing");
        }
        return value;
    }
}
