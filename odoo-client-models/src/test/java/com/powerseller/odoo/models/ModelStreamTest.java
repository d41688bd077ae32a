package com.powerseller.odoo.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.util.RawValue;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.model.Ref;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Generated models by the million. */
@Timeout(120)
class ModelStreamTest {
    private static final long COUNT = 1_000_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);

    /** Invoices as JSON, with the ids 1, 2, 3 and so on. */
    private static RawValue page(WireStub.Call call) {
        long first = 1;
        for (Object term : (List<?>) call.argument(0, "domain")) {
            if (term instanceof List<?> condition && ">".equals(condition.get(1))) {
                first = ((Number) condition.get(2)).longValue() + 1;
            }
        }
        long end = Math.min(COUNT + 1, first + ((Number) call.argument(3, "limit")).longValue());
        StringBuilder rows = new StringBuilder("[");
        for (long id = first; id < end; id++) {
            LocalDate day = FIRST_DAY.plusDays(id % 1_000);
            rows.append(id == first ? "" : ", ").append("{\"id\": ").append(id);
            rows.append(", \"name\": \"INV/").append(id).append("\", \"ref\": false, \"state\": \"posted\"");
            rows.append(", \"partner_id\": [").append(id % 100).append(", \"A customer with a long name\"]");
            rows.append(", \"invoice_line_ids\": [")
                    .append(id)
                    .append(", 7], \"invoice_date\": \"")
                    .append(day);
            rows.append("\", \"amount_total\": ").append(id % 10_000).append(".25, \"checked\": true");
            rows.append(", \"write_date\": \"").append(day).append(" 23:59:59\"}");
        }
        return new RawValue(rows.append(']').toString());
    }

    /** Adds up what all accessors give; a value that is missing fails. */
    private static final class Sums {
        private long ids;
        private long lines;
        private long partners;
        private long days;
        private long names;
        private long written;
        private BigDecimal total = BigDecimal.ZERO;
        private long posted;
        private long checked;

        void add(AccountMove move) {
            ids += move.id();
            for (long line : move.invoiceLineIds()) {
                lines += line;
            }
            Ref<ResPartner> partner = Objects.requireNonNull(move.partnerId());
            partners +=
                    partner.id() + Objects.requireNonNull(partner.displayName()).length();
            days += Objects.requireNonNull(move.invoiceDate()).toEpochDay();
            names += Objects.requireNonNull(move.name()).length();
            written += Objects.requireNonNull(move.writeDate()).getEpochSecond();
            total = total.add(Objects.requireNonNull(move.amountTotal()));
            posted += AccountMove.State.POSTED.equals(move.state()) && move.ref() == null ? 1 : 0;
            checked += move.checked() ? 1 : 0;
        }

        void addExpected(long id) {
            LocalDate day = FIRST_DAY.plusDays(id % 1_000);
            ids += id;
            lines += id + 7;
            partners += id % 100 + "A customer with a long name".length();
            days += day.toEpochDay();
            names += ("INV/" + id).length();
            written += Instant.parse(day + "T23:59:59Z").getEpochSecond();
            total = total.add(new BigDecimal(id % 10_000 + ".25"));
            posted++;
            checked++;
        }

        @Override
        public String toString() {
            return List.of(ids, lines, partners, days, names, written, total, posted, checked)
                    .toString();
        }
    }

    /** What is run in a JVM with little memory: reads all invoices of the server whose address is given. */
    public static final class InLittleMemory {
        private InLittleMemory() {}

        public static void main(String[] arguments) {
            Sums sums = new Sums();
            try (OdooClient odoo = WireStub.client(arguments[0], Protocol.JSON2);
                    Stream<AccountMove> moves = odoo
                            .model(AccountMove.TYPE)
                            .search()
                            .select(
                                    AccountMove.NAME,
                                    AccountMove.REF,
                                    AccountMove.STATE,
                                    AccountMove.PARTNER_ID,
                                    AccountMove.INVOICE_LINE_IDS,
                                    AccountMove.INVOICE_DATE,
                                    AccountMove.AMOUNT_TOTAL,
                                    AccountMove.CHECKED,
                                    AccountMove.WRITE_DATE)
                            .stream()) {
                moves.forEach(sums::add);
            }
            System.out.println(sums);
        }
    }

    @Test
    void aMillionRecordsNeedLittleMemoryWithAllAccessors() throws Exception {
        Sums expected = new Sums();
        for (long id = 1; id <= COUNT; id++) {
            expected.addExpected(id);
        }
        try (WireStub server = new WireStub(ModelStreamTest::page)) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            InLittleMemory.class.getName(),
                            server.url())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(printed.strip()).isEqualTo(expected.toString());
            assertThat(server.calls()).hasSize(1_001);
        }
    }
}
