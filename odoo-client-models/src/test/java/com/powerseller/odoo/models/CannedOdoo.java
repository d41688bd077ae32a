package com.powerseller.odoo.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.powerseller.odoo.OdooClient;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A server that answers each call as it was told to, once; a call that it was not told about fails the test. */
public final class CannedOdoo implements AutoCloseable {
    private final JsonRpcStub stub;
    private final Map<String, Deque<String>> answers = new HashMap<>();
    private final Set<String> lacking = new HashSet<>();

    public CannedOdoo(String series) throws IOException {
        stub = new JsonRpcStub(series, this::result);
    }

    /** Answers the next call of the method, such as {@code res.partner.write}, with this JSON. */
    public CannedOdoo answer(String method, String json) {
        answers.computeIfAbsent(method, key -> new ArrayDeque<>()).add(json.replace('\'', '"'));
        return this;
    }

    /** Answers every call of the model that there is none. */
    public CannedOdoo without(String model) {
        lacking.add(model);
        return this;
    }

    public OdooClient client() {
        return stub.client();
    }

    /** What was called so far: {@code model.method [arguments] {named arguments}}. */
    public List<String> calls() {
        return stub.calls();
    }

    @Override
    public void close() {
        stub.close();
    }

    private Object result(String model, String method, JsonNode positional, JsonNode named) throws IOException {
        if (lacking.contains(model)) {
            throw new IllegalArgumentException("Object " + model + " doesn't exist");
        }
        Deque<String> next = answers.get(model + "." + method);
        if (next == null || next.isEmpty()) {
            throw new IOException("no answer to " + calls().get(calls().size() - 1));
        }
        return JsonRpcStub.JSON.readTree(next.remove());
    }
}
