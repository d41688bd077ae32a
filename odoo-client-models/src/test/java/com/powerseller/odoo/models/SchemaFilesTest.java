package com.powerseller.odoo.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema files that are checked in. */
class SchemaFilesTest {
    static Stream<Path> files() throws IOException {
        return GeneratedModel.schemaFiles();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsInTheFormThatIsWrittenAndSaysWhereItComesFrom(Path file) throws IOException {
        ModelSchema schema = ModelSchema.readJson(file);

        assertThat(schema.toJson()).isEqualTo(Files.readString(file));
        assertThat(schema.source()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileIsOnTheClassPathForOthers(Path file) throws IOException {
        ModelSchema schema = ModelSchema.readJson(file);

        assertThat(ModelSchema.find(ResPartner.class.getClassLoader(), String.valueOf(schema.series()), schema.model()))
                .contains(schema);
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileLiesWhereItsModelAndSeriesAreLookedFor(Path file) throws IOException {
        ModelSchema schema = ModelSchema.readJson(file);

        assertThat(file).endsWithRaw(Path.of(String.valueOf(schema.series()), schema.model() + ".json"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            account.journal,        16.0 17.0 18.0 19.0
            account.move,           16.0 17.0 18.0 19.0
            account.move.line,      16.0 17.0 18.0 19.0
            account.payment,        16.0 17.0 18.0 19.0
            crm.lead,               16.0 17.0 18.0 19.0
            helpdesk.sla,           16.0 17.0 18.0 19.0
            helpdesk.stage,         16.0 17.0 18.0 19.0
            helpdesk.tag,           16.0 17.0 18.0 19.0
            helpdesk.team,          16.0 17.0 18.0 19.0
            helpdesk.ticket,        16.0 17.0 18.0 19.0
            helpdesk.ticket.type,   16.0 17.0 18.0
            ir.attachment,          16.0 17.0 18.0 19.0
            mail.message,           16.0 17.0 18.0 19.0
            product.product,        16.0 17.0 18.0 19.0
            product.template,       16.0 17.0 18.0 19.0
            res.company,            16.0 17.0 18.0 19.0
            res.country,            16.0 17.0 18.0 19.0
            res.country.state,      16.0 17.0 18.0 19.0
            res.currency,           16.0 17.0 18.0 19.0
            res.partner,            16.0 17.0 18.0 19.0
            res.partner.category,   16.0 17.0 18.0 19.0
            res.users,              16.0 17.0 18.0 19.0
            sale.order,             16.0 17.0 18.0 19.0
            sale.order.line,        16.0 17.0 18.0 19.0
            sale.order.log,         16.0 17.0 18.0 19.0
            sale.subscription,      15.0 18.0-oca
            sale.subscription.plan, 17.0 18.0 19.0
            """)
    void everyModelHasTheSeriesThatHaveIt(String model, String series) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files().filter(file -> file.endsWith(model + ".json")).toList()) {
            found.add(String.valueOf(ModelSchema.readJson(file).series()));
        }

        assertThat(found).containsExactlyInAnyOrder(series.split(" "));
    }

    @Test
    void thereAreNoOtherModels() throws IOException {
        assertThat(files().map(file -> file.getFileName().toString()).distinct())
                .hasSize(27);
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatAFieldRefersToIsThere(Path file) throws IOException {
        ModelSchema schema = ModelSchema.readJson(file);

        schema.fields().forEach((name, field) -> {
            boolean relational = EnumSet.of(FieldType.MANY2ONE, FieldType.ONE2MANY, FieldType.MANY2MANY)
                    .contains(field.type());
            assertThat(field.type()).as(name).isNotEqualTo(FieldType.UNKNOWN);
            assertThat(field.relation() != null).as(name).isEqualTo(relational);
            if (field.inverse() != null) {
                assertThat(field.type()).as(name).isEqualTo(FieldType.ONE2MANY);
            }
            if (field.currencyField() != null) {
                assertThat(schema.field(field.currencyField()).relation())
                        .as(name)
                        .isEqualTo("res.currency");
            }
            if (field.relation() != null && field.inverse() != null) {
                // Where the other model is modelled in that series, it has the field; message_ids and the like are
                // found by a plain res_id.
                found(schema, field.relation())
                        .ifPresent(other -> assertThat(other.fields()).as(name).containsKey(field.inverse()));
            }
        });
    }

    private static Optional<ModelSchema> found(ModelSchema schema, String relation) {
        try {
            return ModelSchema.find(ResPartner.class.getClassLoader(), String.valueOf(schema.series()), relation);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void helpTextsAndTechnicalGroupFieldsStayOut(Path file) throws IOException {
        assertThat(Files.readString(file)).doesNotContain("\"help\"");
        assertThat(ModelSchema.readJson(file).fields().keySet())
                .noneMatch(name -> name.startsWith("sel_groups_") || name.startsWith("in_group_"));
    }

    @ParameterizedTest
    @CsvSource({
        "16.0, res.partner, date, true",
        "18.0, res.partner, date, false",
        "16.0, res.partner, complete_name, false",
        "17.0, res.partner, complete_name, true",
        "18.0, res.partner, mobile, true",
        "19.0, res.partner, mobile, false",
        "18.0, sale.order.line, product_uom, true",
        "19.0, sale.order.line, product_uom_id, true",
        "17.0, account.move, payment_id, true",
        "18.0, account.move, payment_id, false",
        "18.0, account.move, origin_payment_id, true",
        "16.0, account.move, delivery_date, false",
        "17.0, account.move, delivery_date, true",
        "16.0, sale.order, locked, false",
        "17.0, sale.order, locked, true",
        "18.0, res.users, groups_id, true",
        "19.0, res.users, group_ids, true",
        "16.0, sale.order, stage_category, true",
        "17.0, sale.order, stage_category, false",
        "16.0, sale.order, subscription_state, false",
        "17.0, sale.order, subscription_state, true",
        "17.0, sale.order, health, true",
        "19.0, sale.order, health, false",
        "18.0, sale.order, is_closing, false",
        "19.0, sale.order, is_closing, true",
        "16.0, helpdesk.ticket, fold, false",
        "17.0, helpdesk.ticket, fold, true",
        "18.0, helpdesk.sla, ticket_type_ids, true",
        "19.0, helpdesk.sla, ticket_type_ids, false",
        "15.0, sale.subscription, recurring_invoice_line_ids, true",
        "15.0, sale.subscription, sale_subscription_line_ids, false",
        "18.0-oca, sale.subscription, sale_subscription_line_ids, true",
        "18.0-oca, sale.subscription, recurring_invoice_line_ids, false",
        "18.0, helpdesk.ticket, ticket_type_id, true",
        "19.0, helpdesk.ticket, ticket_type_id, false",
        "18.0, sale.order, subscription_state, true",
        // cannot be read over RPC, or hold no value of their type
        "19.0, account.move, needed_terms, false",
        "16.0, account.move.line, term_key, false",
        "18.0, account.move.line, account_root_id, false",
        "18.0, ir.attachment, raw, false",
        "18.0, ir.attachment, datas, true",
        // of OCA's helpdesk_mgmt and subscription_oca, not of Odoo
        "18.0, res.partner, helpdesk_ticket_ids, false",
        "18.0, sale.order, order_subscription_id, false",
        "18.0, account.move, subscription_id, false",
        "18.0, product.product, subscribable, false",
        "18.0, product.template, subscribable, false",
        "18.0, res.users, helpdesk_team_ids, false",
    })
    void theSeriesHaveTheFieldsThatTheyAreKnownFor(String series, String model, String field, boolean has)
            throws IOException {
        ModelSchema schema = ModelSchema.find(ResPartner.class.getClassLoader(), series, model)
                .orElseThrow();

        assertThat(schema.fields().containsKey(field)).isEqualTo(has);
    }

    @Test
    void theSubscriptionStatesAreTheSevenOfOdoo() throws IOException {
        ModelSchema schema = ModelSchema.find(ResPartner.class.getClassLoader(), "19.0", "sale.order")
                .orElseThrow();

        assertThat(schema.field("subscription_state").type()).isEqualTo(FieldType.SELECTION);
        assertThat(schema.field("subscription_state").selection())
                .extracting(option -> option.value())
                .containsExactly("1_draft", "2_renewal", "3_progress", "4_paused", "5_renewed", "6_churn", "7_upsell");
    }

    @ParameterizedTest
    @CsvSource({
        "16.0, sale.order, state, done, true",
        "17.0, sale.order, state, done, false",
        "16.0, res.partner, type, private, true",
        "17.0, res.partner, type, private, false",
        "17.0, account.move, payment_state, blocked, false",
        "18.0, account.move, payment_state, blocked, true",
        "17.0, account.move.line, display_type, discount, false",
        "18.0, account.move.line, display_type, discount, true",
        "18.0, account.move.line, display_type, line_subsection, false",
        "19.0, account.move.line, display_type, line_subsection, true",
    })
    void theSeriesHaveTheOptionsThatTheyAreKnownFor(
            String series, String model, String field, String option, boolean has) throws IOException {
        ModelSchema schema = ModelSchema.find(ResPartner.class.getClassLoader(), series, model)
                .orElseThrow();

        assertThat(schema.field(field).selection().stream()
                        .anyMatch(known -> known.value().equals(option)))
                .isEqualTo(has);
    }
}
