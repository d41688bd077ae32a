package com.powerseller.odoo.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.powerseller.odoo.Credentials;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A whole call over loopback: {@code search_read} of one record with 11 fields, from the query to the values. Both sides are measured in turns
 * ({@link Sides}); JMH's own score is the time of a turn of both.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class OneRecord {
    private static final int CALLS_IN_A_TURN = 50;
    private static final MediaType JSON = MediaType.get("application/json");
    private static final List<String> NAMES =
            Partners.FIELDS.subList(0, 11).stream().map(Field::name).toList();

    private final List<Map<String, Object>> expected = expected();
    private final byte[] json2Answer = PythonWire.json2(expected);
    private final String jsonRpcAnswer = jsonRpcAnswer(expected);
    private final String loginAnswer = jsonRpcAnswer(2L);
    private final CannedServer server = new CannedServer(this::answer);

    private final OdooClient jsonRpcClient = client(Protocol.JSON_RPC);
    private final OdooClient json2Client = client(Protocol.JSON2);

    private final HttpUrl jsonRpcUrl = HttpUrl.get(server.url() + "/jsonrpc");
    private final HttpUrl json2Url = HttpUrl.get(server.url() + "/json/2/res.partner/search_read");
    private final OkHttpClient http = new OkHttpClient();
    private final ObjectMapper mapper = new ObjectMapper();
    private final ObjectReader anyMap = mapper.readerFor(Map.class);
    private final ObjectReader anyList = mapper.readerFor(List.class);
    private final AtomicLong nextId = new AtomicLong();

    public OneRecord() {
        try {
            Same.check("a call over JSON-RPC, ours", expected, jsonRpcOurs());
            Same.check("a call over JSON-RPC, bare", expected, jsonRpcBare());
            Same.check("a call over JSON-2, ours", expected, json2Ours());
            Same.check("a call over JSON-2, bare", expected, json2Bare());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Map<String, Object>> expected() {
        Map<String, Object> row = new LinkedHashMap<>(Partners.rows(1).get(0));
        row.keySet().removeIf(name -> !name.equals("id") && !NAMES.contains(name));
        return List.of(row);
    }

    private static String jsonRpcAnswer(Object result) {
        return new String(PythonWire.jsonRpc("THE-ID", result), StandardCharsets.US_ASCII);
    }

    private OdooClient client(Protocol protocol) {
        return OdooClient.builder()
                .url(server.url())
                .database("acme")
                .credentials(Credentials.apiKey("admin", "0123456789abcdef"))
                .protocol(protocol)
                .build();
    }

    @TearDown
    public void close() {
        jsonRpcClient.close();
        json2Client.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        server.close();
    }

    @Benchmark
    public void jsonRpc(Sides sides) throws Exception {
        sides.measure(CALLS_IN_A_TURN, this::jsonRpcOurs, this::jsonRpcBare);
    }

    @Benchmark
    public void json2(Sides sides) throws Exception {
        sides.measure(CALLS_IN_A_TURN, this::json2Ours, this::json2Bare);
    }

    private List<Record> jsonRpcOurs() {
        return query(jsonRpcClient);
    }

    private List<Record> json2Ours() {
        return query(json2Client);
    }

    private static List<Record> query(OdooClient client) {
        return client.model(Partners.TYPE)
                .search(Partners.EMAIL.eq("contact.1000@example.com"))
                .select(
                        Partners.NAME,
                        Partners.EMAIL,
                        Partners.PARENT_ID,
                        Partners.COUNTRY_ID,
                        Partners.CHILD_IDS,
                        Partners.CATEGORY_ID,
                        Partners.IS_COMPANY,
                        Partners.COLOR,
                        Partners.LATITUDE,
                        Partners.CREDIT_LIMIT,
                        Partners.WRITE_DATE)
                .limit(1)
                .list();
    }

    private @Nullable Object jsonRpcBare() throws IOException {
        List<Object> domain = List.of(List.of("email", "=", "contact.1000@example.com"));
        List<@Nullable Object> args = new ArrayList<>();
        args.add(domain);
        args.add(NAMES);
        args.add(0);
        args.add(1);
        args.add(null);
        String id = "bare-" + nextId.incrementAndGet();
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("service", "object");
        params.put("method", "execute_kw");
        params.put("args", List.of("acme", 2, "0123456789abcdef", "res.partner", "search_read", args, Map.of()));
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("jsonrpc", "2.0");
        call.put("method", "call");
        call.put("params", params);
        call.put("id", id);
        Request request = new Request.Builder()
                .url(jsonRpcUrl)
                .post(RequestBody.create(mapper.writeValueAsBytes(call), JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            Map<?, ?> answer = anyMap.readValue(response.body().byteStream());
            if (!id.equals(answer.get("id")) || answer.containsKey("error")) {
                throw new IOException("not the answer");
            }
            return answer.get("result");
        }
    }

    private List<?> json2Bare() throws IOException {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("domain", List.of(List.of("email", "=", "contact.1000@example.com")));
        arguments.put("fields", NAMES);
        arguments.put("offset", 0);
        arguments.put("limit", 1);
        Request request = new Request.Builder()
                .url(json2Url)
                .header("Authorization", "Bearer 0123456789abcdef")
                .header("X-Odoo-Database", "acme")
                .post(RequestBody.create(mapper.writeValueAsBytes(arguments), JSON))
                .build();
        try (Response response = http.newCall(request).execute()) {
            return anyList.readValue(response.body().byteStream());
        }
    }

    private byte[] answer(String body) {
        if (!body.contains("\"jsonrpc\"")) {
            return json2Answer;
        }
        int id = body.lastIndexOf("\"id\":") + "\"id\":\"".length();
        String answer = body.contains("\"authenticate\"") ? loginAnswer : jsonRpcAnswer;
        return answer.replace("THE-ID", body.substring(id, body.lastIndexOf('"')))
                .getBytes(StandardCharsets.US_ASCII);
    }
}
