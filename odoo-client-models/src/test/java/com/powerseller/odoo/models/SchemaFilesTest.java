package com.powerseller.odoo.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.powerseller.odoo.schema.FieldType;
import com.powerseller.odoo.schema.ModelSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    @CsvSource({
        "18.0, res.partner, mobile, true",
        "19.0, res.partner, mobile, false",
        "18.0, sale.order.line, product_uom, true",
        "19.0, sale.order.line, product_uom_id, true",
        "18.0, account.move, origin_payment_id, true",
        "18.0, helpdesk.ticket, ticket_type_id, true",
        "19.0, helpdesk.ticket, ticket_type_id, false",
        "18.0, sale.order, subscription_state, true",
        // of OCA's helpdesk_mgmt and subscription_oca, not of Odoo
        "18.0, res.partner, helpdesk_ticket_ids, false",
        "18.0, sale.order, order_subscription_id, false",
        "18.0, account.move, subscription_id, false",
        "18.0, product.product, subscribable, false",
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
}
