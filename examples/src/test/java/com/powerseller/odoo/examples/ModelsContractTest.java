package com.powerseller.odoo.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.OdooClient;
import com.powerseller.odoo.Protocol;
import com.powerseller.odoo.model.Command;
import com.powerseller.odoo.model.Field;
import com.powerseller.odoo.model.JsonValue;
import com.powerseller.odoo.model.ModelType;
import com.powerseller.odoo.model.Properties;
import com.powerseller.odoo.model.Record;
import com.powerseller.odoo.model.RecordView;
import com.powerseller.odoo.model.Ref;
import com.powerseller.odoo.model.Values;
import com.powerseller.odoo.models.AccountMove;
import com.powerseller.odoo.models.AccountMoveLine;
import com.powerseller.odoo.models.AccountPayment;
import com.powerseller.odoo.models.CrmLead;
import com.powerseller.odoo.models.HelpdeskTeam;
import com.powerseller.odoo.models.HelpdeskTicket;
import com.powerseller.odoo.models.IrAttachment;
import com.powerseller.odoo.models.ProductProduct;
import com.powerseller.odoo.models.ProductTemplate;
import com.powerseller.odoo.models.ResPartner;
import com.powerseller.odoo.models.ResPartnerCategory;
import com.powerseller.odoo.models.SaleOrder;
import com.powerseller.odoo.models.SaleOrderLine;
import com.powerseller.odoo.models.SaleSubscription;
import com.powerseller.odoo.models.SaleSubscriptionPlan;
import com.powerseller.odoo.schema.FieldSchema;
import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated models against a real Odoo 19: what a schema says is there can be read and written, and every value is what its accessor says. */
@Tag("real-odoo")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelsContractTest {
    private static final String SERIES = "19.0";

    /** Gone from Odoo, but in the test addon, which has all shapes of subscriptions and tickets side by side; read as their last series has them. */
    private static final Map<String, String> OLDER =
            Map.of("helpdesk.ticket.type", "18.0", "sale.subscription", "15.0");

    @AutoClose
    private final RealServer server = RealServer.copyOfTheTemplate();

    @BeforeAll
    void makeARecordOfEveryModel() {
        try (OdooClient odoo = server.client(Protocol.JSON2)) {
            long partner = odoo.model(ResPartner.TYPE)
                    .create(ResPartner.values()
                            .name("Acme")
                            .categoryId(
                                    Command.create(ResPartnerCategory.values().name("Gold"))));
            long product = odoo.model(ProductProduct.TYPE)
                    .create(ProductProduct.values()
                            .name("Pro")
                            .type(ProductProduct.Type.SERVICE)
                            .recurringInvoice(true)
                            .listPrice(10.5));
            long plan = odoo.model(SaleSubscriptionPlan.TYPE).search().ids().get(0);
            long order = odoo.model(SaleOrder.TYPE)
                    .create(SaleOrder.values()
                            .partnerId(partner)
                            .planId(plan)
                            .orderLine(Command.create(SaleOrderLine.values().productId(product))));
            odoo.model(SaleOrder.TYPE).call("action_confirm", List.of(order), Map.of());
            long invoice = odoo.model(AccountMove.TYPE)
                    .create(AccountMove.values()
                            .moveType(AccountMove.MoveType.OUT_INVOICE)
                            .partnerId(partner)
                            .invoiceLineIds(Command.create(
                                    AccountMoveLine.values().name("Set-up").priceUnit(200.25))));
            odoo.model(AccountMove.TYPE).call("action_post", List.of(invoice), Map.of());
            odoo.model(AccountPayment.TYPE)
                    .create(AccountPayment.values()
                            .partnerId(partner)
                            .paymentType(AccountPayment.PaymentType.INBOUND)
                            .amount(new BigDecimal("10.10")));
            odoo.model(CrmLead.TYPE).create(CrmLead.values().name("Lead").partnerId(partner));
            odoo.model(HelpdeskTicket.TYPE)
                    .create(HelpdeskTicket.values()
                            .name("Down")
                            .partnerId(partner)
                            .priority(HelpdeskTicket.Priority._3));
            odoo.model(IrAttachment.TYPE)
                    .create(IrAttachment.values().name("a.txt").datas("hi".getBytes(UTF_8)));
            odoo.model(SaleSubscription.TYPE)
                    .create(SaleSubscription.values()
                            .partnerId(partner)
                            .recurringInvoiceLineIds(Command.create(new Values<Record>().set("product_id", product))));
        }
    }

    static Stream<Arguments> modelsAndProtocols() throws IOException {
        List<Arguments> all = new ArrayList<>();
        for (ModelType<?> model : installedModels()) {
            for (Protocol protocol : protocols()) {
                all.add(Arguments.of(model.name(), protocol, model));
            }
        }
        return all.stream();
    }

    @ParameterizedTest(name = "{0} over {1}")
    @MethodSource("modelsAndProtocols")
    void everyModelledFieldIsReadAndDecoded(String name, Protocol protocol, ModelType<?> model)
            throws IOException, ReflectiveOperationException {
        Map<String, FieldSchema> fields = new TreeMap<>(schema(name).fields());
        fields.remove("__last_update"); // of up to 16.0, on every model
        try (OdooClient odoo = server.client(protocol)) {
            List<?> records = odoo.withArchived()
                    .model(model)
                    .search()
                    .select(fields.keySet().toArray(String[]::new))
                    .limit(20)
                    .list();

            assertThat(records).as("records of " + name).isNotEmpty();
            for (Object record : records) {
                for (Map.Entry<String, Field<?, ?>> constant :
                        constants(record.getClass()).entrySet()) {
                    FieldSchema field = fields.get(constant.getValue().name());
                    if (field != null) {
                        Object value = read(record, constant.getKey());
                        if (value != null) {
                            assertThat(value).as(field.name()).isInstanceOf(javaType(field));
                        }
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON2", "JSON_RPC", "XML_RPC"})
    void everyWritableTypeIsWrittenAndReadBack(Protocol protocol) throws IOException {
        Set<FieldType> written = EnumSet.noneOf(FieldType.class);
        try (OdooClient odoo = server.client(protocol)) {
            long customer = odoo.model(ResPartner.TYPE)
                    .create(ResPartner.values().name("Customer").isCompany(true));
            ResPartner partner = written(
                    odoo,
                    written,
                    ResPartner.TYPE,
                    ResPartner.values()
                            .name("Anna")
                            .isCompany(false)
                            .comment("<p>Vip</p>")
                            .color(3)
                            .partnerLatitude(46.5)
                            .parentId(customer)
                            .type(ResPartner.Type.INVOICE)
                            .categoryId(
                                    Command.create(ResPartnerCategory.values().name("Silver " + protocol)))
                            .childIds(Command.create(ResPartner.values().name("Assistant"))));
            assertThat(partner.name()).isEqualTo("Anna");
            assertThat(partner.isCompany()).isFalse();
            assertThat(partner.comment()).isEqualTo("<p>Vip</p>");
            assertThat(partner.color()).isEqualTo(3);
            assertThat(partner.partnerLatitude()).isEqualTo(46.5);
            assertThat(partner.parentId())
                    .extracting(ref -> ref == null ? null : ref.id())
                    .isEqualTo(customer);
            assertThat(partner.type()).isEqualTo(ResPartner.Type.INVOICE);
            assertThat(partner.categoryId()).hasSize(1);
            assertThat(partner.childIds()).hasSize(1);

            ProductTemplate product = written(
                    odoo,
                    written,
                    ProductTemplate.TYPE,
                    ProductTemplate.values().name("Tier").descriptionSale("two\nlines"));
            assertThat(product.descriptionSale()).isEqualTo("two\nlines");

            CrmLead lead = written(
                    odoo,
                    written,
                    CrmLead.TYPE,
                    CrmLead.values()
                            .name("Lead")
                            .expectedRevenue(new BigDecimal("1234.56"))
                            .dateDeadline(LocalDate.of(2028, 2, 29))
                            .dateOpen(Instant.parse("2026-01-31T23:59:59Z")));
            assertThat(lead.expectedRevenue()).isEqualByComparingTo("1234.56");
            assertThat(lead.dateDeadline()).isEqualTo("2028-02-29");
            assertThat(lead.dateOpen()).isEqualTo("2026-01-31T23:59:59Z");

            IrAttachment attachment = written(
                    odoo,
                    written,
                    IrAttachment.TYPE,
                    IrAttachment.values()
                            .name("a.bin")
                            .datas(new byte[] {0, -1, 127})
                            .resModel("res.partner")
                            .resId(customer));
            assertThat(attachment.datas()).containsExactly(0, -1, 127);
            assertThat(attachment.resId()).isEqualTo(customer);

            SaleOrder order = written(
                    odoo,
                    written,
                    SaleOrder.TYPE,
                    SaleOrder.values()
                            .partnerId(customer)
                            .orderLine(Command.create(SaleOrderLine.values()
                                    .displayType(SaleOrderLine.DisplayType.LINE_NOTE)
                                    .name("Note"))));
            long line = order.orderLine().get(0);
            JsonValue extra = JsonValue.of(Map.of("a", List.of(1L, "b")));
            odoo.model(SaleOrderLine.TYPE).update(line, SaleOrderLine.values().extraTaxData(extra));
            written.add(SaleOrderLine.EXTRA_TAX_DATA.type());
            assertThat(only(odoo, SaleOrderLine.TYPE, line, SaleOrderLine.EXTRA_TAX_DATA.name())
                            .extraTaxData())
                    .isEqualTo(extra);

            HelpdeskTeam team = written(
                    odoo,
                    written,
                    HelpdeskTeam.TYPE,
                    HelpdeskTeam.values()
                            .name("Team")
                            .ticketProperties(
                                    JsonValue.of(List.of(Map.of("name", "tier", "string", "Tier", "type", "char")))));
            assertThat(team.ticketProperties()).asString().contains("tier", "Tier");
            HelpdeskTicket ticket = written(
                    odoo,
                    written,
                    HelpdeskTicket.TYPE,
                    HelpdeskTicket.values()
                            .name("Ticket")
                            .teamId(team.id())
                            .properties(Properties.of(Map.of("tier", "gold"))));
            assertThat(ticket.properties().get(HelpdeskTicket.PROPERTIES.textProperty("tier")))
                    .isEqualTo("gold");
        }

        assertThat(written).isEqualTo(writableTypes());
    }

    /** Creates a record and reads what was written; remembers the types. */
    private static <M extends RecordView> M written(
            OdooClient odoo, Set<FieldType> types, ModelType<M> model, Values<M> values) throws IOException {
        long id = odoo.model(model).create(values);
        Set<String> names = values.asMap().keySet();
        ModelSchema schema = schema(model.name());
        names.forEach(name -> types.add(schema.field(name).type()));
        return only(odoo, model, id, names.toArray(String[]::new));
    }

    private static <M> M only(OdooClient odoo, ModelType<M> model, long id, String... fields) {
        return odoo.model(model).read(List.of(id), List.of(fields)).get(0);
    }

    /** The types that any field has that the generated builders can write. */
    private static Set<FieldType> writableTypes() throws IOException {
        Set<FieldType> types = EnumSet.noneOf(FieldType.class);
        for (ModelType<?> model : installedModels()) {
            for (FieldSchema field : schema(model.name()).fields().values()) {
                if (field.stored() || !field.readonly()) {
                    types.add(field.type());
                }
            }
        }
        return types;
    }

    private static List<Protocol> protocols() {
        return List.of(Protocol.JSON2, Protocol.JSON_RPC, Protocol.XML_RPC);
    }

    /** All generated models but those of others' modules. */
    private static Set<ModelType<?>> installedModels() throws IOException {
        Set<ModelType<?>> models = new LinkedHashSet<>();
        for (JavaClass found : new ClassFileImporter().importPackagesOf(ResPartner.class)) {
            if (found.isTopLevelClass() && found.isAssignableTo(RecordView.class)) {
                ModelType<?> type = typeOf(found.reflect());
                if (found.getSimpleName().equalsIgnoreCase(type.name().replaceAll("[._]", ""))) {
                    models.add(type);
                }
            }
        }
        assertThat(models).hasSize(27);
        return models;
    }

    private static ModelType<?> typeOf(Class<?> generated) {
        try {
            return (ModelType<?>) generated.getField("TYPE").get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(generated.getName(), e);
        }
    }

    private static ModelSchema schema(String model) throws IOException {
        String series = OLDER.getOrDefault(model, SERIES);
        Optional<ModelSchema> schema = ModelSchema.find(ResPartner.class.getClassLoader(), series, model);
        return schema.orElseThrow(() -> new AssertionError("no schema of " + model + " in " + series));
    }

    private static Map<String, Field<?, ?>> constants(Class<?> model) throws ReflectiveOperationException {
        Map<String, Field<?, ?>> constants = new TreeMap<>();
        for (java.lang.reflect.Field field : model.getFields()) {
            if (field.get(null) instanceof Field<?, ?> constant) {
                constants.put(field.getName(), constant);
            }
        }
        return constants;
    }

    private static @Nullable Object read(Object record, String constant) throws ReflectiveOperationException {
        String plain = constant.replace("_", "");
        for (Method method : record.getClass().getMethods()) {
            if (method.getParameterCount() == 0
                    && method.getName().replace("_", "").equalsIgnoreCase(plain)) {
                return method.invoke(record);
            }
        }
        throw new AssertionError(record.getClass() + " has no accessor for " + constant);
    }

    private static Class<?> javaType(FieldSchema field) {
        return switch (field.type()) {
            case BOOLEAN -> Boolean.class;
            case CHAR, TEXT, HTML, REFERENCE -> String.class;
            case INTEGER, MANY2ONE_REFERENCE -> Long.class;
            case FLOAT -> Double.class;
            case MONETARY -> BigDecimal.class;
            case DATE -> LocalDate.class;
            case DATETIME -> Instant.class;
            case BINARY -> byte[].class;
            case MANY2ONE -> Ref.class;
            case ONE2MANY, MANY2MANY -> List.class;
            case SELECTION, JSON, PROPERTIES, PROPERTIES_DEFINITION, UNKNOWN -> Object.class;
        };
    }
}
