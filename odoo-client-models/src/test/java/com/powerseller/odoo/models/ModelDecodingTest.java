package com.powerseller.odoo.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.error.FieldNotFetchedException;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.Properties;
import com.powerseller.odoo.model.Property;
import com.powerseller.odoo.model.Selection;
import com.powerseller.odoo.models.ServerModel.ServerField;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows as Odoo sends them, read through the generated classes. */
class ModelDecodingTest {
    /** Of OCA's modules on the server that was recorded, and not Odoo's. */
    private static final String OCA = "helpdesk|subscri";
    /** Made of the groups of one database for the form of a user. */
    private static final String GROUPS = "in_group_|sel_groups_";

    static Stream<ServerModel> recordedModels() throws IOException {
        return ServerModel.recorded();
    }

    static Stream<Arguments> modelsAndProtocols() throws IOException {
        return ServerModel.all().flatMap(model -> protocols(model).stream().map(wire -> Arguments.of(model, wire)));
    }

    /** Those that the series has. */
    static List<Protocol> protocols(ServerModel model) {
        return model.series().equals("19.0")
                ? List.of(Protocol.JSON_RPC, Protocol.XML_RPC, Protocol.JSON2)
                : List.of(Protocol.JSON_RPC, Protocol.XML_RPC);
    }

    @ParameterizedTest
    @MethodSource("recordedModels")
    void everyFieldOfARealServerIsModelled(ServerModel model) {
        Set<String> missing = new TreeSet<>(model.fields().keySet());
        model.modelled().values().forEach(field -> missing.remove(field.name()));
        missing.removeIf(name -> name.matches("(" + GROUPS + ").*"));
        if (model.series().equals("18.0")) {
            missing.removeIf(name -> name.matches(".*(" + OCA + ").*"));
        }

        // What the schemas' README leaves out: it cannot be read over RPC, or is no value of its type.
        assertThat(missing)
                .isEqualTo(
                        switch (model.name()) {
                            case "account.move" -> Set.of("needed_terms");
                            case "account.move.line" ->
                                Set.of(
                                        "account_root_id",
                                        "discount_allocation_key",
                                        "discount_allocation_needed",
                                        "epd_key",
                                        "epd_needed",
                                        "term_key");
                            case "ir.attachment" -> Set.of("raw");
                            default -> Set.of();
                        });
    }

    @ParameterizedTest
    @MethodSource("modelsAndProtocols")
    void everyFieldReadsWhatOdooSends(ServerModel model, Protocol protocol)
            throws IOException, ReflectiveOperationException {
        Map<String, ServerField> fields = model.modelled();
        List<Map<String, OdooValue>> rows = rows(fields);
        try (WireStub server = new WireStub(call -> answer(call, model, rows));
                OdooClient odoo = server.client(protocol)) {
            // Once as fields of known types, once by names.
            assertRows(
                    model,
                    fields,
                    rows,
                    odoo.model(model.generated().model())
                            .search()
                            .selectModelled()
                            .list());
            String[] names = fields.values().stream().map(ServerField::name).toArray(String[]::new);
            assertRows(
                    model,
                    fields,
                    rows,
                    odoo.model(model.generated().model()).search().select(names).list());
        }
    }

    /** Rows with every option of the selections and one that nobody knows, one with what Odoo sends for no value, one of {@code False}. */
    private static List<Map<String, OdooValue>> rows(Map<String, ServerField> fields) {
        int options = fields.values().stream()
                .mapToInt(field -> field.options().size())
                .max()
                .orElse(0);
        List<Map<String, OdooValue>> rows = new ArrayList<>();
        for (int row = 0; row <= options + 2; row++) {
            Map<String, OdooValue> values = new LinkedHashMap<>();
            for (ServerField field : fields.values()) {
                OdooValue value = row <= options
                        ? OdooValue.of(field, row)
                        : row == options + 1 ? OdooValue.empty(field) : OdooValue.none(field);
                values.put(
                        field.name(), field.name().equals("id") ? new OdooValue(row + 1L, row + 1L, row + 1L) : value);
            }
            rows.add(values);
        }
        return rows;
    }

    private static Object answer(WireStub.Call call, ServerModel model, List<Map<String, OdooValue>> rows) {
        assertThat(call.model()).isEqualTo(model.name());
        if (call.method().equals("fields_get")) {
            Map<String, Object> described = new LinkedHashMap<>();
            model.fields().forEach((name, field) -> described.put(name, Map.of("type", field.type())));
            return described;
        }
        assertThat(call.method()).isEqualTo("search_read");
        List<?> wanted = (List<?>) call.argument(1, "fields");
        List<Object> answer = new ArrayList<>();
        for (Map<String, OdooValue> row : rows) {
            Map<String, Object> sent = new LinkedHashMap<>();
            row.forEach((name, value) -> {
                if (wanted.contains(name) || name.equals("id")) {
                    sent.put(name, value.sent());
                }
            });
            answer.add(sent);
        }
        return answer;
    }

    private static void assertRows(
            ServerModel model, Map<String, ServerField> fields, List<Map<String, OdooValue>> rows, List<?> views)
            throws ReflectiveOperationException {
        assertThat(views).hasSameSizeAs(rows);
        for (Map.Entry<String, Field<?, ?>> constant :
                model.generated().constants().entrySet()) {
            ServerField field = fields.get(constant.getKey());
            Method accessor = model.generated().accessor(constant.getKey());
            if (field == null) {
                assertNotFetched(views.get(0), accessor);
                continue;
            }
            for (int i = 0; i < views.size(); i++) {
                Object read = accessor.invoke(views.get(i));
                OdooValue value = rows.get(i).get(field.name());
                assertThat(plain(read))
                        .as(field.name() + " of row " + i)
                        .isEqualTo(expected(field, constant.getValue(), value == null ? null : value.read()));
            }
        }
    }

    /** What is in a value of a class of the client's own. */
    private static @Nullable Object plain(@Nullable Object read) {
        if (read instanceof Selection selection) {
            return selection.value();
        }
        if (read instanceof JsonValue json) {
            return json.value();
        }
        if (read instanceof Properties properties) {
            return properties.list().stream().map(ModelDecodingTest::plain).toList();
        }
        return read;
    }

    private static Map<String, @Nullable Object> plain(Property property) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>(property.definition());
        plain.put("value", property.value());
        return plain;
    }

    /** Hours of tickets were an integer up to 17.0. */
    private static @Nullable Object expected(ServerField field, Field<?, ?> constant, @Nullable Object value) {
        return value instanceof Long number
                        && field.type().equals("integer")
                        && constant.type().odooName().equals("float")
                ? (Object) number.doubleValue()
                : value;
    }

    private static void assertNotFetched(Object view, Method accessor) {
        assertThatThrownBy(() -> accessor.invoke(view))
                .as(accessor.getName())
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseInstanceOf(FieldNotFetchedException.class);
    }

    @ParameterizedTest
    @MethodSource("recordedModels")
    void everyOptionOfARealServerIsAConstant(ServerModel model) throws ReflectiveOperationException {
        for (Map.Entry<String, ServerField> entry : model.modelled().entrySet()) {
            Class<?> values = model.generated().accessor(entry.getKey()).getReturnType();
            if (Selection.class.isAssignableFrom(values)) {
                List<String> constants = new ArrayList<>();
                for (java.lang.reflect.Field field : values.getFields()) {
                    constants.add(String.valueOf(field.get(null)));
                }
                assertThat(constants)
                        .as(entry.getKey())
                        .containsAll(entry.getValue().options());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"JSON_RPC", "XML_RPC", "JSON2"})
    void aFieldThatWasNotFetchedThrows(Protocol protocol) throws IOException {
        try (WireStub server = new WireStub(call -> List.of(Map.of("id", 7L, "name", "Acme")));
                OdooClient odoo = server.client(protocol)) {
            ResPartner partner = odoo.model(ResPartner.TYPE)
                    .search()
                    .select(ResPartner.NAME)
                    .first()
                    .orElseThrow();

            assertThat(partner.name()).isEqualTo("Acme");
            assertThatThrownBy(partner::email)
                    .isInstanceOf(FieldNotFetchedException.class)
                    .hasMessageContaining("email");
            assertThatThrownBy(partner::isCompany).isInstanceOf(FieldNotFetchedException.class);
        }
    }

    @Test
    void viewsOfTheSameValuesAreEqualAndShowNoValueButTheId() throws IOException {
        try (WireStub acme = new WireStub(call -> List.of(Map.of("id", 7L, "name", "Acme")));
                WireStub renamed = new WireStub(call -> List.of(Map.of("id", 7L, "name", "Other")))) {
            ResPartner one = first(acme);
            ResPartner same = first(acme);

            assertThat(one)
                    .isEqualTo(same)
                    .hasSameHashCodeAs(same)
                    .isNotEqualTo(first(renamed))
                    .hasToString("ResPartner(7)");
            assertThat(one).isNotEqualTo(new ResCompany(one.record()));
        }
    }

    private static ResPartner first(WireStub server) {
        try (OdooClient odoo = server.client(Protocol.JSON_RPC)) {
            return odoo.model(ResPartner.TYPE)
                    .search()
                    .select(ResPartner.NAME)
                    .first()
                    .orElseThrow();
        }
    }
}
