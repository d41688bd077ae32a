package com.powerseller.odoo.models.subscription;

import com.fasterxml.jackson.databind.JsonNode;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.models.JsonRpcStub;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A server with the models, records and answers that a test gives it: it searches, reads, and refuses what it was not told of. */
final class CannedRecords implements AutoCloseable {
    private final JsonRpcStub stub;
    private final Map<String, List<Map<String, Object>>> models = new TreeMap<>();
    private final Map<String, Object> answers = new HashMap<>();

    CannedRecords() throws IOException {
        stub = new JsonRpcStub("16.0", this::result);
    }

    /** A record; a model has the fields that its first record has. A many2one is a list of id and name. */
    CannedRecords with(String model, Map<String, Object> record) {
        models.computeIfAbsent(model, name -> new ArrayList<>()).add(record);
        return this;
    }

    /** What a method answers; null is {@code None}. */
    CannedRecords answering(String modelAndMethod, @Nullable Object answer) {
        answers.put(modelAndMethod, answer == null ? JsonRpcStub.JSON.nullNode() : answer);
        return this;
    }

    OdooClient client() {
        return stub.client();
    }

    /** What was called so far: {@code model.method [arguments] {named arguments}}. */
    List<String> calls() {
        return stub.calls();
    }

    @Override
    public void close() {
        stub.close();
    }

    private Object result(String model, String method, JsonNode positional, JsonNode named) {
        Object answer = answers.get(model + "." + method);
        if (answer != null) {
            return answer;
        }
        List<Map<String, Object>> records = models.get(model);
        if (records == null) {
            throw new IllegalArgumentException("Object " + model + " doesn't exist");
        }
        return switch (method) {
            case "fields_get" -> fields(records.get(0), named.get("allfields"));
            case "search" ->
                matching(records, argument(positional, 0, named, "domain")).stream()
                        .map(record -> record.get("id"))
                        .toList();
            case "search_read" ->
                values(
                        matching(records, argument(positional, 0, named, "domain")),
                        argument(positional, 1, named, "fields"));
            case "read" ->
                values(
                        matching(
                                records, JsonRpcStub.JSON.valueToTree(List.of(List.of("id", "in", positional.get(0))))),
                        argument(positional, 1, named, "fields"));
            default -> throw new IllegalArgumentException("not canned: " + model + "." + method);
        };
    }

    private static JsonNode argument(JsonNode positional, int position, JsonNode named, String name) {
        return Objects.requireNonNull(named.has(name) ? named.get(name) : positional.get(position), name);
    }

    private static Map<String, Object> fields(Map<String, Object> record, JsonNode names) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (JsonNode name : names) {
            if (record.containsKey(name.asText())) {
                fields.put(name.asText(), Map.of("type", "char"));
            }
        }
        return fields;
    }

    private static List<Map<String, Object>> values(List<Map<String, Object>> records, JsonNode fields) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> record : records) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", record.get("id"));
            fields.forEach(field -> row.put(field.asText(), value(record, field.asText())));
            rows.add(row);
        }
        return rows;
    }

    private static Object value(Map<String, Object> record, String field) {
        Object value = record.get(field);
        if (value == null) {
            throw new IllegalArgumentException("Invalid field '" + field + "'");
        }
        return value;
    }

    private List<Map<String, Object>> matching(List<Map<String, Object>> records, JsonNode domain) {
        return records.stream().filter(record -> matches(record, domain)).toList();
    }

    /** Prefix notation read from its end, as a stack machine does; what is left is joined by "and". */
    private boolean matches(Map<String, Object> record, JsonNode domain) {
        Deque<Boolean> stack = new ArrayDeque<>();
        for (int i = domain.size() - 1; i >= 0; i--) {
            JsonNode term = domain.get(i);
            switch (term.isTextual() ? term.asText() : "") {
                case "&" -> stack.push(Boolean.logicalAnd(stack.pop(), stack.pop()));
                case "|" -> stack.push(Boolean.logicalOr(stack.pop(), stack.pop()));
                case "!" -> stack.push(!stack.pop());
                default -> stack.push(matches(record, term.get(0), term.get(1).asText(), term.get(2)));
            }
        }
        return !stack.contains(false);
    }

    private boolean matches(Map<String, Object> record, JsonNode path, String operator, JsonNode operand) {
        if (path.isInt()) {
            return path.asInt() == operand.asInt();
        }
        JsonNode value = JsonRpcStub.JSON.valueToTree(follow(record, path.asText()));
        return switch (operator) {
            case "=" -> value.asText().equals(operand.asText());
            case "!=" -> !value.asText().equals(operand.asText());
            case ">" -> value.asLong() > operand.asLong();
            case ">=" -> value.asText().compareTo(operand.asText()) >= 0;
            case "in" -> {
                List<String> texts = new ArrayList<>();
                operand.forEach(one -> texts.add(one.asText()));
                yield texts.contains(value.asText());
            }
            default -> throw new IllegalArgumentException("not canned: " + operator);
        };
    }

    /** The value at the end of a path; a many2one's id. The field {@code stage_id} is the only one that paths go over. */
    private Object follow(Map<String, Object> record, String path) {
        if (path.startsWith("stage_id.")) {
            Object stage = follow(record, "stage_id");
            for (Map<String, Object> found : models.getOrDefault("sale.subscription.stage", List.of())) {
                if (stage.equals(found.get("id"))) {
                    return value(found, path.substring("stage_id.".length()));
                }
            }
            return false;
        }
        Object value = value(record, path);
        return value instanceof List<?> reference && reference.size() == 2 && reference.get(1) instanceof String
                ? reference.get(0)
                : value;
    }
}
