package com.powerseller.odoo.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code fields_get} says of fields. */
class DescriptionsContractTest extends ContractTest {
    private Map<?, ?> described(String model, String field, String... attributes) {
        Map<String, Object> named = new HashMap<>(Map.of("allfields", List.of(field)));
        if (attributes.length > 0) {
            named.put("attributes", List.of(attributes));
        }
        Object answer = odoo().call(model, "fields_get", List.of(), named);
        return answer instanceof Map<?, ?> fields && fields.get(field) instanceof Map<?, ?> one ? one : Map.of();
    }

    private @Nullable Object attribute(String field, String name) {
        return described(TEST, field).get(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "char_field",
                "integer_field",
                "date_field",
                "selection_field",
                "partner_id",
                "monetary_field",
                "line_ids",
                "tag_ids"
            })
    void eachFieldIsDescribedByTheSameAttributes(String field) {
        Map<?, ?> described = described(TEST, field);

        assertThat(described.get("name")).isEqualTo(field);
        assertThat(described.get("store")).isEqualTo(true);
        assertThat(described.get("searchable")).isEqualTo(true);
        assertThat(described.get("exportable")).isEqualTo(true);
        assertThat(described.get("manual")).isEqualTo(false);
        assertThat(described.get("change_default")).isEqualTo(false);
        assertThat(described.get("default_export_compatible")).isEqualTo(false);
        assertThat(described.get("company_dependent")).isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({
        "char_field, true, true",
        "partner_id, true, true",
        "datetime_field, true, true",
        "line_ids, false, false",
        "tag_ids, false, true",
        "related_field, true, true",
        "company_dependent_field, true, true"
    })
    void whatCanBeOrderedAndGroupedSaysSo(String field, boolean isSortable, boolean isGroupable) {
        assertThat(attribute(field, "sortable")).isEqualTo(isSortable);
        assertThat(attribute(field, "groupable")).isEqualTo(isGroupable);
    }

    @Test
    void textsSayWhetherTheyAreTranslatedAndTrimmed() {
        assertThat(attribute("char_field", "translate")).isEqualTo(false);
        assertThat(attribute("char_field", "trim")).isEqualTo(true);
        assertThat(attribute("translated_field", "translate")).isEqualTo(true);
        assertThat(attribute("text_field", "translate")).isEqualTo(false);
        assertThat(described(TEST, "text_field").containsKey("trim")).isFalse();
        assertThat(described(TEST, "integer_field").containsKey("translate")).isFalse();
    }

    @Test
    void someFieldsChooseDefaults() {
        assertThat(described("res.partner", "zip").get("change_default")).isEqualTo(true);
        assertThat(described("sale.order", "partner_id").get("change_default")).isEqualTo(true);
        assertThat(described("res.partner", "name").get("default_export_compatible"))
                .isEqualTo(true);
    }

    @Test
    void attributesThatNoFieldHasAreLeftOut() {
        assertThat(described(TEST, "char_field", "type", "nope")).isEqualTo(Map.of("type", "char"));
    }
}
