package com.powerseller.odoo.benchmarks;

import com.powerseller.odoo.internal.rpc.Login;
import com.powerseller.odoo.internal.rpc.RpcCall;
import com.powerseller.odoo.internal.value.WireArguments;
import com.powerseller.odoo.internal.xmlrpc.XmlRpcProtocol;
import com.powerseller.odoo.model.Record;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.xmlrpc.XmlRpcException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.xml.sax.SAXException;

/** From the bytes of an answer with 10,000 rows to their values, and from the values of a create of 100 records to the bytes of the call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class XmlRpc {
    private static final Login LOGIN = new Login("acme", 2, "secret");

    private final XmlRpcProtocol ours = new XmlRpcProtocol(InstantSource.system());
    private final ApacheXmlRpc apache = new ApacheXmlRpc();
    private final byte[] bytes;
    private final List<Map<String, Object>> created;
    private final List<?> createdForApache;

    public XmlRpc() {
        this(10_000, 100);
    }

    XmlRpc(int decodedRows, int createdRows) {
        List<Map<String, Object>> rows = Partners.rows(decodedRows);
        bytes = PythonWire.xmlRpc(rows);
        created = Partners.rows(createdRows);
        createdForApache = (List<?>) withInts(created);
        try {
            Same.check("XML-RPC, ours", rows, decodeOurs());
            Same.check("XML-RPC, Apache's", rows, decodeApache());
            checkEncoded(encodeOurs());
            checkEncoded(encodeApache());
        } catch (IOException | XmlRpcException | SAXException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Without its extensions, Apache's client has no integers of 64 bits. */
    private static Object withInts(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((name, member) -> copy.put(name, withInts(member)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(XmlRpc::withInts).toList();
        }
        return value instanceof Long number ? Math.toIntExact(number) : value;
    }

    /** Apache's own parser is the judge of what both have written. */
    private void checkEncoded(byte[] body) throws XmlRpcException {
        String call = new String(body, StandardCharsets.UTF_8);
        String args = call.split("<param>", -1)[6];
        String answer = "<methodResponse><params><param>" + args + "</params></methodResponse>";
        Object decoded = apache.decode(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
        Same.check("a create", created, ((Object[]) decoded)[0]);
    }

    @Benchmark
    public void decode(Sides sides) throws Exception {
        sides.measure(1, this::decodeOurs, this::decodeApache);
    }

    @Benchmark
    public void encode(Sides sides) throws Exception {
        sides.measure(20, this::encodeOurs, this::encodeApache);
    }

    private @Nullable List<Record> decodeOurs() throws IOException {
        return ours.decode(
                DecodeJson.reply("text/xml; charset=utf-8", bytes),
                DecodeJson.CALL,
                DecodeJson.SHAPE,
                DecodeJson.DETAILS);
    }

    private Object decodeApache() throws XmlRpcException {
        return apache.decode(new ByteArrayInputStream(bytes));
    }

    /** Includes the check and copy of the arguments that every call makes. */
    private byte[] encodeOurs() {
        RpcCall call = new RpcCall.OfModel("res.partner", "create", WireArguments.list(List.of(created)), Map.of());
        return ours.encode(call, LOGIN, DecodeJson.DETAILS);
    }

    private byte[] encodeApache() throws XmlRpcException, IOException, SAXException {
        List<Object> params =
                new ArrayList<>(List.of(LOGIN.database(), (int) LOGIN.uid(), LOGIN.secret(), "res.partner", "create"));
        params.add(List.of(createdForApache));
        params.add(Map.of());
        return apache.encode("execute_kw", params);
    }
}
