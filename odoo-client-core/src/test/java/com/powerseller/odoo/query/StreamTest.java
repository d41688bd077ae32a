package com.powerseller.odoo.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.CallContext;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.error.UserErrorException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.testserver.RawServer.Exchange;
import com.powerseller.odoo.testserver.RawServer.Request;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StreamTest {
    private static final Wire WIRE = Wire.JSON2;
    private static final Pattern AFTER = Pattern.compile("\\[\"id\",\">\",(\\d+)\\]");
    private static final Pattern LIMIT = Pattern.compile("\"limit\":(\\d+)");

    /** A table of so many records, with the ids 1, 2, 3 and so on. */
    private static void answerPage(Request request, Exchange exchange, long records) throws IOException {
        long first = after(request) + 1;
        Matcher limit = LIMIT.matcher(request.body());
        long most = limit.find() ? Long.parseLong(limit.group(1)) : records;
        StringBuilder rows = new StringBuilder("[");
        for (long id = first; id <= records && id < first + most; id++) {
            rows.append(id == first ? "" : ",").append("{\"id\":").append(id).append(",\"name\":\"Record ");
            rows.append(id).append("\",\"parent_id\":[7,\"A company with a long name\"],\"email\":false}");
        }
        exchange.answer(WIRE.ok(), rows.append("]").toString());
    }

    private static long after(Request request) {
        Matcher after = AFTER.matcher(request.body());
        return after.find() ? Long.parseLong(after.group(1)) : 0;
    }

    private static Query<Record> query(OdooClient client) {
        return client.model("res.partner").search().select("name", "parent_id", "email");
    }

    /** What is run in a JVM with little memory: counts and adds up the ids of the server whose address is given. */
    public static final class InLittleMemory {
        private InLittleMemory() {}

        public static void main(String[] arguments) {
            try (OdooClient client = WIRE.client(arguments[0]).build();
                    Stream<Record> records = query(client).stream()) {
                System.out.println(records.mapToLong(Record::id).sum());
            }
        }
    }

    @Test
    void pagesAreTheRecordsThatWereFetchedTogether() throws Exception {
        try (StubOdoo odoo = new StubOdoo(WIRE, (request, exchange) -> answerPage(request, exchange, 7));
                OdooClient client = odoo.client().build();
                Stream<List<Record>> pages = query(client).limit(6).pages(3)) {
            assertThat(pages.map(page -> page.stream().map(Record::id).toList()))
                    .containsExactly(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L));
            assertThat(odoo.calls()).hasSize(2);
        }
    }

    @Test
    void aMillionRecordsNeedLittleMemory() throws Exception {
        long count = 1_000_000;
        try (StubOdoo odoo = new StubOdoo(WIRE, (request, exchange) -> answerPage(request, exchange, count))) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            InLittleMemory.class.getName(),
                            odoo.server().url())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(printed.strip()).isEqualTo(Long.toString(count * (count + 1) / 2));
            assertThat(odoo.calls()).hasSize(1_001);
        }
    }

    @Test
    void aStreamThatIsNotUsedAsksForNothing() throws Exception {
        try (StubOdoo odoo = new StubOdoo(WIRE, (request, exchange) -> answerPage(request, exchange, 5));
                OdooClient client = odoo.client().build()) {
            query(client).stream().close();
            assertThat(odoo.calls()).isEmpty();
        }
    }

    @Test
    void theNextPageIsFetchedWhileOneIsUsed() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (StubOdoo odoo = new StubOdoo(WIRE, (request, exchange) -> {
                    if (after(request) == 2) {
                        asked.countDown();
                    }
                    answerPage(request, exchange, 3);
                });
                OdooClient client = odoo.client().build();
                Stream<Record> stream = query(client).stream(2)) {
            Iterator<Record> records = stream.iterator();
            assertThat(records.next().id()).isEqualTo(1);
            // Nobody has asked for the third record yet.
            asked.await();
            assertThat(records.next().id()).isEqualTo(2);
            assertThat(records.next().id()).isEqualTo(3);
            assertThat(records.hasNext()).isFalse();
            assertThat(odoo.calls()).hasSize(2);
        }
    }

    @Test
    void aPageThatFailsComesOutAfterTheRecordsBeforeIt() throws Exception {
        try (StubOdoo odoo = new StubOdoo(WIRE, (request, exchange) -> {
                    if (after(request) == 4) {
                        WIRE.fault(request, exchange, "odoo.exceptions.UserError", "no more");
                    } else {
                        answerPage(request, exchange, 100);
                    }
                });
                OdooClient client = odoo.client().build();
                Stream<Record> stream = query(client).stream(2)) {
            List<Long> seen = new ArrayList<>();
            assertThatThrownBy(() -> stream.forEach(record -> seen.add(record.id())))
                    .isInstanceOf(UserErrorException.class)
                    .hasMessageContaining("no more");
            assertThat(seen).containsExactly(1L, 2L, 3L, 4L);
        }
    }

    @Test
    @SuppressWarnings("try") // closed early on purpose
    void closingAStreamEndsTheCallThatIsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (StubOdoo odoo = new StubOdoo(WIRE, (request, exchange) -> {
                    if (after(request) == 0) {
                        answerPage(request, exchange, 100);
                    } else {
                        asked.countDown();
                        exchange.awaitClient();
                    }
                });
                OdooClient client = odoo.client().build()) {
            try (Stream<Record> stream = query(client).stream(2)) {
                assertThat(stream.iterator().next().id()).isEqualTo(1);
                asked.await();
            }
            client.close();
            odoo.server().awaitNoConnection();
        }
    }

    @Test
    @SuppressWarnings("try") // closed early on purpose
    void aStreamOfAClosedClientFails() throws Exception {
        try (StubOdoo odoo = new StubOdoo(WIRE, (request, exchange) -> answerPage(request, exchange, 100));
                OdooClient client = odoo.client().build();
                Stream<Record> stream = query(client).stream(1)) {
            Iterator<Record> records = stream.iterator();
            records.next();
            client.close();
            assertThatThrownBy(() -> {
                        while (records.hasNext()) {
                            records.next();
                        }
                    })
                    .hasMessageContaining("closed");
        }
    }

    /** Odoo leaves out the files of binary fields, but not if a condition is about ids. */
    @Test
    void pagesOfAttachmentsLeaveOutWhatTheFirstOneDoes() throws Exception {
        String onlyOwnFiles = "[\"res_field\",\"=\",false]";
        try (StubOdoo odoo = new StubOdoo(WIRE, (request, exchange) -> answerPage(request, exchange, 3));
                OdooClient client = odoo.client().build()) {
            assertThat(secondPage(odoo, client, Domain.of("name", "!=", false))).contains(onlyOwnFiles);
            assertThat(secondPage(odoo, client, Domain.of("id", "<", 9))).doesNotContain(onlyOwnFiles);
            assertThat(secondPage(odoo, client, Domain.of("res_field", "!=", false)))
                    .doesNotContain(onlyOwnFiles);
            OdooClient allFiles = client.withContext(CallContext.empty().with("skip_res_field_check", true));
            assertThat(secondPage(odoo, allFiles, Domain.all())).doesNotContain(onlyOwnFiles);
        }
    }

    private static String secondPage(StubOdoo odoo, OdooClient client, Domain<Record> domain) {
        int before = odoo.calls().size();
        try (Stream<Record> records = client.model("ir.attachment").search(domain).select("name").stream(2)) {
            assertThat(records.count()).isEqualTo(3);
        }
        return odoo.calls().get(before + 1).body();
    }

    @Test
    void nonsenseIsRefusedBeforeAnyRequest() throws Exception {
        try (StubOdoo odoo = new StubOdoo(WIRE, (request, exchange) -> answerPage(request, exchange, 1));
                OdooClient client = odoo.client().build()) {
            assertThatThrownBy(() -> query(client).stream(0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> query(client).orderBy(Order.of("name", false)).stream())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("name asc");
            assertThatThrownBy(() -> client.model("res.partner").search().stream())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("select");
            assertThatThrownBy(() -> client.model("res.partner").search().selectModelled())
                    .isInstanceOf(IllegalStateException.class);
            assertThat(odoo.calls()).isEmpty();
        }
    }
}
