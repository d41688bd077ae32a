package com.powerseller.odoo.benchmarks;

import com.powerseller.odoo.internal.jsonrpc.JsonRpcProtocol;
import com.powerseller.odoo.internal.value.Shape;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.query.Query;
import com.powerseller.odoo.schema.FieldType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * From the bytes of a page of 1,000 rows over JSON-RPC, as a stream fetches them, to views of generated models and to the values of their accessors, each called once; ours and
 * {@link BareModels} in turns ({@link Sides}).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReadModels {
    private static final int CALLS_IN_A_TURN = 10;

    private final JsonRpcProtocol jsonRpc = new JsonRpcProtocol(InstantSource.system());
    private final Shape<List<Record>> contactShape = shape(Contact.FIELDS);
    private final Shape<List<Record>> invoiceShape = shape(Invoice.FIELDS);
    private final byte[] contacts;
    private final byte[] invoices;

    public ReadModels() {
        this(Query.STREAM_PAGE);
    }

    ReadModels(int count) {
        contacts = PythonWire.jsonRpc(DecodeJson.DETAILS.requestId(), Partners.rows(count));
        invoices = PythonWire.jsonRpc(DecodeJson.DETAILS.requestId(), Invoice.rows(count));
        try {
            check(contactsOurs().stream().map(Contact::of).toList(), contactsBare(), count);
            check(invoicesOurs().stream().map(Invoice::of).toList(), invoicesBare(), count);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void check(List<?> ours, List<?> bare, int count) {
        if (ours.size() != count || !ours.equals(bare)) {
            throw new IllegalStateException("both sides read other values");
        }
    }

    private static <M> Shape<List<Record>> shape(List<Field<M, ?>> fields) {
        Map<String, @Nullable FieldType> types = new LinkedHashMap<>();
        fields.forEach(field -> types.put(field.name(), field.type()));
        return Shape.rows(types);
    }

    @Benchmark
    public void contacts(Sides sides, Blackhole hole) throws Exception {
        sides.measure(
                CALLS_IN_A_TURN,
                () -> {
                    List<ResPartner> partners = contactsOurs();
                    for (ResPartner partner : partners) {
                        Contact.use(partner, hole);
                    }
                    return partners;
                },
                () -> {
                    List<Contact> partners = contactsBare();
                    for (Contact partner : partners) {
                        partner.use(hole);
                    }
                    return partners;
                });
    }

    @Benchmark
    public void invoices(Sides sides, Blackhole hole) throws Exception {
        sides.measure(
                CALLS_IN_A_TURN,
                () -> {
                    List<AccountMove> moves = invoicesOurs();
                    for (AccountMove move : moves) {
                        Invoice.use(move, hole);
                    }
                    return moves;
                },
                () -> {
                    List<Invoice> moves = invoicesBare();
                    for (Invoice move : moves) {
                        move.use(hole);
                    }
                    return moves;
                });
    }

    private List<ResPartner> contactsOurs() throws IOException {
        return ours(contacts, contactShape, ResPartner.TYPE);
    }

    private List<Contact> contactsBare() throws IOException {
        return BareModels.jsonRpc(new ByteArrayInputStream(contacts), DecodeJson.DETAILS.requestId(), Contact::read);
    }

    private List<AccountMove> invoicesOurs() throws IOException {
        return ours(invoices, invoiceShape, AccountMove.TYPE);
    }

    private List<Invoice> invoicesBare() throws IOException {
        return BareModels.jsonRpc(new ByteArrayInputStream(invoices), DecodeJson.DETAILS.requestId(), Invoice::read);
    }

    /** What a query does with an answer. */
    private <M> List<M> ours(byte[] answer, Shape<List<Record>> shape, ModelType<M> model) throws IOException {
        List<Record> records = Objects.requireNonNull(jsonRpc.decode(
                DecodeJson.reply("application/json; charset=utf-8", answer),
                DecodeJson.CALL,
                shape,
                DecodeJson.DETAILS));
        List<M> views = new ArrayList<>(records.size());
        for (Record record : records) {
            views.add(model.view(record));
        }
        return views;
    }
}
