package com.powerseller.odoo.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.testserver.RawServer.Exchange;
import com.powerseller.odoo.testserver.RawServer.Request;
import com.powerseller.odoo.testserver.StubOdoo;
import com.powerseller.odoo.testserver.Wire;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models of which the server takes out what the user may not see after it has counted to the limit. */
@Timeout(60)
class HiddenRecordsTest {
    private static final Wire WIRE = Wire.JSON2;
    private static final Pattern AFTER = Pattern.compile("\\[\"id\",\">\",(\\d+)\\]");
    private static final Pattern IN = Pattern.compile("\\[\"id\",\"in\",\\[([\\d,]*)\\]\\]");
    private static final Pattern LIMIT = Pattern.compile("\"limit\":(\\d+)");
    private static final Pattern OFFSET = Pattern.compile("\"offset\":(\\d+)");

    /** A table of the ids from 1 to 20, of which the user may see only these. */
    private static StubOdoo with(Long... visible) throws IOException {
        Set<Long> seen = Set.of(visible);
        return new StubOdoo(WIRE, (request, exchange) -> answer(request, exchange, seen));
    }

    private static void answer(Request request, Exchange exchange, Set<Long> visible) throws IOException {
        long after = number(AFTER, request, 0);
        Matcher in = IN.matcher(request.body());
        List<Long> only = in.find()
                ? Arrays.stream(in.group(1).split(",")).map(Long::valueOf).toList()
                : List.of();
        boolean rows = request.path().endsWith("/search_read");
        String answer = LongStream.rangeClosed(1, 20)
                .filter(id -> id > after && (only.isEmpty() || only.contains(id)))
                .skip(number(OFFSET, request, 0))
                .limit(number(LIMIT, request, 20))
                .filter(visible::contains)
                .mapToObj(id -> rows ? "{\"id\":" + id + "}" : Long.toString(id))
                .collect(Collectors.joining(",", "[", "]"));
        exchange.answer(WIRE.ok(), answer);
    }

    private static long number(Pattern pattern, Request request, long otherwise) {
        Matcher found = pattern.matcher(request.body());
        return found.find() ? Long.parseLong(found.group(1)) : otherwise;
    }

    private static Query<Record> messages(OdooClient client) {
        return client.model("mail.message").search().select("id");
    }

    private static List<Long> streamed(Query<Record> query, int page) {
        try (Stream<Record> records = query.stream(page)) {
            return records.map(Record::id).toList();
        }
    }

    @Test
    void aStreamGoesOnAfterAPageOfWhichSomeAreHidden() throws Exception {
        try (StubOdoo odoo = with(1L, 2L, 3L, 5L, 11L, 12L, 19L);
                OdooClient client = odoo.client().build()) {
            assertThat(streamed(messages(client), 3)).containsExactly(1L, 2L, 3L, 5L, 11L, 12L, 19L);
            assertThat(odoo.calls()).hasSize(4);
        }
    }

    @Test
    void aStreamGoesOnAfterAPageOfWhichAllAreHidden() throws Exception {
        try (StubOdoo odoo = with(10L, 20L);
                OdooClient client = odoo.client().build()) {
            assertThat(streamed(messages(client), 4)).containsExactly(10L, 20L);
            assertThat(streamed(messages(client), 1)).containsExactly(10L, 20L);
            assertThat(streamed(messages(client).limit(1), 4)).containsExactly(10L);
            assertThat(streamed(messages(client).offset(15), 4)).containsExactly(20L);
        }
    }

    @Test
    void aStreamOfWhichAllIsHiddenIsEmpty() throws Exception {
        try (StubOdoo odoo = with();
                OdooClient client = odoo.client().build()) {
            assertThat(streamed(messages(client), 4)).isEmpty();
            assertThat(odoo.calls()).hasSize(2);
        }
    }

    @Test
    void aLimitCountsWhatCanBeSeen() throws Exception {
        try (StubOdoo odoo = with(10L, 20L);
                OdooClient client = odoo.client().build()) {
            assertThat(messages(client).limit(5).list()).extracting(Record::id).containsExactly(10L, 20L);
            assertThat(messages(client).limit(1).ids()).containsExactly(10L);
            assertThat(messages(client).first()).map(Record::id).contains(10L);
            assertThat(messages(client).exists()).isTrue();
        }
        try (StubOdoo odoo = with(20L);
                OdooClient client = odoo.client().build()) {
            assertThat(messages(client).one()).map(Record::id).contains(20L);
        }
        try (StubOdoo odoo = with();
                OdooClient client = odoo.client().build()) {
            assertThat(messages(client).first()).isEmpty();
            assertThat(messages(client).exists()).isFalse();
        }
    }

    @Test
    void otherModelsAreNotAskedAgain() throws Exception {
        try (StubOdoo odoo = with(10L, 20L);
                OdooClient client = odoo.client().build()) {
            client.model("res.partner").search().select("id").first();
            client.model("res.partner").search().exists();
            streamed(client.model("res.partner").search().select("id"), 4);
            assertThat(odoo.calls()).hasSize(3);
        }
    }
}
