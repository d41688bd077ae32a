package com.powerseller.odoo.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.schema.SchemaDrift.Difference;
import com.powerseller.odoo.schema.SchemaDrift.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaDriftTest {
    private static final Map<String, Object> CHAR = Map.of("type", "char", "string", "Name");

    @Test
    void theSameFieldsAreNoDrift() {
        ModelSchema schema = schema(Map.of("name", CHAR, "state", selection("draft", "done")));

        assertThat(SchemaDrift.between(schema, schema))
                .isEqualTo(new SchemaDrift("x_model", List.of()))
                .matches(SchemaDrift::isEmpty);
    }

    @Test
    void aFieldIsAddedOrRemoved() {
        ModelSchema schema = schema(Map.of("old", CHAR));
        ModelSchema server = schema(Map.of("new", CHAR));

        SchemaDrift drift = SchemaDrift.between(schema, server);

        assertThat(drift.differences())
                .containsExactly(
                        new Difference(Kind.ADDED, "new", null, server.field("new")),
                        new Difference(Kind.REMOVED, "old", schema.field("old"), null));
        assertThat(drift.withoutAdded().differences())
                .extracting(Difference::field)
                .containsExactly("old");
    }

    @Test
    void aFieldOfAnotherTypeDiffersOnce() {
        assertThat(kinds(relation("many2one", "res.partner"), selection("draft")))
                .containsExactly(Kind.TYPE);
        assertThat(kinds(relation("many2one", "res.partner"), relation("many2many", "res.users")))
                .containsExactly(Kind.TYPE);
    }

    @Test
    void aFieldCanReferToAnotherModel() {
        assertThat(kinds(relation("many2one", "res.partner"), relation("many2one", "res.users")))
                .containsExactly(Kind.RELATION);
    }

    @Test
    void aSelectionCanGainAndLoseValues() {
        assertThat(kinds(selection("draft"), selection("draft", "done"))).containsExactly(Kind.SELECTION);
        assertThat(kinds(selection("draft", "done"), selection("draft"))).containsExactly(Kind.SELECTION);
    }

    @Test
    void theOrderOfOptionsAndOptionsThatAreNotKnownAreNoDrift() {
        assertThat(kinds(selection("draft", "done"), selection("done", "draft")))
                .isEmpty();
        assertThat(kinds(selection(), selection("draft"))).isEmpty();
        assertThat(kinds(selection("draft"), selection())).isEmpty();
    }

    @Test
    void labelsAndFlagsAreNoDrift() {
        assertThat(kinds(
                        CHAR,
                        Map.of("type", "char", "string", "Nom", "readonly", true, "required", true, "store", false)))
                .isEmpty();
    }

    @Test
    void twoModelsCannotBeCompared() {
        assertThatThrownBy(() -> SchemaDrift.between(schema(Map.of()), new ModelSchema("x_other", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("x_model")
                .hasMessageContaining("x_other");
    }

    private static List<Kind> kinds(Map<String, Object> before, Map<String, Object> now) {
        return SchemaDrift.between(schema(Map.of("field", before)), schema(Map.of("field", now))).differences().stream()
                .map(Difference::kind)
                .toList();
    }

    private static Map<String, Object> relation(String type, String model) {
        return Map.of("type", type, "relation", model);
    }

    private static Map<String, Object> selection(String... values) {
        return Map.of(
                "type",
                "selection",
                "selection",
                List.of(values).stream()
                        .map(value -> List.of(value, "Label of " + value))
                        .toList());
    }

    private static ModelSchema schema(Map<String, Object> fields) {
        return ModelSchema.ofFieldsGet("x_model", fields);
    }
}
