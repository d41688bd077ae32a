package com.powerseller.odoo.internal.jsonrpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.internal.rpc.Faults;
import com.powerseller.odoo.internal.rpc.HttpReply;
import com.powerseller.odoo.internal.rpc.JsonFault;
import com.powerseller.odoo.internal.rpc.Login;
import com.powerseller.odoo.internal.rpc.NotOdoo;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.rpc.WireProtocol;
import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.MemoryBudget;
import com.powerseller.odoo.internal.value.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /jsonrpc}: services and their methods, positional arguments; every answer of Odoo's is HTTP 200. */
public final class JsonRpcProtocol implements WireProtocol {
    private final InstantSource clock;

    public JsonRpcProtocol(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "jsonrpc";
    }

    @Override
    public String path(RpcCall call) {
        return "jsonrpc";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] encode(RpcCall call, @Nullable Login login, CallDetails details) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.FACTORY.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("jsonrpc", "2.0");
            json.writeStringField("method", "call");
            json.writeObjectFieldStart("params");
            if (call instanceof RpcCall.OfModel ofModel) {
                Login user = Objects.requireNonNull(login);
                json.writeStringField("service", "object");
                json.writeStringField("method", "execute_kw");
                json.writeArrayFieldStart("args");
                json.writeString(user.database());
                json.writeNumber(user.uid());
                json.writeString(user.secret());
                json.writeString(ofModel.model());
                json.writeString(ofModel.method());
                Json.write(json, ofModel.args());
                Json.write(json, ofModel.kwargs());
                json.writeEndArray();
            } else if (call instanceof RpcCall.OfService ofService) {
                json.writeStringField("service", ofService.service());
                json.writeStringField("method", ofService.method());
                json.writeFieldName("args");
                Json.write(json, ofService.args());
            }
            json.writeEndObject();
            json.writeStringField("id", details.requestId());
            json.writeEndObject();
        }
        return body.toByteArray();
    }

    /** Reads an answer whose parts may come in any order; one without result and error is Python's {@code None}. */
    @Override
    public <T> @Nullable T decode(HttpReply reply, RpcCall call, Shape<T> shape, CallDetails details)
            throws IOException {
        if (reply.status() != 200 || !NotOdoo.isJson(reply)) {
            throw NotOdoo.exception(reply, details, clock);
        }
        Object result = null;
        Object error = null;
        boolean failed = false;
        Object id = null;
        MemoryBudget budget = new MemoryBudget();
        try (JsonParser json = Json.FACTORY.createParser(reply.body())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(details, "the answer is not a JSON object");
            }
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                json.nextToken();
                switch (name) {
                    case "result" -> result = Json.read(json, shape, budget);
                    case "error" -> {
                        failed = true;
                        error = Json.readAny(json, budget);
                    }
                    case "id" -> id = Json.readAny(json, budget);
                    case "method", "params" -> throw malformed(details, "the answer is a request");
                    default -> json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw malformed(details, "there is more after the answer");
            }
        }
        // Odoo answers an expired session, and what it refuses early, with no id at all.
        boolean idMatches = details.requestId().equals(id) || (failed && id == null);
        if (!idMatches) {
            throw malformed(details, "the answer has the id of another request");
        }
        if (failed) {
            ServerFault fault = JsonFault.of(error instanceof Map<?, ?> map ? map.get("data") : null);
            if (fault == null) {
                throw malformed(details, "the answer is an error without a name");
            }
            throw Faults.exception(call, details, fault);
        }
        return shape.cast(result);
    }

    private static MalformedResponseException malformed(CallDetails details, String message) {
        return new MalformedResponseException(details, message, true, null);
    }
}
