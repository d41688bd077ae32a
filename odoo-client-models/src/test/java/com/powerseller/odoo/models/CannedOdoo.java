package com.powerseller.odoo.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** A server that answers each call as it was told to, once; a call that it was not told about fails the test. */
public final class CannedOdoo extends JsonRpcStub {
    private final Map<String, Deque<String>> answers = new HashMap<>();

    public CannedOdoo(String series) throws IOException {
        super(series);
    }

    /** Answers the next call of the method, such as {@code res.partner.write}, with this JSON. */
    public CannedOdoo answer(String method, String json) {
        answers.computeIfAbsent(method, key -> new ArrayDeque<>()).add(json.replace('\'', '"'));
        return this;
    }

    @Override
    protected Object result(String model, String method, JsonNode positional, JsonNode named) throws IOException {
        Deque<String> next = answers.get(model + "." + method);
        if (next == null || next.isEmpty()) {
            throw new IOException("no answer to " + calls().get(calls().size() - 1));
        }
        return JSON.readTree(next.remove());
    }
}
