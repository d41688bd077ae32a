package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.error.UnknownMethodException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Groups as {@code read_group} answers them, and {@code formatted_read_group}, which series 19 has instead: down to the domain of each. */
class GroupsContractTest extends ContractTest {
    private final List<Long> ids = new ArrayList<>();
    private long zeta;
    private long alpha;
    private long red;
    private long blue;

    @BeforeEach
    void seed() {
        zeta = model("res.partner").create(new Values<Record>().set("name", "Zeta " + unique()));
        alpha = model("res.partner").create(new Values<Record>().set("name", "alpha " + unique()));
        red = model(TEST + ".tag").create(new Values<Record>().set("name", "red"));
        blue = model(TEST + ".tag").create(new Values<Record>().set("name", "blue"));
        long gone = model(TEST + ".tag")
                .create(new Values<Record>().set("name", "gone").set("active", false));
        add("integer_field", 1L, "float_field", 1.5, "monetary_field", 2.0, "char_field", "x");
        set("selection_field", "high", "boolean_field", true, "partner_id", zeta, "tag_ids", links(red, blue));
        set("date_field", "2024-02-29", "datetime_field", "2024-02-29 12:30:45");
        add("integer_field", 2L, "float_field", 0.25, "monetary_field", 3.3, "char_field", "x");
        set("selection_field", "low", "partner_id", alpha, "tag_ids", links(blue, gone));
        set("date_field", "2024-01-01", "datetime_field", "2023-12-31 23:59:59");
        add("integer_field", 2L, "float_field", -4.0, "char_field", "", "selection_field", "low");
        set("partner_id", alpha, "date_field", "2024-04-01");
        add("date_field", "2026-06-15", "datetime_field", "2026-06-15 06:30:00", "default_field", false);
    }

    private static List<Object> links(Long... tags) {
        return List.of(List.of(6L, 0L, List.of(tags)));
    }

    private void add(Object... values) {
        Map<String, Object> all = map(values);
        all.put("name", unique());
        Object created = callNamed("create", Map.of("vals_list", List.of(all)));
        ids.add((Long) ((List<?>) Objects.requireNonNull(created)).get(0));
    }

    private void set(Object... values) {
        odoo().call(TEST, "write", List.of(List.of(ids.get(ids.size() - 1)), map(values)));
    }

    private static Map<String, Object> map(Object... values) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            map.put((String) values[i], values[i + 1]);
        }
        return map;
    }

    private List<Object> mine() {
        return List.of(List.of("id", "in", List.copyOf(ids)));
    }

    /** The groups of the test's own records. */
    private List<?> groups(String method, Object... named) {
        Map<String, Object> all = map(named);
        all.putIfAbsent("domain", mine());
        return (List<?>) Objects.requireNonNull(callNamed(method, all));
    }

    private List<?> classic(List<String> fields, List<String> groupby, Object... named) {
        Map<String, Object> all = map(named);
        all.put("fields", fields);
        all.put("groupby", groupby);
        all.putIfAbsent("domain", mine());
        return (List<?>) Objects.requireNonNull(callNamed("read_group", all));
    }

    private static @Nullable Object cell(@Nullable Object group, String name) {
        return ((Map<?, ?>) Objects.requireNonNull(group)).get(name);
    }

    private static List<@Nullable Object> column(List<?> groups, String name) {
        List<@Nullable Object> column = new ArrayList<>();
        groups.forEach(group -> column.add(cell(group, name)));
        return column;
    }

    /** Before series 19, there is no {@code formatted_read_group}. */
    private boolean isMissing() {
        if (isSince19()) {
            return false;
        }
        failure(UnknownMethodException.class, () -> groups("formatted_read_group", "groupby", List.of("active")));
        return true;
    }

    // ------------------------------------------------------------------------------------- read_group

    @Test
    void aRecordIsShownWithItsName() {
        List<?> groups = classic(List.of(), List.of("partner_id"));
        assertThat(column(groups, "partner_id"))
                .element(0)
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .first()
                .isEqualTo(zeta);
        assertThat(column(groups, "partner_id")).element(2).isEqualTo(false);
    }

    @Test
    void aLazyGroupHasTheCountUnderTheFieldsName() {
        assertThat(column(classic(List.of(), List.of("selection_field")), "selection_field_count"))
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void aGroupThatIsNotLazyHasTheCountUnderItsOwnName() {
        assertThat(column(classic(List.of(), List.of("selection_field"), "lazy", false), "__count"))
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void aLazyCallGroupsByTheFirstFieldAndSaysWhatIsLeft() {
        List<?> groups = classic(List.of(), List.of("selection_field", "partner_id"));
        assertThat(groups).hasSize(3);
        assertThat(cell(groups.get(0), "__context")).isEqualTo(Map.of("group_by", List.of("partner_id")));
    }

    @Test
    void aCallThatIsNotLazyGroupsByAllFields() {
        List<?> groups = classic(List.of(), List.of("char_field", "selection_field"), "lazy", false);
        assertThat(column(groups, "char_field")).containsExactly("", "x", "x", false);
        assertThat(column(groups, "selection_field")).containsExactly("low", "high", "low", false);
    }

    @Test
    void aNumberFieldIsSummedIfNothingElseIsSaid() {
        List<?> groups = classic(List.of("integer_field", "char_field"), List.of("selection_field"));
        assertThat(column(groups, "integer_field")).containsExactly(1L, 4L, false);
        assertThat(cell(groups.get(0), "char_field")).isNull();
    }

    @Test
    void anAggregateHasTheNameThatItIsGiven() {
        List<?> groups = classic(List.of("most:max(integer_field)"), List.of("selection_field"), "lazy", false);
        assertThat(column(groups, "most")).containsExactly(1L, 2L, false);
    }

    @Test
    void theDomainOfAGroupBeginsWithThatOfTheCall() {
        List<?> groups = classic(List.of(), List.of("selection_field"));
        assertThat(cell(groups.get(1), "__domain"))
                .isEqualTo(List.of("&", mine().get(0), List.of("selection_field", "=", "low")));
    }

    @Test
    void aDateIsGroupedByMonthIfNothingElseIsSaid() {
        List<?> groups = classic(List.of(), List.of("date_field"));
        assertThat(column(groups, "date_field"))
                .containsExactly("January 2024", "February 2024", "April 2024", "June 2026");
        assertThat(cell(groups.get(0), "__range"))
                .isEqualTo(Map.of("date_field", Map.of("from", "2024-01-01", "to", "2024-02-01")));
    }

    @Test
    void theRecordsWithoutADateHaveNoRange() {
        List<?> groups = classic(List.of(), List.of("datetime_field:day"));
        assertThat(column(groups, "datetime_field:day"))
                .containsExactly("31 Dec 2023", "29 Feb 2024", "15 Jun 2026", false);
        assertThat(cell(groups.get(3), "__range")).isEqualTo(map("datetime_field:day", false));
    }

    @Test
    void weeksBeginAsInTheLanguage() {
        assertThat(column(classic(List.of(), List.of("date_field:week")), "date_field:week"))
                .containsExactly("W1 2024", "W9 2024", "W14 2024", "W25 2026");
    }

    @Test
    void quartersAndYears() {
        assertThat(column(classic(List.of(), List.of("date_field:quarter")), "date_field:quarter"))
                .containsExactly("Q1 2024", "Q2 2024", "Q2 2026");
        assertThat(column(classic(List.of(), List.of("date_field:year")), "date_field:year"))
                .containsExactly("2024", "2026");
    }

    @Test
    void hours() {
        assertThat(column(classic(List.of(), List.of("datetime_field:hour")), "datetime_field:hour"))
                .containsExactly("11:00 31 Dec", "12:00 29 Feb", "06:00 15 Jun", false);
    }

    @Test
    void groupsAreOrderedByAnAggregateOfTheCall() {
        List<?> groups = classic(
                List.of("integer_field"), List.of("selection_field"), "orderby", "integer_field desc, selection_field");
        assertThat(column(groups, "selection_field")).containsExactly(false, "low", "high");
    }

    @Test
    void groupsAreOrderedByTheirCount() {
        List<?> groups = classic(
                List.of(), List.of("selection_field"), "orderby", "selection_field_count desc, selection_field");
        assertThat(column(groups, "selection_field")).containsExactly("low", "high", false);
    }

    @Test
    void groupsArePaged() {
        assertThat(column(classic(List.of(), List.of("date_field"), "offset", 1L, "limit", 2L), "date_field"))
                .containsExactly("February 2024", "April 2024");
    }

    @Test
    void emptyPeriodsAreFilledWhereThatIsAskedFor() {
        List<?> groups = classic(
                List.of(),
                List.of("date_field"),
                "domain",
                List.of(List.of("id", "in", ids.subList(0, 3))),
                "context",
                Map.of("fill_temporal", true));
        assertThat(column(groups, "date_field"))
                .containsExactly("January 2024", "February 2024", "March 2024", "April 2024");
        assertThat(column(groups, "date_field_count")).containsExactly(1L, 1L, 0L, 1L);
    }

    @Test
    void periodsAreFilledUpToANumber() {
        List<?> groups = classic(
                List.of(),
                List.of("date_field:quarter"),
                "domain",
                List.of(List.of("id", "=", ids.get(0))),
                "context",
                Map.of("fill_temporal", Map.of("min_groups", 3L)));
        assertThat(column(groups, "date_field:quarter")).containsExactly("Q1 2024", "Q2 2024", "Q3 2024");
    }

    @Test
    void boundsOfWeeksAreTheMondaysBeforeThem() {
        Map<String, Object> fill = Map.of("fill_from", "2024-01-14", "fill_to", "2024-01-23");
        List<?> groups = classic(
                List.of(),
                List.of("date_field:week"),
                "domain",
                List.of(List.of("id", "=", 0L)),
                "context",
                Map.of("fill_temporal", fill, "lang", "en_US"));
        assertThat(column(groups, "date_field:week")).containsExactly("W2 2024", "W3 2024", "W4 2024");
    }

    @Test
    void periodsAreFilledByWhatIsKnownOnly() {
        failure(
                InvalidRequestException.class,
                () -> classic(
                        List.of(),
                        List.of("date_field:month"),
                        "context",
                        Map.of("fill_temporal", Map.of("fill_until", "2024-01-01"))));
    }

    @Test
    void groupingByNothingIsOneGroup() {
        List<?> groups = classic(List.of("integer_field:sum"), List.of());
        assertThat(groups).hasSize(1);
        assertThat(cell(groups.get(0), "__count")).isEqualTo(4L);
        assertThat(cell(groups.get(0), "integer_field")).isEqualTo(5L);
    }

    @Test
    void whatCannotBeGroupedIsAnInvalidRequest() {
        failure(UnknownFieldException.class, () -> classic(List.of(), List.of("nope")));
        for (String wrong : List.of("line_ids", "computed_field", "name:month", "date_field:decade")) {
            failure(InvalidRequestException.class, () -> classic(List.of(), List.of(wrong)));
        }
        failure(UnknownFieldException.class, () -> classic(List.of("nope"), List.of("active")));
        failure(InvalidRequestException.class, () -> classic(List.of("integer_field:nope"), List.of("active")));
        failure(InvalidRequestException.class, () -> classic(List.of(), List.of("active"), "orderby", "name"));
    }

    // --------------------------------------------------------------------------- formatted_read_group

    private List<?> formatted(List<String> groupby, List<String> aggregates, Object... named) {
        Map<String, Object> all = map(named);
        all.put("groupby", groupby);
        all.put("aggregates", aggregates);
        all.putIfAbsent("domain", mine());
        return (List<?>) Objects.requireNonNull(callNamed("formatted_read_group", all));
    }

    private @Nullable Object total(String aggregate) {
        return cell(formatted(List.of(), List.of(aggregate)).get(0), aggregate);
    }

    @Test
    void aFormattedGroupHasWhatWasAskedForUnderItsOwnName() {
        if (isMissing()) {
            return;
        }
        assertThat(formatted(List.of("selection_field"), List.of("__count", "integer_field:sum")))
                .isEqualTo(List.of(group("high", 1L, 1L), group("low", 2L, 4L), group(false, 1L, false)));
    }

    private static Map<String, Object> group(Object selection, long count, Object sum) {
        return map(
                "selection_field", selection,
                "__extra_domain", List.of(List.of("selection_field", "=", selection)),
                "__count", count,
                "integer_field:sum", sum);
    }

    @Test
    void sumsAndAveragesLeaveOutWhatIsNotSet() {
        if (isMissing()) {
            return;
        }
        assertThat(total("float_field:sum")).isEqualTo(-2.25);
        assertThat(total("monetary_field:avg")).isEqualTo(2.65);
        assertThat(total("integer_field:avg")).isEqualTo(5 / 3.0);
    }

    @Test
    void extremesOfNumbersTextsAndDates() {
        if (isMissing()) {
            return;
        }
        assertThat(total("integer_field:max")).isEqualTo(2L);
        assertThat(total("char_field:min")).isEqualTo("");
        assertThat(total("date_field:max")).isEqualTo("2026-06-15");
        assertThat(total("datetime_field:min")).isEqualTo("2023-12-31 23:59:59");
    }

    @Test
    void countsOfValues() {
        if (isMissing()) {
            return;
        }
        assertThat(total("__count")).isEqualTo(4L);
        assertThat(total("integer_field:count")).isEqualTo(3L);
        assertThat(total("integer_field:count_distinct")).isEqualTo(2L);
        assertThat(total("boolean_field:count")).isEqualTo(1L);
    }

    @Test
    void booleansTogether() {
        if (isMissing()) {
            return;
        }
        assertThat(total("boolean_field:bool_and")).isEqualTo(true);
        assertThat(total("boolean_field:bool_or")).isEqualTo(true);
    }

    @Test
    void listsOfValues() {
        if (isMissing()) {
            return;
        }
        String aggregate = "partner_id:array_agg_distinct";
        List<?> groups =
                formatted(List.of(), List.of(aggregate), "domain", List.of(List.of("id", "in", ids.subList(0, 3))));
        assertThat(cell(groups.get(0), aggregate)).isEqualTo(List.of(zeta, alpha));
    }

    @Test
    void aggregatesOverNothing() {
        if (isMissing()) {
            return;
        }
        List<?> groups = formatted(
                List.of(),
                List.of("__count", "integer_field:sum", "id:array_agg", "id:count_distinct"),
                "domain",
                List.of(List.of("id", "=", 0L)));
        assertThat(groups)
                .isEqualTo(List.of(map(
                        "__extra_domain",
                        List.of(List.of(1L, "=", 1L)),
                        "__count",
                        0L,
                        "integer_field:sum",
                        false,
                        "id:array_agg",
                        List.of(),
                        "id:count_distinct",
                        0L)));
    }

    @Test
    void aPeriodHasItsStartAndItsLabel() {
        if (isMissing()) {
            return;
        }
        List<?> groups = formatted(List.of("datetime_field:month"), List.of());
        assertThat(cell(groups.get(0), "datetime_field:month"))
                .isEqualTo(List.of("2023-12-01 00:00:00", "December 2023"));
        assertThat(cell(groups.get(0), "__extra_domain"))
                .isEqualTo(List.of(
                        "&",
                        List.of("datetime_field", ">=", "2023-12-01 00:00:00"),
                        List.of("datetime_field", "<", "2024-01-01 00:00:00")));
    }

    @Test
    void periodsAreThoseOfTheTimeZone() {
        if (isMissing()) {
            return;
        }
        List<?> groups = formatted(List.of("datetime_field:day"), List.of(), "context", Map.of("tz", "Asia/Tokyo"));
        assertThat(column(groups, "datetime_field:day")).startsWith(List.of("2023-12-31 15:00:00", "01 Jan 2024"));
    }

    @Test
    void partsOfDatesAreNumbers() {
        if (isMissing()) {
            return;
        }
        List<?> groups = formatted(List.of("date_field:day_of_week"), List.of("__count"));
        assertThat(column(groups, "date_field:day_of_week")).containsExactly(1.0, 4.0);
        assertThat(column(groups, "__count")).containsExactly(3L, 1L);
        assertThat(cell(groups.get(0), "__extra_domain"))
                .isEqualTo(List.of(List.of("date_field.day_of_week", "=", 1.0)));
    }

    @Test
    void theRecordsWithoutTagsAreAGroup() {
        if (isMissing()) {
            return;
        }
        List<?> groups = formatted(List.of("tag_ids"), List.of("__count"));
        assertThat(column(groups, "tag_ids")).containsExactly(List.of(red, "red"), List.of(blue, "blue"), false);
        assertThat(column(groups, "__count")).containsExactly(1L, 2L, 2L);
        assertThat(cell(groups.get(2), "__extra_domain")).isEqualTo(List.of(List.of("tag_ids", "not any", List.of())));
    }

    @Test
    void fieldsOfARecordReferredTo() {
        if (isMissing()) {
            return;
        }
        List<?> groups = formatted(List.of("partner_id.is_company"), List.of("__count"));
        assertThat(column(groups, "partner_id.is_company")).containsExactly(false);
        assertThat(cell(groups.get(0), "__extra_domain"))
                .isEqualTo(List.of(
                        "|",
                        List.of("partner_id", "not any", List.of()),
                        List.of("partner_id", "any", List.of(List.of("is_company", "=", false)))));
    }

    @Test
    void groupsAreChosenByTheirAggregates() {
        if (isMissing()) {
            return;
        }
        List<Object> several = List.of(List.of("__count", ">", 1L));
        assertThat(column(formatted(List.of("partner_id"), List.of("__count"), "having", several), "__count"))
                .containsExactly(2L);
        List<Object> either = List.of("|", List.of("__count", ">", 1L), List.of("integer_field:sum", "<", 2L));
        assertThat(formatted(List.of("partner_id"), List.of(), "having", either))
                .hasSize(2);
    }

    @Test
    void havingLeavesATotalAlone() {
        if (isMissing()) {
            return;
        }
        List<Object> never = List.of(List.of("__count", ">", 100L));
        assertThat(formatted(List.of(), List.of("__count"), "having", never)).hasSize(1);
    }

    @Test
    void formattedGroupsAreOrderedByKeysAndAggregates() {
        if (isMissing()) {
            return;
        }
        assertThat(column(
                        formatted(List.of("selection_field"), List.of(), "order", "__count desc, selection_field desc"),
                        "selection_field"))
                .containsExactly("low", false, "high");
        assertThat(column(
                        formatted(List.of("selection_field"), List.of(), "order", "selection_field nulls first"),
                        "selection_field"))
                .containsExactly(false, "high", "low");
    }

    @Test
    void formattedPeriodsAreFilledButNotPaged() {
        if (isMissing()) {
            return;
        }
        Map<String, Object> fill = Map.of("fill_temporal", Map.of("fill_from", "2024-01-01", "fill_to", "2024-03-01"));
        List<Object> none = List.of(List.of("id", "=", 0L));
        assertThat(formatted(List.of("date_field:month"), List.of("__count"), "domain", none, "context", fill))
                .hasSize(3);
        failure(
                InvalidRequestException.class,
                () -> formatted(List.of("date_field:month"), List.of("__count"), "context", fill, "limit", 1L));
    }

    @Test
    void recordsetsAreListsOfIds() {
        if (isMissing()) {
            return;
        }
        List<?> groups = formatted(List.of(), List.of("id:recordset"));
        assertThat(cell(groups.get(0), "id:array_agg"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void whatCannotBeAggregatedIsAnInvalidRequest() {
        if (isMissing()) {
            return;
        }
        failure(UnknownFieldException.class, () -> total("nope:sum"));
        for (String wrong : List.of("integer_field", "integer_field:nope", "tag_ids:count", "")) {
            failure(InvalidRequestException.class, () -> total(wrong));
        }
        failure(InvalidRequestException.class, () -> formatted(List.of("date_field"), List.of()));
        failure(InvalidRequestException.class, () -> formatted(List.of("active"), List.of(), "order", "nope"));
        failure(
                InvalidRequestException.class,
                () -> formatted(List.of("active"), List.of(), "having", List.of(List.of("__count", "like", "1"))));
    }
}
