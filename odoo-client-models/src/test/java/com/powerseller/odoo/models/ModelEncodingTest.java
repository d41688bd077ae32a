package com.powerseller.odoo.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Properties;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Selection;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.ServerModel.ServerField;
import com.powerseller.odoo.models.WireStub.Call;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the generated builders send to Odoo, byte for byte. */
class ModelEncodingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Odoo sets them itself. */
    private static final Set<String> AUTOMATIC =
            Set.of("id", "create_uid", "create_date", "write_uid", "write_date", "__last_update");

    /** What {@link #argument} gives to one2many and many2many fields. */
    private static final List<Object> COMMANDS =
            List.of(List.of(4L, 3L, 0L), List.of(5L, 0L, 0L), List.of(6L, 0L, List.of(5L, 6L)));

    static Stream<Arguments> modelsAndProtocols() throws IOException {
        return ModelDecodingTest.modelsAndProtocols();
    }

    @Test
    void aCallIsSentAsOdooTakesIt() throws IOException {
        ResPartner.Values values = ResPartner.values().name("Zoë & <Co>").ref(null);

        assertThat(sent(Protocol.JSON_RPC, ResPartner.TYPE, values)
                        .replaceFirst("\"id\":\"[^\"]+\"}$", "\"id\":\"…\"}"))
                .isEqualTo(
                        "{\"jsonrpc\":\"2.0\",\"method\":\"call\",\"params\":{\"service\":\"object\",\"method\":\"execute_kw\",\"args\":[\"acme\",2,\"key\",\"res.partner\",\"create\",[[{\"name\":\"Zoë & <Co>\",\"ref\":false}]],{}]},\"id\":\"…\"}");
        assertThat(sent(Protocol.XML_RPC, ResPartner.TYPE, values))
                .isEqualTo(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><methodCall><methodName>execute_kw</methodName><params>"
                                + "<param><value><string>acme</string></value></param><param><value><int>2</int></value></param>"
                                + "<param><value><string>key</string></value></param><param><value><string>res.partner</string></value></param>"
                                + "<param><value><string>create</string></value></param>"
                                + "<param><value><array><data><value><array><data><value><struct>"
                                + "<member><name>name</name><value><string>Zoë &amp; &lt;Co&gt;</string></value></member>"
                                + "<member><name>ref</name><value><boolean>0</boolean></value></member>"
                                + "</struct></value></data></array></value></data></array></value></param>"
                                + "<param><value><struct></struct></value></param></params></methodCall>");
        assertThat(sent(Protocol.JSON2, ResPartner.TYPE, values))
                .isEqualTo("{\"vals_list\":[{\"name\":\"Zoë & <Co>\",\"ref\":false}]}");
    }

    /** For each type of field one value, as people who know Odoo would write it down. */
    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values().name("a \"b\"\\\n"),
                        "{\"name\":\"a \\\"b\\\"\\\\\\n\"}",
                        "<string>a \"b\"\\\n</string>"),
                Arguments.of(
                        ResPartner.TYPE, ResPartner.values().name(null), "{\"name\":false}", "<boolean>0</boolean>"),
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values().isCompany(true),
                        "{\"is_company\":true}",
                        "<boolean>1</boolean>"),
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values().isCompany(false),
                        "{\"is_company\":false}",
                        "<boolean>0</boolean>"),
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values().comment("<p>Vip</p>"),
                        "{\"comment\":\"<p>Vip</p>\"}",
                        "<string>&lt;p&gt;Vip&lt;/p&gt;</string>"),
                Arguments.of(ResPartner.TYPE, ResPartner.values().color(3), "{\"color\":3}", "<int>3</int>"),
                Arguments.of(ResPartner.TYPE, ResPartner.values().color(0), "{\"color\":0}", "<int>0</int>"),
                Arguments.of(
                        ResPartner.TYPE, ResPartner.values().color(null), "{\"color\":false}", "<boolean>0</boolean>"),
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values().partnerLatitude(46.5),
                        "{\"partner_latitude\":46.5}",
                        "<double>46.5</double>"),
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values().partnerLatitude(7),
                        "{\"partner_latitude\":7.0}",
                        "<double>7.0</double>"),
                Arguments.of(ResPartner.TYPE, ResPartner.values().parentId(7), "{\"parent_id\":7}", "<int>7</int>"),
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values().parentId(new Ref<>(7, "Acme")),
                        "{\"parent_id\":7}",
                        "<int>7</int>"),
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values().type(ResPartner.Type.INVOICE),
                        "{\"type\":\"invoice\"}",
                        "<string>invoice</string>"),
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values().image1920(new byte[] {0, -1, 127}),
                        "{\"image_1920\":\"AP9/\"}",
                        "<string>AP9/</string>"),
                Arguments.of(
                        CrmLead.TYPE,
                        CrmLead.values().expectedRevenue(new BigDecimal("1234.50")),
                        "{\"expected_revenue\":1234.50}",
                        "<double>1234.50</double>"),
                Arguments.of(
                        CrmLead.TYPE,
                        CrmLead.values().dateDeadline(LocalDate.of(2028, 2, 29)),
                        "{\"date_deadline\":\"2028-02-29\"}",
                        "<string>2028-02-29</string>"),
                Arguments.of(
                        CrmLead.TYPE,
                        CrmLead.values().dateOpen(Instant.parse("2026-01-31T23:59:59.999Z")),
                        "{\"date_open\":\"2026-01-31 23:59:59\"}",
                        "<string>2026-01-31 23:59:59</string>"),
                Arguments.of(
                        CrmLead.TYPE,
                        CrmLead.values().leadProperties(Properties.of(Map.of("tier", List.of("gold", 5L, true)))),
                        "{\"lead_properties\":{\"tier\":[\"gold\",5,true]}}",
                        "<struct><member><name>tier</name><value><array><data><value><string>gold</string></value><value><int>5</int></value><value><boolean>1</boolean></value></data></array></value></member></struct>"),
                Arguments.of(
                        HelpdeskTeam.TYPE,
                        HelpdeskTeam.values().ticketProperties(JsonValue.of(List.of(Map.of("name", "tier")))),
                        "{\"ticket_properties\":[{\"name\":\"tier\"}]}",
                        "<array><data><value><struct><member><name>name</name><value><string>tier</string></value></member></struct></value></data></array>"),
                Arguments.of(
                        SaleOrderLine.TYPE,
                        SaleOrderLine.values().analyticDistribution(JsonValue.of(Map.of("12", 100.0))),
                        "{\"analytic_distribution\":{\"12\":100.0}}",
                        "<struct><member><name>12</name><value><double>100.0</double></value></member></struct>"),
                Arguments.of(
                        ProductTemplate.TYPE,
                        ProductTemplate.values().descriptionSale("two\nlines"),
                        "{\"description_sale\":\"two\\nlines\"}",
                        "<string>two\nlines</string>"),
                Arguments.of(IrAttachment.TYPE, IrAttachment.values().resId(7), "{\"res_id\":7}", "<int>7</int>"),
                Arguments.of(
                        ResPartner.TYPE,
                        ResPartner.values()
                                .categoryId(
                                        Command.link(3),
                                        Command.unlink(4),
                                        Command.clear(),
                                        Command.set(List.of(5L, 6L))),
                        "{\"category_id\":[[4,3,0],[3,4,0],[5,0,0],[6,0,[5,6]]]}",
                        "<array><data>"
                                + "<value><array><data><value><int>4</int></value><value><int>3</int></value><value><int>0</int></value></data></array></value>"
                                + "<value><array><data><value><int>3</int></value><value><int>4</int></value><value><int>0</int></value></data></array></value>"
                                + "<value><array><data><value><int>5</int></value><value><int>0</int></value><value><int>0</int></value></data></array></value>"
                                + "<value><array><data><value><int>6</int></value><value><int>0</int></value><value><array><data><value><int>5</int></value><value><int>6</int></value></data></array></value></data></array></value>"
                                + "</data></array>"),
                Arguments.of(
                        SaleOrder.TYPE,
                        SaleOrder.values()
                                .orderLine(
                                        Command.create(SaleOrderLine.values()
                                                .productUomQty(5)
                                                .name(null)),
                                        Command.update(8, SaleOrderLine.values().productId(Ref.of(9))),
                                        Command.delete(10)),
                        "{\"order_line\":[[0,0,{\"product_uom_qty\":5.0,\"name\":false}],[1,8,{\"product_id\":9}],[2,10,0]]}",
                        "<array><data>"
                                + "<value><array><data><value><int>0</int></value><value><int>0</int></value><value><struct>"
                                + "<member><name>product_uom_qty</name><value><double>5.0</double></value></member>"
                                + "<member><name>name</name><value><boolean>0</boolean></value></member></struct></value></data></array></value>"
                                + "<value><array><data><value><int>1</int></value><value><int>8</int></value><value><struct>"
                                + "<member><name>product_id</name><value><int>9</int></value></member></struct></value></data></array></value>"
                                + "<value><array><data><value><int>2</int></value><value><int>10</int></value><value><int>0</int></value></data></array></value>"
                                + "</data></array>"));
    }

    @ParameterizedTest
    @MethodSource("values")
    <M> void aValueOfEachTypeIsSentInOdoosForm(ModelType<M> model, Values<M> values, String json, String xml)
            throws IOException {
        String name = values.asMap().keySet().iterator().next();
        assertThat(sent(Protocol.JSON_RPC, model, values)).contains(",\"create\",[[" + json + "]],{}]}");
        assertThat(sent(Protocol.XML_RPC, model, values))
                .contains("<struct><member><name>" + name + "</name><value>" + xml
                        + "</value></member></struct></value></data></array></value></data></array></value></param>");
        assertThat(sent(Protocol.JSON2, model, values)).isEqualTo("{\"vals_list\":[" + json + "]}");
    }

    private static <M> String sent(Protocol protocol, ModelType<M> model, Values<M> values) throws IOException {
        try (WireStub server = new WireStub(call -> List.of(7L));
                OdooClient odoo = server.client(protocol)) {
            assertThat(odoo.model(model).create(values)).isEqualTo(7);
            return server.calls().get(0).body();
        }
    }

    /** With each of a field's methods once, and once cleared. */
    @ParameterizedTest
    @MethodSource("modelsAndProtocols")
    void everyWritableFieldIsSentInOdoosForm(ServerModel model, Protocol protocol)
            throws IOException, ReflectiveOperationException {
        try (WireStub server = new WireStub(call -> call.method().equals("create") ? List.of(7L) : true);
                OdooClient odoo = server.client(protocol)) {
            Map<String, Object> boxed = write(odoo, model, model.generated().model(), Given.OBJECTS);
            Map<String, Object> primitive = write(odoo, model, model.generated().model(), Given.PRIMITIVES);
            Map<String, Object> cleared = write(odoo, model, model.generated().model(), Given.NOTHING);

            assertThat(cleared.keySet()).isEqualTo(writable(model));
            Set<String> set = new TreeSet<>(boxed.keySet());
            set.addAll(primitive.keySet());
            assertThat(set).isEqualTo(writable(model));
            assertThat(server.calls().stream().map(Call::body).map(ModelEncodingTest::withoutRequestId))
                    .containsExactly(
                            body(protocol, model, boxed),
                            body(protocol, model, primitive),
                            body(protocol, model, cleared));
        }
    }

    /** So the tests above leave no type out: no modelled field is a {@code reference}. */
    @Test
    void theModelsOf18HaveAWritableFieldOfEveryType() throws IOException {
        Set<String> types = new TreeSet<>();
        ServerModel.all()
                .filter(model -> model.series().equals("18.0"))
                .forEach(model -> writable(model)
                        .forEach(name -> types.add(
                                Objects.requireNonNull(model.fields().get(name)).type())));

        assertThat(types)
                .containsExactly(
                        "binary",
                        "boolean",
                        "char",
                        "date",
                        "datetime",
                        "float",
                        "html",
                        "integer",
                        "json",
                        "many2many",
                        "many2one",
                        "many2one_reference",
                        "monetary",
                        "one2many",
                        "properties",
                        "properties_definition",
                        "selection",
                        "text");
    }

    /** What the server says can be written; besides, what it stores. */
    private static Set<String> writable(ServerModel model) {
        Set<String> writable = new TreeSet<>();
        for (ServerField field : model.modelled().values()) {
            if ((field.stored() || !field.readonly()) && !AUTOMATIC.contains(field.name())) {
                writable.add(field.name());
            }
        }
        return writable;
    }

    private enum Given {
        OBJECTS,
        PRIMITIVES,
        NOTHING
    }

    /** Creates a record with all fields that can be given so, and tells what should have been sent. */
    private static <M> Map<String, Object> write(OdooClient odoo, ServerModel server, ModelType<M> model, Given given)
            throws ReflectiveOperationException {
        @SuppressWarnings("unchecked")
        Values<M> values =
                (Values<M>) server.generated().type().getMethod("values").invoke(null);
        Set<String> writable = writable(server);
        Map<String, Object> sent = new LinkedHashMap<>();
        for (Map.Entry<String, ServerField> entry : server.modelled().entrySet()) {
            ServerField field = entry.getValue();
            for (Method setter : GeneratedModel.methods(values.getClass(), entry.getKey())) {
                Class<?> parameter = setter.getParameterTypes()[0];
                if (!writable.contains(field.name())) {
                    continue;
                }
                if (given == Given.NOTHING) {
                    if (parameter.isPrimitive() || field.isX2Many()) {
                        values.set(field.name(), null);
                    } else {
                        setter.invoke(values, new Object[] {null});
                    }
                    sent.put(field.name(), false);
                } else if (parameter.isPrimitive() == (given == Given.PRIMITIVES)) {
                    OdooValue value = OdooValue.of(field, 0);
                    setter.invoke(values, argument(parameter, field, value));
                    sent.put(field.name(), field.isX2Many() ? COMMANDS : written(parameter, value));
                }
            }
        }
        odoo.model(model).create(values);
        return sent;
    }

    private static Object argument(Class<?> parameter, ServerField field, OdooValue value)
            throws ReflectiveOperationException {
        if (field.isX2Many()) {
            List<Object> commands = List.of(Command.link(3), Command.clear(), Command.set(List.of(5L, 6L)));
            Object array = Array.newInstance(parameter.getComponentType(), commands.size());
            for (int i = 0; i < commands.size(); i++) {
                Array.set(array, i, commands.get(i));
            }
            return array;
        }
        if (Selection.class.isAssignableFrom(parameter)) {
            return parameter.getMethod("of", String.class).invoke(null, value.read());
        }
        if (parameter == JsonValue.class) {
            return JsonValue.of(value.written());
        }
        if (parameter == Properties.class) {
            Map<String, Object> values = new LinkedHashMap<>();
            ((Map<?, ?>) value.written()).forEach((name, property) -> values.put((String) name, property));
            return Properties.of(values);
        }
        if (value.read() instanceof Ref<?> ref && parameter == long.class) {
            return ref.id();
        }
        return Objects.requireNonNull(isDouble(parameter) ? floating(value.read()) : value.read());
    }

    private static Object written(Class<?> parameter, OdooValue value) {
        return value.read() instanceof Long && isDouble(parameter) ? floating(value.read()) : value.written();
    }

    private static boolean isDouble(Class<?> type) {
        return type == double.class || type == Double.class;
    }

    /** Hours of tickets were an integer up to 17.0. */
    private static double floating(@Nullable Object number) {
        return ((Number) Objects.requireNonNull(number)).doubleValue();
    }

    private static String withoutRequestId(String body) {
        return body.replaceFirst("\"id\":\"[^\"]+\"}$", "\"id\":\"\"}");
    }

    /** The whole request that creates one record. */
    private static String body(Protocol protocol, ServerModel model, Map<String, Object> values) throws IOException {
        List<Object> call = List.of("acme", 2L, "key", model.name(), "create", List.of(List.of(values)), Map.of());
        return switch (protocol) {
            case JSON_RPC ->
                "{\"jsonrpc\":\"2.0\",\"method\":\"call\",\"params\":{\"service\":\"object\",\"method\":\"execute_kw\",\"args\":"
                        + JSON.writeValueAsString(call) + "},\"id\":\"\"}";
            case XML_RPC -> {
                StringBuilder xml = new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><methodCall><methodName>execute_kw</methodName><params>");
                for (Object argument : call) {
                    xml.append("<param>");
                    WireStub.writeXml(xml, argument);
                    xml.append("</param>");
                }
                yield xml.append("</params></methodCall>").toString().replace("\n", "");
            }
            case JSON2 -> JSON.writeValueAsString(Map.of("vals_list", List.of(values)));
            case AUTO -> throw new IllegalArgumentException("no protocol");
        };
    }
}
