package com.powerseller.odoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.powerseller.odoo.error.CallDetails;
import com.powerseller.odoo.internal.json2.Json2Protocol;
import com.powerseller.odoo.internal.jsonrpc.JsonRpcProtocol;
import com.powerseller.odoo.internal.rpc.HttpReply;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.model.Record;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the bytes of an answer with 10,000 rows to their values, ours and others in turns ({@link Sides}). */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodeJson {
    static final CallDetails DETAILS =
            new CallDetails("res.partner", "search_read", "benchmark", "http://localhost/", "b7x2-1");
    static final RpcCall CALL = new RpcCall.OfModel("res.partner", "search_read", List.of(), Map.of());
    static final Shape<List<Record>> SHAPE = Shape.rows(Partners.types());

    private final JsonRpcProtocol jsonRpc = new JsonRpcProtocol(InstantSource.system());
    private final Json2Protocol json2 = new Json2Protocol(InstantSource.system());
    private final ObjectReader anyMap = new ObjectMapper().readerFor(Map.class);
    private final ObjectReader anyList = new ObjectMapper().readerFor(List.class);
    private final byte[] jsonRpcBytes;
    private final byte[] json2Bytes;

    public DecodeJson() {
        this(10_000);
    }

    DecodeJson(int count) {
        List<Map<String, Object>> rows = Partners.rows(count);
        jsonRpcBytes = PythonWire.jsonRpc(DETAILS.requestId(), rows);
        json2Bytes = PythonWire.json2(rows);
        try {
            Same.check("JSON-RPC, ours", rows, jsonRpcOurs());
            Same.check("JSON-RPC, bare Jackson", rows, jsonRpcBare());
            Same.check("JSON-RPC, ObjectMapper", rows, jsonRpcMap().get("result"));
            Same.check("JSON-2, ours", rows, json2Ours());
            Same.check("JSON-2, bare Jackson", rows, json2Bare());
            Same.check("JSON-2, ObjectMapper", rows, json2Map());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public void jsonRpcAndBare(Sides sides) throws Exception {
        sides.measure(1, this::jsonRpcOurs, this::jsonRpcBare);
    }

    @Benchmark
    public void jsonRpcAndMap(Sides sides) throws Exception {
        sides.measure(1, this::jsonRpcOurs, this::jsonRpcMap);
    }

    @Benchmark
    public void json2AndBare(Sides sides) throws Exception {
        sides.measure(1, this::json2Ours, this::json2Bare);
    }

    @Benchmark
    public void json2AndMap(Sides sides) throws Exception {
        sides.measure(1, this::json2Ours, this::json2Map);
    }

    private @Nullable List<Record> jsonRpcOurs() throws IOException {
        return jsonRpc.decode(reply("application/json; charset=utf-8", jsonRpcBytes), CALL, SHAPE, DETAILS);
    }

    private List<@Nullable Object[]> jsonRpcBare() throws IOException {
        return BareJackson.jsonRpc(new ByteArrayInputStream(jsonRpcBytes), DETAILS.requestId());
    }

    private Map<?, ?> jsonRpcMap() throws IOException {
        return anyMap.readValue(new ByteArrayInputStream(jsonRpcBytes));
    }

    private @Nullable List<Record> json2Ours() throws IOException {
        return json2.decode(reply("application/json; charset=utf-8", json2Bytes), CALL, SHAPE, DETAILS);
    }

    private List<@Nullable Object[]> json2Bare() throws IOException {
        return BareJackson.json2(new ByteArrayInputStream(json2Bytes));
    }

    private List<?> json2Map() throws IOException {
        return anyList.readValue(new ByteArrayInputStream(json2Bytes));
    }

    static HttpReply reply(String contentType, byte[] body) {
        return new HttpReply(200, contentType, null, null, new ByteArrayInputStream(body));
    }
}
