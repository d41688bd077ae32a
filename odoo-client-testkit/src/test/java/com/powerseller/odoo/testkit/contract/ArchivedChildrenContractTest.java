package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Contacts that are archived are no children of their company, whatever is asked for. */
class ArchivedChildrenContractTest extends ContractTest {
    private static final String PARTNER = "res.partner";

    private long partner(@Nullable Long parent, boolean active) {
        Values<Record> values = new Values<Record>().set("name", unique()).set("active", active);
        return model(PARTNER).create(parent == null ? values : values.set("parent_id", parent));
    }

    private boolean isFound(long id, String operator, @Nullable Object value) {
        List<?> condition = Arrays.asList("child_ids", operator, value);
        List<?> domain = List.of(List.of("id", "=", id), condition);
        Object count = odoo().call(PARTNER, "search_count", List.of(domain));
        Object archived = odoo().withArchived().call(PARTNER, "search_count", List.of(domain));
        if (isSince19()) {
            assertThat(archived).isEqualTo(count);
        }
        return Objects.equals(count, 1L);
    }

    @Test
    void whoHasArchivedChildrenOnlyHasNone() {
        long parent = partner(null, true);
        long child = partner(parent, false);

        assertThat(isFound(parent, "=", false)).isTrue();
        assertThat(isFound(parent, "!=", false)).isFalse();
        assertThat(isFound(parent, "in", List.of(child))).isFalse();
        assertThat(isFound(parent, "=", child)).isFalse();
        assertThat(isFound(parent, "!=", child)).isTrue();
        assertThat(isFound(parent, "not in", List.of(child))).isTrue();
        assertThat(isFound(parent, "in", List.of(parent, false))).isTrue();
        assertThat(isFound(parent, "not in", List.of(parent, false))).isFalse();
        assertThat(isFound(parent, "ilike", "t")).isFalse();
    }

    @Test
    void archivedChildrenAreNotAmongOthers() {
        long parent = partner(null, true);
        long archived = partner(parent, false);
        long active = partner(parent, true);

        assertThat(isFound(parent, "=", false)).isFalse();
        assertThat(isFound(parent, "in", List.of(archived))).isFalse();
        assertThat(isFound(parent, "in", List.of(archived, active))).isTrue();
        assertThat(isFound(parent, "not in", Collections.singletonList(false))).isTrue();
        assertThat(odoo().withArchived()
                        .model(PARTNER)
                        .read(List.of(parent), List.of("child_ids"))
                        .get(0)
                        .get("child_ids"))
                .isEqualTo(List.of(active));
    }

    @Test
    void childrenThatAreReplacedLeaveTheArchivedOnes() {
        long parent = partner(null, true);
        long archived = partner(parent, false);
        long active = partner(parent, true);

        odoo().call(PARTNER, "write", List.of(List.of(parent), Map.of("child_ids", List.of(List.of(6, 0, List.of())))));

        assertThat(parentOf(active)).isEqualTo(false);
        assertThat(parentOf(archived)).isNotEqualTo(false);
    }

    private @Nullable Object parentOf(long id) {
        return model(PARTNER).read(List.of(id), List.of("parent_id")).get(0).get("parent_id");
    }
}
