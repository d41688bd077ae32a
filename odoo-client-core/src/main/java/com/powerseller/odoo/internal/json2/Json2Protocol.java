package com.powerseller.odoo.internal.json2;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.error.MalformedResponseException;
import com.powerseller.odoo.error.OdooException;
import com.powerseller.odoo.error.ServerFault;
import com.powerseller.odoo.error.UnknownDatabaseException;
import com.powerseller.odoo.internal.rpc.Faults;
import com.powerseller.odoo.internal.rpc.HttpReply;
import com.powerseller.odoo.internal.rpc.JsonFault;
import com.powerseller.odoo.internal.rpc.Login;
import com.powerseller.odoo.internal.rpc.NotOdoo;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.rpc.WireProtocol;
import com.powerseller.odoo.internal.value.Json;
import com.powerseller.odoo.internal.value.Shape;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /json/2/<model>/<method>}: arguments by name, the bare result, errors by HTTP status. A call's positional arguments must have been named before
 * ({@link NamedArguments}); who calls, and in which database, is in the headers.
 */
public final class Json2Protocol implements WireProtocol {
    private static final int PAGE_BYTES = 4_096;

    private final InstantSource clock;

    public Json2Protocol(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "json2";
    }

    @Override
    public String path(RpcCall call) {
        RpcCall.OfModel named = named(call);
        return "json/2/" + named.model() + "/" + named.method();
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] encode(RpcCall call, @Nullable Login login, CallDetails details) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream(512);
        try (JsonGenerator json = Json.FACTORY.createGenerator(body)) {
            Json.write(json, named(call).kwargs());
        }
        return body.toByteArray();
    }

    private static RpcCall.OfModel named(RpcCall call) {
        if (call instanceof RpcCall.OfModel named && named.args().isEmpty()) {
            return named;
        }
        throw new IllegalArgumentException("JSON-2 has methods of models only, and no positional arguments");
    }

    @Override
    public <T> @Nullable T decode(HttpReply reply, RpcCall call, Shape<T> shape, CallDetails details)
            throws IOException {
        // Too many calls are told by the status, whatever the body is.
        if (reply.status() == 429) {
            throw NotOdoo.exception(reply, details, clock);
        }
        if (!NotOdoo.isJson(reply)) {
            throw notJson(reply, details);
        }
        if (reply.status() != 200) {
            throw failure(reply, call, details);
        }
        try (JsonParser json = Json.FACTORY.createParser(reply.body())) {
            if (json.nextToken() == null) {
                throw malformed(details, "the answer is empty");
            }
            T result = Json.read(json, shape);
            if (json.nextToken() != null) {
                throw malformed(details, "there is more after the answer");
            }
            return result;
        }
    }

    /** Odoo's error if the body is one, else whatever a proxy sends as JSON, or says is JSON. */
    private OdooException failure(HttpReply reply, RpcCall call, CallDetails details) throws IOException {
        ServerFault fault = null;
        try (JsonParser json = Json.FACTORY.createParser(reply.body())) {
            if (json.nextToken() != null) {
                fault = JsonFault.of(Json.readAny(json));
            }
        } catch (JsonProcessingException e) {
            // Then it is not Odoo's.
        }
        return fault == null ? NotOdoo.exception(reply, details, clock) : Faults.exception(call, details, fault);
    }

    /** A database that does not exist gets a page, not JSON; its text is the web framework's and not translated. */
    private RuntimeException notJson(HttpReply reply, CallDetails details) throws IOException {
        if (reply.status() != 404) {
            return NotOdoo.exception(reply, details, clock);
        }
        InputStream body = new BufferedInputStream(reply.body(), PAGE_BYTES);
        body.mark(PAGE_BYTES);
        String page = new String(body.readNBytes(PAGE_BYTES), StandardCharsets.UTF_8);
        if (page.contains("No database is selected")) {
            return new UnknownDatabaseException(
                    details,
                    new ServerFault("werkzeug.exceptions.NotFound", "No database is selected", List.of(), null));
        }
        body.reset();
        return NotOdoo.exception(
                new HttpReply(reply.status(), reply.contentType(), reply.location(), reply.retryAfter(), body),
                details,
                clock);
    }

    private static MalformedResponseException malformed(CallDetails details, String message) {
        return new MalformedResponseException(details, message, true, null);
    }
}
