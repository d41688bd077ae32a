package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.powerseller.odoo.error.InvalidRequestException;
import com.powerseller.odoo.error.UnknownFieldException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The groups of a list as the web client of series 19 asks for them, and the names that it offers. */
class WebGroupsContractTest extends ContractTest {
    private final List<Long> ids = new ArrayList<>();
    private long zeta;
    private long alpha;
    private long red;
    private long blue;

    @BeforeEach
    void seed() {
        assumeTrue(isSince19(), "before series 19, the method is another one");
        zeta = model("res.partner").create(new Values<Record>().set("name", "Zeta " + unique()));
        alpha = model("res.partner").create(new Values<Record>().set("name", "alpha " + unique()));
        red = model(TEST + ".tag").create(new Values<Record>().set("name", "red"));
        blue = model(TEST + ".tag").create(new Values<Record>().set("name", "blue"));
        add(Map.of("integer_field", 1, "selection_field", "high", "partner_id", zeta, "date_field", "2024-02-29"));
        add(Map.of(
                "integer_field",
                2,
                "selection_field",
                "low",
                "partner_id",
                alpha,
                "date_field",
                "2024-01-01",
                "tag_ids",
                List.of(List.of(6, 0, List.of(red, blue)))));
        add(Map.of("integer_field", 2, "selection_field", "low", "partner_id", alpha));
        add(Map.of());
    }

    private void add(Map<String, ?> values) {
        Values<ClientTest> all = new Values<ClientTest>().set("name", unique());
        values.forEach(all::set);
        ids.add(create(all));
    }

    private Map<?, ?> ask(List<String> groupby, Object... named) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("domain", List.of(List.of("id", "in", List.copyOf(ids))));
        all.put("groupby", groupby);
        for (int i = 0; i < named.length; i += 2) {
            all.put((String) named[i], named[i + 1]);
        }
        return (Map<?, ?>) Objects.requireNonNull(callNamed("web_read_group", all));
    }

    private List<@Nullable Object> column(String name, List<String> groupby, Object... named) {
        List<@Nullable Object> column = new ArrayList<>();
        for (Object group : (List<?>) Objects.requireNonNull(ask(groupby, named).get("groups"))) {
            column.add(((Map<?, ?>) Objects.requireNonNull(group)).get(name));
        }
        return column;
    }

    private @Nullable Object length(List<String> groupby, Object... named) {
        return ask(groupby, named).get("length");
    }

    @Test
    void groupsHaveTheirValueTheirDomainAndTheirCount() {
        assertThat(ask(List.of("selection_field")))
                .isEqualTo(Map.of(
                        "groups",
                        List.of(
                                Map.of(
                                        "selection_field",
                                        "high",
                                        "__extra_domain",
                                        List.of(List.of("selection_field", "=", "high")),
                                        "__count",
                                        1L),
                                Map.of(
                                        "selection_field",
                                        "low",
                                        "__extra_domain",
                                        List.of(List.of("selection_field", "=", "low")),
                                        "__count",
                                        2L),
                                Map.of(
                                        "selection_field",
                                        false,
                                        "__extra_domain",
                                        List.of(List.of("selection_field", "=", false)),
                                        "__count",
                                        1L)),
                        "length",
                        3L));
    }

    @Test
    void aggregatesAreThereBesideTheCount() {
        assertThat(column("integer_field:sum", List.of("selection_field"), "aggregates", List.of("integer_field:sum")))
                .containsExactly(1L, 4L, false);
        assertThat(column("__count", List.of("selection_field"), "aggregates", List.of("integer_field:sum")))
                .containsExactly(1L, 2L, 1L);
    }

    @Test
    void onlyTheFirstKeyGroups() {
        assertThat(column("__extra_domain", List.of("selection_field", "partner_id")))
                .hasSize(3);
        assertThat(column("partner_id", List.of("selection_field", "partner_id")))
                .containsOnlyNulls();
        assertThat(length(List.of("selection_field", "nosuch"))).isEqualTo(3L);
    }

    @Test
    void datesAreGroupedByTheirPeriods() {
        assertThat(column("date_field:month", List.of("date_field:month")))
                .containsExactly(List.of("2024-01-01", "January 2024"), List.of("2024-02-01", "February 2024"), false);
    }

    @Test
    void theLengthCountsTheGroupsBeyondTheLimit() {
        assertThat(length(List.of("selection_field"), "limit", 1)).isEqualTo(3L);
        assertThat(length(List.of("selection_field"), "limit", 2, "offset", 1)).isEqualTo(3L);
        assertThat(length(List.of("selection_field"), "limit", 5)).isEqualTo(3L);
        assertThat(length(List.of("selection_field"), "offset", 1)).isEqualTo(3L);
        assertThat(column("selection_field", List.of("selection_field"), "limit", 2, "offset", 1))
                .containsExactly("low", false);
    }

    @Test
    void beyondTheLastGroupNothingIsCounted() {
        assertThat(ask(List.of("selection_field"), "limit", 1, "offset", 5))
                .isEqualTo(Map.of("groups", List.of(), "length", 0L));
    }

    @Test
    void noRecordsAreNoGroups() {
        assertThat(ask(List.of("partner_id"), "domain", List.of(List.of("id", "=", 0))))
                .isEqualTo(Map.of("groups", List.of(), "length", 0L));
    }

    @Test
    void groupsAreOrdered() {
        assertThat(column("selection_field", List.of("selection_field"), "order", "selection_field desc"))
                .containsExactly(false, "low", "high");
        assertThat(column("selection_field", List.of("selection_field"), "order", "__count desc"))
                .startsWith("low");
        assertThat(column(
                        "selection_field",
                        List.of("selection_field"),
                        "aggregates",
                        List.of("integer_field:sum"),
                        "order",
                        "integer_field:sum"))
                .containsExactly("high", "low", false);
    }

    @Test
    void whatDoesNotOrderTheseGroupsIsIgnored() {
        assertThat(column("selection_field", List.of("selection_field", "partner_id"), "order", "partner_id desc"))
                .containsExactly("high", "low", false);
        assertThat(column(
                        "selection_field",
                        List.of("selection_field"),
                        "order",
                        "integer_field:sum desc, selection_field desc"))
                .containsExactly(false, "low", "high");
        assertThat(column("selection_field", List.of("selection_field"), "order", "nosuch desc"))
                .containsExactly("high", "low", false);
    }

    @Test
    void theRecordThatGroupsIsReadAsAskedFor() {
        assertThat(column(
                        "__values",
                        List.of("partner_id"),
                        "groupby_read_specification",
                        Map.of("partner_id", Map.of("active", Map.of(), "user_id", Map.of()))))
                .containsExactlyInAnyOrder(
                        Map.of("id", zeta, "active", true, "user_id", false),
                        Map.of("id", alpha, "active", true, "user_id", false),
                        Map.of("id", false));
        assertThat(column(
                        "__values",
                        List.of("tag_ids"),
                        "groupby_read_specification",
                        Map.of("tag_ids", Map.of("name", Map.of()))))
                .containsExactlyInAnyOrder(
                        Map.of("id", red, "name", "red"), Map.of("id", blue, "name", "blue"), Map.of("id", false));
    }

    @Test
    void theSpecificationOfAnotherFieldIsIgnored() {
        assertThat(column(
                        "__values",
                        List.of("partner_id"),
                        "groupby_read_specification",
                        Map.of("group_id", Map.of("name", Map.of()))))
                .containsOnlyNulls();
    }

    @Test
    void withoutKeysThereIsNothingToGroup() {
        assertThat(failure(InvalidRequestException.class, () -> ask(List.of())).name())
                .isEqualTo("builtins.AssertionError");
    }

    @Test
    void anUnknownFieldIsNamed() {
        failure(UnknownFieldException.class, () -> ask(List.of("nosuch")));
        failure(
                UnknownFieldException.class,
                () -> ask(List.of("selection_field"), "aggregates", List.of("nosuch:sum")));
    }

    // -------------------------------------------------------------------------------- web_name_search

    private List<?> names(Object... named) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("specification", Map.of("display_name", Map.of()));
        all.put("domain", List.of(List.of("id", "in", List.of(zeta, alpha))));
        for (int i = 0; i < named.length; i += 2) {
            all.put((String) named[i], named[i + 1]);
        }
        return (List<?>) Objects.requireNonNull(odoo().call("res.partner", "web_name_search", List.of(), all));
    }

    @Test
    void namesAreFoundWithTheFieldsAskedFor() {
        Object name = Objects.requireNonNull(
                odoo().call("res.partner", "read", List.of(List.of(zeta), List.of("display_name")))
                                instanceof List<?> rows
                        ? ((Map<?, ?>) Objects.requireNonNull(rows.get(0))).get("display_name")
                        : null);
        assertThat(names("name", "zeta"))
                .isEqualTo(List.of(Map.of("id", zeta, "display_name", name, "__formatted_display_name", name)));
        assertThat(names("name", "zeta", "specification", Map.of("active", Map.of())))
                .isEqualTo(List.of(Map.of("id", zeta, "active", true)));
    }

    @Test
    void noNameFindsWhatTheDomainHas() {
        assertThat(names("name", "")).hasSize(2);
        assertThat(names("name", "", "limit", 1)).hasSize(1);
    }

    @Test
    void namesAreComparedAsTheOperatorSays() {
        assertThat(names("name", "zeta", "operator", "=")).isEmpty();
        assertThat(names("name", "Zeta", "operator", "not ilike")).hasSize(1);
    }
}
