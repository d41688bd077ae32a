package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.error.FieldValueException;
import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.query.Domain;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates and datetimes are exact, in UTC, whatever zone the JVM is in (the build runs tests in Asia/Kathmandu). */
class DatesContractTest extends ContractTest {
    private void survive(List<LocalDate> dates) {
        List<Values<ClientTest>> values = new ArrayList<>();
        for (LocalDate date : dates) {
            values.add(new Values<ClientTest>().set(ClientTest.NAME, "d").set(ClientTest.DATE, date));
        }
        List<@Nullable LocalDate> read = new ArrayList<>();
        for (ClientTest record : tests().read(tests().create(values), ClientTest.DATE)) {
            read.add(record.value(ClientTest.DATE));
        }
        assertThat(read).isEqualTo(dates);
    }

    private void surviveInstants(List<Instant> instants) {
        List<Values<ClientTest>> values = new ArrayList<>();
        for (Instant instant : instants) {
            values.add(new Values<ClientTest>().set(ClientTest.NAME, "d").set(ClientTest.DATETIME, instant));
        }
        List<@Nullable Instant> read = new ArrayList<>();
        for (ClientTest record : tests().read(tests().create(values), ClientTest.DATETIME)) {
            read.add(record.value(ClientTest.DATETIME));
        }
        assertThat(read).isEqualTo(instants);
    }

    @Test
    void theTestsRunInAZoneThatIsNotUtc() {
        assertThat(ZoneId.systemDefault()).isEqualTo(ZoneId.of("Asia/Kathmandu"));
    }

    @Test
    void theFirstAndLastDaysOfYears() {
        survive(List.of(
                LocalDate.of(1999, 12, 31),
                LocalDate.of(2000, 1, 1),
                LocalDate.of(2023, 12, 31),
                LocalDate.of(2024, 1, 1),
                LocalDate.of(2024, 12, 31),
                LocalDate.of(2025, 1, 1)));
    }

    @Test
    void leapDays() {
        survive(List.of(
                LocalDate.of(2000, 2, 29),
                LocalDate.of(2024, 2, 28),
                LocalDate.of(2024, 2, 29),
                LocalDate.of(2024, 3, 1),
                LocalDate.of(2023, 2, 28),
                LocalDate.of(2100, 2, 28),
                LocalDate.of(2400, 2, 29)));
    }

    @Test
    void datesLongAgoAndFarAhead() {
        survive(List.of(
                LocalDate.of(1000, 1, 1),
                LocalDate.of(1582, 10, 10),
                LocalDate.of(1900, 1, 1),
                LocalDate.EPOCH,
                LocalDate.of(9999, 12, 31)));
    }

    @Test
    void datesBeforeTheYear1000() {
        survive(List.of(LocalDate.of(1, 1, 1), LocalDate.of(999, 12, 31)));
    }

    @Test
    void theFirstAndLastSecondsOfYears() {
        surviveInstants(List.of(
                Instant.parse("2023-12-31T23:59:59Z"),
                Instant.parse("2024-01-01T00:00:00Z"),
                Instant.parse("2024-12-31T18:14:59Z"),
                Instant.parse("2024-12-31T18:15:00Z"),
                Instant.parse("1969-12-31T23:59:59Z"),
                Instant.EPOCH));
    }

    @Test
    void leapDaysToTheSecond() {
        surviveInstants(List.of(
                Instant.parse("2024-02-28T23:59:59Z"),
                Instant.parse("2024-02-29T00:00:00Z"),
                Instant.parse("2024-02-29T23:59:59Z"),
                Instant.parse("2024-03-01T00:00:00Z")));
    }

    @Test
    void theHoursAroundADaylightSavingChange() {
        ZoneId zurich = ZoneId.of("Europe/Zurich");
        surviveInstants(List.of(
                Instant.parse("2024-03-31T00:59:59Z"),
                Instant.parse("2024-03-31T01:00:00Z"),
                LocalDateTime.of(2024, 10, 27, 2, 30)
                        .atZone(zurich)
                        .withEarlierOffsetAtOverlap()
                        .toInstant(),
                LocalDateTime.of(2024, 10, 27, 2, 30)
                        .atZone(zurich)
                        .withLaterOffsetAtOverlap()
                        .toInstant()));
    }

    @Test
    void datetimesLongAgoAndFarAhead() {
        surviveInstants(List.of(
                Instant.parse("1000-01-01T00:00:00Z"),
                Instant.parse("1900-06-15T12:34:56Z"),
                Instant.parse("2038-01-19T03:14:08Z"),
                Instant.parse("9999-12-31T23:59:59Z")));
    }

    @Test
    void fractionsOfASecondAreCutOff() {
        long id =
                create(new Values<ClientTest>().set(ClientTest.DATETIME, Instant.parse("2024-05-17T10:11:12.999999Z")));

        assertThat(tests().read(List.of(id), ClientTest.DATETIME).get(0).value(ClientTest.DATETIME))
                .isEqualTo("2024-05-17T10:11:12Z");
    }

    @Test
    void yearsThatOdooDoesNotKnowAreRefusedBeforeSending() {
        assertThatThrownBy(() -> call("echo", LocalDate.of(10000, 1, 1))).isInstanceOf(FieldValueException.class);
        assertThatThrownBy(() -> call("echo", LocalDate.of(0, 1, 1))).isInstanceOf(FieldValueException.class);
        assertThatThrownBy(() -> call("echo", Instant.MAX)).isInstanceOf(FieldValueException.class);
    }

    @Test
    void theServersOwnTimesAreInstants() {
        Instant before = Instant.now().minusSeconds(60);
        long id = create();

        assertThat(tests().read(List.of(id), ClientTest.CREATE_DATE).get(0).value(ClientTest.CREATE_DATE))
                .isBetween(before, Instant.now().plusSeconds(60));
    }

    @Test
    void aDateInADomainIsThatDay() {
        String name = unique();
        LocalDate leapDay = LocalDate.of(2024, 2, 29);
        Domain<ClientTest> mine = ClientTest.NAME.eq(name);
        long on = create(new Values<ClientTest>().set(ClientTest.NAME, name).set(ClientTest.DATE, leapDay));
        long after =
                create(new Values<ClientTest>().set(ClientTest.NAME, name).set(ClientTest.DATE, leapDay.plusDays(1)));

        assertThat(tests().search(mine.and(ClientTest.DATE.eq(leapDay))).ids()).containsExactly(on);
        assertThat(tests().search(mine.and(ClientTest.DATE.gt(leapDay))).ids()).containsExactly(after);
        assertThat(tests().search(mine.and(ClientTest.DATE.le(leapDay))).ids()).containsExactly(on);
    }

    @ParameterizedTest
    @CsvSource({
        "=, 2026-11-22 10:56:21.000000, true, true",
        "=, 2026-11-22 10:56:21.123, false, true",
        "=, 2026-11-22T10:56:21, true, true",
        "!=, 2026-11-22T10:56:21.5, true, false",
        "in, 2026-11-22 10:56:20.999999, false, false",
        ">, 2026-11-22 10:56:20.999999, true, true",
        ">=, 2026-11-22 10:56:21.123, false, true",
        "<=, 2026-11-22 10:56:21.5, true, true",
        "<, 2026-11-22 10:56:21.5, true, false"
    })
    void fractionsOfASecondInADomainCountBeforeSeries19Only(
            String operator, String text, boolean before19, boolean since19) {
        long id = create(new Values<ClientTest>().set(ClientTest.DATETIME, Instant.parse("2026-11-22T10:56:21Z")));
        Object value = operator.equals("in") ? List.of(text) : text;

        assertThat(model(TEST)
                        .search(Domain.<Record>of("id", "=", id).and(Domain.of("datetime_field", operator, value)))
                        .ids())
                .hasSize((isSince19() ? since19 : before19) ? 1 : 0);
    }

    @Test
    void anInstantInADomainIsThatSecond() {
        String name = unique();
        Instant instant = Instant.parse("2024-12-31T23:59:59Z");
        Domain<ClientTest> mine = ClientTest.NAME.eq(name);
        long at = create(new Values<ClientTest>().set(ClientTest.NAME, name).set(ClientTest.DATETIME, instant));
        long next = create(
                new Values<ClientTest>().set(ClientTest.NAME, name).set(ClientTest.DATETIME, instant.plusSeconds(1)));

        assertThat(tests().search(mine.and(ClientTest.DATETIME.eq(instant))).ids())
                .containsExactly(at);
        assertThat(tests().search(mine.and(ClientTest.DATETIME.gt(instant))).ids())
                .containsExactly(next);
        assertThat(tests().search(mine.and(ClientTest.DATETIME.lt(instant.plusSeconds(1))))
                        .ids())
                .containsExactly(at);
    }

    @Test
    void groupsByDayAreInTheTimeZoneOfTheContext() {
        String name = unique();
        create(new Values<ClientTest>()
                .set(ClientTest.NAME, name)
                .set(ClientTest.DATETIME, Instant.parse("2024-12-31T18:15:00Z")));

        assertThat(dayOf(name, "UTC")).isEqualTo("2024-12-31 00:00:00");
        assertThat(dayOf(name, "Asia/Kathmandu")).isEqualTo("2024-12-31 18:15:00");
    }

    private Object dayOf(String name, String zone) {
        Object groups = odoo().withTimeZone(ZoneId.of(zone))
                .call(
                        TEST,
                        "formatted_read_group",
                        List.of(),
                        Map.of(
                                "domain", ClientTest.NAME.eq(name),
                                "groupby", List.of("datetime_field:day"),
                                "aggregates", List.of("__count")));
        Map<?, ?> group = (Map<?, ?>) ((List<?>) java.util.Objects.requireNonNull(groups)).get(0);
        return ((List<?>) java.util.Objects.requireNonNull(group.get("datetime_field:day"))).get(0);
    }

    @Test
    void aShorterTextHasWhatItsLengthHasOfADatetime() {
        assumeThat(isSince19()).isTrue();
        assertThat(stored("2024-02")).isEqualTo("2024-02-01 00:00:00");
        assertThat(stored("2024-02-29 10")).isEqualTo("2024-02-29 10:00:00");
        assertThatThrownBy(() -> stored("2024-2")).isInstanceOf(OdooServerException.class);
    }

    private @Nullable Object stored(String datetime) {
        Map<String, Object> values = Map.of("name", "dated", "datetime_field", datetime);
        Object id = Objects.requireNonNull(odoo().call("odoo.client.test", "create", List.of(values)));
        List<?> rows = (List<?>) Objects.requireNonNull(
                odoo().call("odoo.client.test", "read", List.of(List.of(id), List.of("datetime_field"))));
        return ((Map<?, ?>) rows.get(0)).get("datetime_field");
    }

    private @Nullable Object countOf(long id, Object condition, Map<String, ?> context) {
        Object domain = List.of(List.of("id", "=", id), condition);
        return odoo().call(TEST, "search_count", List.of(domain), Map.of("context", context));
    }

    @Test
    void beforeSeries19TheDaysOfARelativeDateAreATimeZoneToPostgresql() {
        long id = create();
        String created = String.valueOf(
                model(TEST).read(List.of(id), List.of("create_date")).get(0).get("create_date"));
        String before = LocalDate.parse(created.substring(0, 10)).minusDays(1) + " 12:00:00";
        odoo().call(TEST, "write", List.of(List.of(id), Map.of("datetime_field", before)));
        assertThat(countOf(id, List.of("create_date", ">=", "today -1d"), Map.of()))
                .isEqualTo(1L);
        assertThat(countOf(id, List.of("datetime_field", ">=", "today -1d"), Map.of()))
                .isEqualTo(isSince19() ? 1L : 0L);
    }

    @Test
    void anUnknownTimeZoneIsUtc() {
        long id = create();
        assertThat(countOf(id, List.of("create_date", ">=", "today"), Map.of("tz", "Mars/X")))
                .isEqualTo(1L);
    }

    @Test
    void aPartnerHasAKnownTimeZone() {
        assertThatThrownBy(() -> odoo().call(
                                "res.partner", "create", List.of(List.of(Map.of("name", unique(), "tz", "Nowhere/X")))))
                .hasMessageContaining("Wrong value for res.partner.tz: 'Nowhere/X'");
        odoo().call("res.partner", "create", List.of(List.of(Map.of("name", unique(), "tz", "EST"))));
    }
}
