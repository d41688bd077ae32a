package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.powerseller.odoo.error.OdooServerException;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.Values;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What series 19 makes of {@code child_of} and {@code parent_of}, and when it looks at them. */
class HierarchiesContractTest extends ContractTest {
    private static final String TEST = "odoo.client.test";

    @BeforeEach
    void isOfSeries19() {
        assumeThat(isSince19()).isTrue();
    }

    private @Nullable Object found(String model, List<?>... domain) {
        return odoo().call(model, "search", List.of(List.of(domain)), Map.of("order", "id"));
    }

    private static List<?> condition(String path, String operator, @Nullable Object value) {
        return Arrays.asList(path, operator, value);
    }

    private long partner(Values<Record> values) {
        return model("res.partner").create(values.set("name", unique()));
    }

    @Test
    void aRelationToTheModelItselfIsTheOneThatIsWalked() {
        long company = partner(new Values<Record>().set("is_company", true));
        long contact = partner(new Values<Record>().set("parent_id", company));
        long ofContact = partner(new Values<Record>().set("parent_id", contact));
        assertThat(found("res.partner", condition("parent_id", "child_of", contact)))
                .isEqualTo(List.of(contact, ofContact));
        assertThat(found("res.partner", condition("commercial_partner_id", "child_of", contact)))
                .isEqualTo(List.of(contact));
        assertThat(found("res.partner", condition("commercial_partner_id", "parent_of", ofContact)))
                .isEqualTo(List.of(company, ofContact));
    }

    @Test
    void aModelWithoutAHierarchyIsRefused() {
        assertThatThrownBy(() -> found(TEST, condition("group_id", "child_of", 999_999L)))
                .isInstanceOf(OdooServerException.class)
                .hasMessageContaining("parent_id");
    }

    @Test
    void recordsOfAnX2ManyAreLookedForFirst() {
        assertThat(found(TEST, condition("tag_ids", "child_of", 999_999L))).isEqualTo(List.of());
    }

    @Test
    void whatCannotHoldIsSeenBeforeAHierarchyIs() {
        assertThat(found(TEST, condition("group_id", "child_of", 1L), condition("char_field", "in", List.of())))
                .isEqualTo(List.of());
    }

    @Test
    void anyRecordOfNoneIsNone() {
        long id = create();
        assertThat(found(TEST, condition("id", "=", id), condition("partner_id", "any", false)))
                .isEqualTo(List.of());
        assertThat(found(TEST, condition("id", "=", id), condition("partner_id", "not any", false)))
                .isEqualTo(List.of(id));
    }

    @Test
    void contentsAreNotOrderedBy() {
        assertThatThrownBy(() -> odoo().call(TEST, "search", List.of(List.of()), Map.of("order", "binary_field")))
                .isInstanceOf(OdooServerException.class)
                .hasMessageContaining("is not stored");
    }
}
